"""How the kiosk is: told by kiosk-ui of its devices, asked for by staff."""

from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.health.board import HealthBoard
from kiosk.sync.problems import said
from kiosk.sync.routes.requests import body_of
from kiosk.sync.store.store_worker import StoreWorker
from wire.codec import codec_of
from wire.report import DevicesReport, KioskHealth, Usages


class HealthRoutes:
    def __init__(self, board: HealthBoard, worker: StoreWorker) -> None:
        self._board, self._worker = board, worker
        self._kept: Usages = ()

    def routes(self) -> list[Route]:
        return [
            Route("/v1/health/devices", self._devices, methods=["PUT"]),
            Route("/v1/health", self._health, methods=["GET"]),
        ]

    async def _devices(self, request: Request) -> Response:
        told = await body_of(request, codec_of(DevicesReport))
        self._board.take(told)
        if told.usages != self._kept:
            with suppress(StoreFailed):  # said in the log; the next report tells it again
                await self._worker.ask(lambda store: store.use.take(told.usages))
                self._kept = told.usages
        return Response(status_code=204)

    async def _health(self, _request: Request) -> Response:
        snapshot = await self._board.snapshot()
        return said(KioskHealth(snapshot.checks))
