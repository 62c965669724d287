"""``python -m benchmarks.console_crowd``: so many admins who look at once, at a fleet that changes.

A console as a process of its own, with a store of so many kiosks. Each admin has the overview open,
reads it anew when the stream says that something changed, and asks for another page now and then.
Told is how long pages take then, as the browser sees it, and how soon after a change in the store
the last admin sees it. Admins and console share the machine.
"""

import argparse
import asyncio
import logging
import multiprocessing
import random
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import quote

import httpx
import structlog
import uvicorn
from sqlalchemy import CursorResult, Engine, func, select, update
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from benchmarks.console import filled
from benchmarks.processor import taken_s
from central.dashboard.app import create_pages
from central.store.database import engine_for, transaction
from central.store.fleet_models import KioskStatusRow
from central.store.models import KioskRow
from devdock.console_demo import SOMEBODY, demo_container
from devdock.ports import free_port
from shared_runtime.clock import SystemClock
from tests.waiting import eventually
from wire.health import CheckState

PAGES = (
    "/",
    "/kiosks",
    "/kiosks?state=failed&sort=heard",
    "/kiosks?q=vannes",
    "/kiosks/k00012",
    "/alerts",
    "/departements",
    "/statistics",
)
ADMINS = 50
KIOSKS = 1_500
PAGE_EVERY_S = 10.0
CHANGES, CHANGE_EVERY_S = 8, 4.0
WITHIN_S = 2.0
"""From a report to whoever looks."""
_WHO = "x-who"
_START_S = 60.0


@dataclass
class Crowd:
    """What the admins met. ``seen``: when which of them was shown an overview."""

    pages_ms: list[float] = field(default_factory=list)
    seen: list[tuple[float, int]] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--admins", type=int, default=ADMINS)
    parser.add_argument("--kiosks", type=int, nargs="+", default=[KIOSKS, 50_000])
    parser.add_argument("--stores", nargs="+", default=["sqlite", "postgresql"])
    given = parser.parse_args()
    missed = False
    for store in given.stores:
        for kiosks in given.kiosks:
            with filled(store, kiosks, usage_days=2) as engine:
                missed |= _measured(store, kiosks, given.admins, engine)
                engine.dispose()
    raise SystemExit(int(missed))


def _measured(store: str, kiosks: int, admins: int, engine: Engine) -> bool:
    crowd = Crowd()
    with _serving(engine.url.render_as_string(hide_password=False)) as (url, pid):
        before, began = taken_s([pid]), time.monotonic()
        changed = asyncio.run(_looked_at(url, admins, engine, crowd))
        busy = (taken_s([pid]) - before) / (time.monotonic() - began)
    lags = [_last_seen(crowd, at, admins) - at for at in changed]
    crowd.pages_ms.sort()
    p95 = crowd.pages_ms[int(len(crowd.pages_ms) * 0.95) - 1]
    print(
        f"{store}, {kiosks:,} kiosks, {admins} admins: {len(crowd.pages_ms)} pages,"
        f" p50 {statistics.median(crowd.pages_ms):.0f} ms, p95 {p95:.0f} ms;"
        f" a change is seen by the last of them after {statistics.median(lags):.2f} s,"
        f" at most {max(lags):.2f} s; the console takes {busy * 100:.0f} % of a core",
        flush=True,
    )
    return max(lags) > WITHIN_S


def _last_seen(crowd: Crowd, changed: float, admins: int) -> float:
    """When the last admin was first shown what was changed then."""
    first: dict[int, float] = {}
    for at, admin in crowd.seen:
        if at > changed:
            first.setdefault(admin, at)
    return max(first.values()) if len(first) == admins else float("inf")


async def _looked_at(url: str, admins: int, engine: Engine, crowd: Crowd) -> list[float]:
    changed: list[float] = []
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=30, trust_env=False) as http:
        ways = (_watch, _go_about)
        tasks = [asyncio.create_task(way(http, n, crowd)) for way in ways for n in range(admins)]
        await asyncio.to_thread(_change, engine, CheckState.OK)
        await asyncio.sleep(CHANGE_EVERY_S)
        for number in range(CHANGES):
            changed.append(time.monotonic())
            state = CheckState.OK if number % 2 else CheckState.FAILED
            await asyncio.to_thread(_change, engine, state)
            await asyncio.sleep(CHANGE_EVERY_S)
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended  # whoever was refused has seen nothing since
    return changed


async def _watch(http: httpx.AsyncClient, admin: int, crowd: Crowd) -> None:
    while True:
        async with _revisions(http, admin) as revisions:
            async for _revision in revisions:
                await _load(http, "/", admin, crowd)
                crowd.seen.append((time.monotonic(), admin))


@asynccontextmanager
async def _revisions(http: httpx.AsyncClient, admin: int) -> AsyncIterator[AsyncIterator[str]]:
    async with http.stream("GET", "/live", headers=_by(admin)) as answer:
        answer.raise_for_status()

        async def told() -> AsyncIterator[str]:
            async for line in answer.aiter_lines():
                if line.startswith("data:"):
                    yield line

        yield told()


async def _go_about(http: httpx.AsyncClient, admin: int, crowd: Crowd) -> None:
    chance = random.Random(admin)
    await asyncio.sleep(chance.uniform(0, PAGE_EVERY_S))
    while True:
        await _load(http, chance.choice(PAGES), admin, crowd)
        await asyncio.sleep(PAGE_EVERY_S)


async def _load(http: httpx.AsyncClient, path: str, admin: int, crowd: Crowd) -> None:
    began = time.monotonic()
    answer = await http.get(quote(path, safe="/?&=%"), headers=_by(admin))
    answer.raise_for_status()
    crowd.pages_ms.append((time.monotonic() - began) * 1000)


def _by(admin: int) -> dict[str, str]:
    return {_WHO: f"admin-{admin}"}


class SignedInAsSaid:
    """Each of them is somebody: an admin has few streams at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = Headers(scope=scope).get(_WHO, "") if scope["type"] == "http" else ""
        scope.setdefault("state", {})["admin"] = replace(SOMEBODY, id=who)
        await self._app(scope, receive, send)


def _change(engine: Engine, state: CheckState) -> None:
    with transaction(engine) as db:
        row = KioskStatusRow
        heard = {"heard_at": SystemClock().now(), "state": state.value}
        known = select(func.min(row.kiosk)).join(KioskRow, KioskRow.id == row.kiosk)
        one = known.where(KioskRow.revoked_at.is_(None)).scalar_subquery()
        changed = db.execute(update(row).where(row.kiosk == one).values(heard))
        assert isinstance(changed, CursorResult)
        assert changed.rowcount == 1


@contextmanager
def _serving(store: str) -> Iterator[tuple[str, int]]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    console = multiprocessing.get_context("spawn").Process(target=_serve, args=(store, port))
    console.start()
    try:
        eventually(lambda: _answers(url), _START_S)
        assert console.pid is not None
        yield url, console.pid
    finally:
        console.terminate()
        console.join()


def _serve(store: str, port: int) -> None:
    # A line for each request would be told of thousands.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    app = create_pages(demo_container(engine_for(store)), middleware=[Middleware(SignedInAsSaid)])
    config = uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=2)
    uvicorn.Server(config).run()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url + "/", trust_env=False).is_success
    except httpx.TransportError:
        return False


if __name__ == "__main__":
    main()
