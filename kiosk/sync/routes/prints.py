"""The print journal: kiosk-ui writes down what it is about to print, and what became of it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.problems import said
from kiosk.sync.routes.requests import body_of, id_of
from kiosk.sync.store.store_worker import StoreWorker
from wire.codec import codec_of
from wire.prints import NotePrint, PrintsSettled


class PrintRoutes:
    def __init__(self, worker: StoreWorker) -> None:
        self._worker = worker

    def routes(self) -> list[Route]:
        return [
            Route("/v1/prints/{id}", self._note, methods=["PUT"]),
            Route("/v1/prints/settle", self._settle, methods=["POST"]),
        ]

    async def _note(self, request: Request) -> Response:
        job, body = id_of(request), await body_of(request, codec_of(NotePrint))
        return said(await self._worker.ask(lambda store: store.prints.note(job, body.state)))

    async def _settle(self, _request: Request) -> Response:
        unknown = await self._worker.ask(lambda store: store.prints.settle())
        return said(PrintsSettled(unknown))
