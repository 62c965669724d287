"""How the kiosk is: told by kiosk-ui of its devices, asked for by staff."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.health.board import HealthBoard
from kiosk.sync.problems import said
from kiosk.sync.routes.requests import body_of
from wire.codec import codec_of
from wire.report import DevicesReport, KioskHealth


class HealthRoutes:
    def __init__(self, board: HealthBoard) -> None:
        self._board = board

    def routes(self) -> list[Route]:
        return [
            Route("/v1/health/devices", self._devices, methods=["PUT"]),
            Route("/v1/health", self._health, methods=["GET"]),
        ]

    async def _devices(self, request: Request) -> Response:
        self._board.take(await body_of(request, codec_of(DevicesReport)))
        return Response(status_code=204)

    async def _health(self, _request: Request) -> Response:
        snapshot = await self._board.snapshot()
        return said(KioskHealth(snapshot.checks))
