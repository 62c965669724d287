"""``python -m benchmarks.bare_route SOCKET STORE``: the least that a server of this kind can do.

A Starlette route with one UPDATE of a row, committed as central commits.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from central.store.database import engine_for

PATH = "/beat"
_TABLE = text("CREATE TABLE beats (kiosk INTEGER PRIMARY KEY, uptime_s DOUBLE PRECISION)")
_ROW = text("INSERT INTO beats VALUES (1, 0)")
_UPDATE = text("UPDATE beats SET uptime_s = :uptime_s WHERE kiosk = 1")


def main(socket: str, store: str) -> None:
    engine = engine_for(store)

    def update(uptime_s: float) -> None:
        with engine.begin() as db:
            db.execute(_UPDATE, {"uptime_s": uptime_s})

    async def beat(request: Request) -> JSONResponse:
        await run_in_threadpool(update, (await request.json())["uptime_s"])
        return JSONResponse({"next_poll_s": 60})

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        with engine.begin() as db:
            db.execute(_TABLE)
            db.execute(_ROW)
        yield
        engine.dispose()

    app = Starlette(routes=[Route(PATH, beat, methods=["POST"])], lifespan=lifespan)
    uvicorn.run(app, uds=socket, http="h11", loop="asyncio", access_log=False, log_level="warning")


if __name__ == "__main__":
    main(*sys.argv[1:])
