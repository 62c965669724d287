"""A console with its reader beside it, and requests that a kiosk has sealed, on one store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID

from central.admins.roles import AdminRole, Grant, Scope
from central.admins.sessions import AdminSessions
from central.dashboard.container import DashboardContainer
from central.dashboard.reader_door import ReaderDoor
from central.intake.listing import Listed
from central.intake.reading.body_reader import BodyReader
from central.intake.reading.bulk import ApprovedBulk
from central.intake.reading.reader_socket import OpenBody
from central.intake.reading.readers import ConsoleReaders
from central.runtime.chance import SystemChance
from central.store.counters import Counters
from tests.central.dashboard.access.console import Browser, Console
from tests.central.intake.reading.asking import asked_for, at_site, body_reader
from tests.central.intake.reading.test_reader_socket import serving
from tests.central.intake.test_request_handler import requests
from tests.central.kiosks import demande
from tests.central.world import PEOPLE, World

NIR = PEOPLE["camille-martin"].nir
SPACED = " ".join((NIR[0], NIR[1:3], NIR[3:5], NIR[5:7], NIR[7:10], NIR[10:13], NIR[13:]))
HERE = Grant(AdminRole.OPERATOR, Scope.parse("agency:0131"))
ELSEWHERE = Grant(AdminRole.OPERATOR, Scope.parse("agency:0132"))


@dataclass
class Reading:
    console: Console
    world: World
    request: Listed
    path: Path

    @property
    def address(self) -> str:
        return f"/requests/{self.request.id}"

    def opens(self, **limits: int) -> BodyReader:
        console, container = self.console, self.world.container
        sessions = AdminSessions(console.clock, SystemChance(), console.access.sessions.times)
        digests = partial(container.keys.digests, "counter")
        bulk = ApprovedBulk(sessions, Counters(container.engine, console.clock, digests))
        reader = body_reader(self.world, bulk, None, **limits)
        return replace(reader, readers=ConsoleReaders(sessions))

    @contextmanager
    def served(self, open_body: OpenBody | None = None, **limits: int) -> Iterator[None]:
        with serving(self.path, open_body or self.opens(**limits).open):
            yield


def reading_of(console: Console, world: World, path: Path) -> Reading:
    at_site(world, "0131")
    asked_for(world, demande("address_change"))
    (request,) = requests(world)
    container = console.app.state.container
    assert isinstance(container, DashboardContainer)
    console.app.state.container = replace(container, reader=ReaderDoor(path))
    return Reading(console, world, request, path)


def ask(browser: Browser, reading: Reading, reason: str = "pour la traiter", **more: str) -> str:
    browser.get(reading.address)
    return browser.post(reading.address, csrf=browser.token, reason=reason, **more).text


def close(browser: Browser, request: UUID, outcome: str) -> str:
    browser.get(f"/requests/{request}")
    answer = browser.post(f"/requests/{request}/close", csrf=browser.token, outcome=outcome)
    return str(answer.headers.get("location", answer.status_code))
