"""The queue as staff and support see it: never what is in an action."""

from collections.abc import Callable
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.problems import problem, said
from kiosk.sync.routes.requests import id_in_query, id_of, number_in_query
from kiosk.sync.store.store_worker import Store, StoreWorker
from wire.problem import ProblemType

PAGE_USUAL, PAGE_MOST = 50, 200


class QueueRoutes:
    """``retried``: told of each action that is to be sent once more."""

    def __init__(self, worker: StoreWorker, retried: Callable[[], None]) -> None:
        self._worker = worker
        self._retried = retried

    def routes(self) -> list[Route]:
        return [
            Route("/v1/actions/{id}", self._find, methods=["GET"]),
            Route("/v1/queue", self._page, methods=["GET"]),
            Route("/v1/queue/summary", self._summary, methods=["GET"]),
            Route("/v1/queue/{id}/retry", self._retry, methods=["POST"]),
        ]

    async def _find(self, request: Request) -> Response:
        action = id_of(request)
        found = await self._worker.ask(lambda store: store.outbox.find(action))
        return problem(ProblemType.NOT_FOUND) if found is None else said(found)

    async def _page(self, request: Request) -> Response:
        before = id_in_query(request, "before")
        limit = number_in_query(request, "limit", PAGE_USUAL, PAGE_MOST)
        return said(await self._worker.ask(lambda store: store.outbox.page(before, limit)))

    async def _summary(self, _request: Request) -> Response:
        return said(await self._worker.ask(lambda store: store.outbox.summary()))

    async def _retry(self, request: Request) -> Response:
        action = id_of(request)
        again = await self._worker.ask(lambda store: _retry(store, action))
        if again is None:
            return problem(ProblemType.NOT_FOUND)
        if not again:
            return problem(ProblemType.ACTION_CONFLICT)
        self._retried()
        return Response(status_code=204)


def _retry(store: Store, action: UUID) -> bool | None:
    """None for an action that nobody knows."""
    if store.outbox.find(action) is None:
        return None
    return store.outbox.retry(action)
