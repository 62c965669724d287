"""What kiosk-ui does for a command: begun when nobody is there, and told of when it is done."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.fleet.commands import FleetCommands
from kiosk.sync.problems import problem, said
from kiosk.sync.routes.requests import body_of, id_of
from wire.codec import codec_of
from wire.problem import ProblemType
from wire.screen_orders import TaskDone, TaskLeave


class CommandRoutes:
    """``commands``: gives None of a kiosk that is not enrolled, and is told none."""

    def __init__(self, commands: Callable[[], FleetCommands | None]) -> None:
        self._commands = commands

    def routes(self) -> list[Route]:
        return [
            Route("/v1/commands/{id}/begin", self._begin, methods=["POST"]),
            Route("/v1/commands/{id}/done", self._done, methods=["POST"]),
        ]

    async def _begin(self, request: Request) -> Response:
        commands = self._commands()
        if commands is None:
            return problem(ProblemType.NOT_FOUND)
        return said(TaskLeave(await commands.begin(id_of(request))))

    async def _done(self, request: Request) -> Response:
        commands = self._commands()
        if commands is None:
            return problem(ProblemType.NOT_FOUND)
        command, body = id_of(request), await body_of(request, codec_of(TaskDone))
        await commands.done(command, body)
        return Response(status_code=204)
