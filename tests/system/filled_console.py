"""The whole console on a fictitious fleet whose clock stands still, for Chromium to look at."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote
from uuid import UUID

from anyio.from_thread import start_blocking_portal
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext
from sqlalchemy import func, select

from central.dashboard.access.deeds import route_table
from central.dashboard.navigation import GROUPS
from central.fleet.support_bundles import keep_bundle
from central.store.admin_models import AdminRow
from central.store.command_models import CommandRow
from central.store.configuration_models import ConfigurationDraftRow, WaveRow
from central.store.database import engine_for, transaction
from central.store.fleet_models import AlertRow, KioskStatusRow
from central.store.intake_models import RequestRow
from central.store.migrate import upgrade
from central.store.models import EnrolmentRow
from central.store.staff_models import StaffMemberRow
from devdock.console_fleet.filling import fill
from devdock.console_fleet.staff import staff
from tests.central.dashboard.access.console import (
    ADMINISTRATOR,
    Browser,
    Console,
    console_of,
    dashboard_settings,
)
from tests.system.console_browser import served
from wire.configuration import StaffRole
from wire.support_bundle import SupportBundle, SupportBundleSent

_KIOSKS = 60
_TAG, _LAYER, _TOWN = "accès facilité", "agency:alencon", "alencon"
_NO_PAGES = re.compile(r"/(assets|static|examples)/|.*(/live|\.csv|/provider|/callback)$")
_PARAMETER = re.compile(r"\{\w+(:\w+)?\}")
_ANSWERS = {
    "/preferences",
    "/configuration/open",
    "/kiosks/{kiosk}/bundles/{bundle:uuid}",
    "/kiosks/{kiosk}/commands/{command:uuid}/result",
    "/sign-in",
    "/prove-again",
}
"""Which lead on to a page or hand over a file; or are for who has not signed in or proved it."""


@dataclass(frozen=True, slots=True)
class FilledConsole:
    """``paths``: of every page at least one, by a name; ``cookies`` of somebody who may see all;
    ``unvisited``: routes of pages to which none of the paths leads."""

    url: str
    paths: dict[str, str]
    cookies: Sequence[Any]
    unvisited: Sequence[str]

    def context(self, chromium: Chromium, width: int, height: int, scheme: Any) -> BrowserContext:
        context = chromium.new_context(
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        context.add_cookies(self.cookies)
        return context


@contextmanager
def filled_console(folder: Path) -> Iterator[FilledConsole]:
    settings = dashboard_settings(f"sqlite:///{folder / 'central.db'}", folder)
    upgrade(engine_for(settings.database_url.get_secret_value()))
    with start_blocking_portal() as portal:
        console = console_of(settings, portal)
        fill(console.access.engine, console.clock.now(), _KIOSKS)
        assert console.access.staff is not None
        staff(console.access.engine, console.access.staff)
        browser = console.add("claire.morel", ADMINISTRATOR).signed_in()
        paths = _paths(console, browser)
        with served(console.app) as url:
            yield FilledConsole(url, paths, _cookies(browser), _unvisited(console, paths))


def _paths(console: Console, browser: Browser) -> dict[str, str]:
    paths = {
        entry.key: entry.path
        for group in GROUPS
        for entry in group.entries
        if entry.path in {each.path for each in route_table(console.app)}
    }
    with transaction(console.access.engine) as db:
        troubled = db.scalars(
            select(KioskStatusRow.kiosk).where(KioskStatusRow.state == "failed")
        ).first()
        command = db.scalars(select(CommandRow).order_by(CommandRow.issued_at.desc())).first()
        wave = db.scalar(select(WaveRow.id).where(WaveRow.state == "paused"))
        draft = db.scalar(
            select(ConfigurationDraftRow.id)
            .where(ConfigurationDraftRow.layer == _LAYER)
            .order_by(ConfigurationDraftRow.id.desc())
        )
        enrolment = db.scalar(select(EnrolmentRow.id))
        member = db.scalar(select(StaffMemberRow.key).order_by(StaffMemberRow.id))
        request = db.scalars(select(RequestRow.id).order_by(RequestRow.id)).first()
        admin = db.scalar(select(AdminRow.id))
        alert = db.scalar(select(func.min(AlertRow.id)))
    assert command is not None
    assert troubled is not None
    _send_bundles(console, troubled)
    kiosk, layer = f"/kiosks/{troubled}", quote(_LAYER)
    return paths | {
        "kiosks-none": "/kiosks?q=nobody",
        "kiosks-town": f"/kiosks?site={_TOWN}",
        "kiosk": kiosk,
        "kiosk-tags": f"{kiosk}/tags",
        "kiosk-revoke": f"{kiosk}/revoke",
        "kiosk-views": "/kiosk-views?state=failed",
        "tags": "/tags",
        "departements": "/departements",
        "bulk": _location(browser, "/bulk", which="all", site=_TOWN),
        "command-choose": f"{kiosk}/commands/new",
        "command-form": f"{kiosk}/commands/new/message",
        "command": f"/kiosks/{command.kiosk}/commands/{command.id}",
        "wave": f"/waves/{wave}",
        "wave-abort": f"/waves/{wave}/abort",
        "wave-new": "/waves/new",
        "layer": f"/configuration/layers/{layer}",
        "history": f"/configuration/history/{layer}",
        "draft": f"/configuration/drafts/{draft}",
        "enrolment": f"/enrolments/{enrolment}",
        "code": _location(browser, "/enrolments", what="new", name="vire-hall-9", site="vire"),
        "staff-new": f"/staff/new?site={_TOWN}",
        "staff-at": f"/staff?site={_TOWN}",
        "member": f"/staff/members/{member}",
        "request": f"/requests/{request}",
        "bulk-reading": "/bulk-reading",
        "tour": "/tour",
        "sessions": "/my-sessions",
        "admin": f"/admins/{admin}",
        "admin-new": "/admins/new",
        "their-sessions": f"/admins/{admin}/sessions",
        "silence": f"/alerts/{alert}/silence",
        "silences": "/alerts/silences",
        "rules": "/alerts/rules",
        "join": "/join",
        "nothing": "/kiosks/nobody",
    }


def _send_bundles(console: Console, kiosk: str) -> None:
    with transaction(console.access.engine) as db:
        for number, role in enumerate(get_args(StaffRole), start=1):
            bundle = SupportBundle("0123456789abcdef", bytes(number * 70_000)).written()
            sent = SupportBundleSent(UUID(int=number), f"durand-{number}", role, bundle)
            keep_bundle(db, console.clock.now(), kiosk, sent)


def _location(browser: Browser, path: str, **fields: str) -> str:
    """Where somebody lands who sends this."""
    browser.get("/my-sessions")
    answer = browser.post(path, csrf=browser.token, **fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def _cookies(browser: Browser) -> list[Any]:
    """Of any port: cookies know none."""
    return [
        {"name": each.name, "value": each.value, "url": "https://127.0.0.1/", "secure": True}
        for each in browser.client.cookies.jar
    ]


def _unvisited(console: Console, paths: dict[str, str]) -> list[str]:
    pages = {each.path for each in route_table(console.app) if each.method == "GET"}
    shown = [each.partition("?")[0] for each in paths.values()]
    return sorted(
        page
        for page in pages - _ANSWERS
        if not _NO_PAGES.match(page)
        and not any(re.fullmatch(_PARAMETER.sub("[^/]+", page), each) for each in shown)
    )
