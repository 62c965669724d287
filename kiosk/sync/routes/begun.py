"""What is begun at this kiosk, counted for the order of its own tiles."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.problems import problem, said
from kiosk.sync.routes.requests import body_of
from kiosk.sync.store.store_worker import StoreWorker
from wire.begun import BegunCounts, CountBegun
from wire.codec import codec_of
from wire.problem import ProblemType


class BegunRoutes:
    def __init__(self, worker: StoreWorker) -> None:
        self._worker = worker

    def routes(self) -> list[Route]:
        return [
            Route("/v1/begun", self._count, methods=["POST"]),
            Route("/v1/begun", self._counts, methods=["GET"]),
        ]

    async def _count(self, request: Request) -> Response:
        body = await body_of(request, codec_of(CountBegun))
        counted = await self._worker.ask(lambda store: store.begun.count(body.service))
        return Response(status_code=204) if counted else problem(ProblemType.QUEUE_FULL)

    async def _counts(self, _request: Request) -> Response:
        return said(BegunCounts(await self._worker.ask(lambda store: store.begun.counts())))
