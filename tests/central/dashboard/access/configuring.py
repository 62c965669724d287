"""The forms of the configuration as two people fill them in, and what became of it."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from central.admins.roles import AdminRole, Grant, Scope
from central.fleet.configuration.drafts import (
    ConfigurationDraft,
    draft_of,
)
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.targets import states_of
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.dashboard.access.console import Browser, Console, Person

PUBLISHER = Grant(AdminRole.PUBLISHER, Scope.parse("agency:0131"))
READER = Grant(AdminRole.READER, Scope.parse("caisse"))
AGENCY, PATH = ConfigurationLayer.parse("agency:0131"), "/configuration/layers/agency:0131"
HOSTILE = '"><img src=x onerror=alert(1)>\N{RIGHT-TO-LEFT OVERRIDE}'
CONTROL = re.compile(r'<(?:input|textarea|select)[^>]* name="([^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="(number|newest|draft)" value="(\d+)">')
_DRAFT = re.compile(r"/configuration/drafts/(\d+)")


@dataclass
class Two:
    console: Console
    lea: Person
    tom: Person
    first: Browser
    second: Browser


def save(browser: Browser, path: str = PATH, **typed: str) -> Any:
    """What is typed into the form as it stands."""
    browser.get(path)
    return send(browser, path, **typed)


def send(browser: Browser, path: str = PATH, **typed: str) -> Any:
    opened = dict(_HIDDEN.findall(browser.page.split('class="editor"')[-1]))
    return browser.post(path.partition("?")[0], csrf=browser.token, **(opened | typed))


def drafted(browser: Browser, path: str = PATH, **typed: str) -> int:
    answer = save(browser, path, **typed)
    assert answer.status_code == 303, answer.text
    return draft_in(answer)


def draft_in(answer: Any) -> int:
    """The one that it leads to."""
    found = _DRAFT.search(answer.headers["location"])
    assert found is not None
    return int(found[1])


def act(browser: Browser, draft: int, what: str, **typed: str) -> str:
    browser.get(f"/configuration/drafts/{draft}")
    shown = re.search(r'name="digest" value="([0-9a-f]*)"', browser.page)
    digest = {"digest": shown[1]} if shown else {}
    path = f"/configuration/drafts/{draft}/{what}"
    answer = browser.post(path, csrf=browser.token, **(digest | typed))
    return str(answer.headers.get("location", answer.status_code)).rpartition("told=")[2]


def at(console: Console, draft: int) -> ConfigurationDraft:
    with transaction(console.access.engine) as db:
        found = draft_of(db, draft)
    assert found is not None
    return found


def wanted(console: Console, *kiosks: str) -> list[int | None]:
    with transaction(console.access.engine) as db:
        return [each.wanted for each in states_of(db, kiosks)]


def acts(console: Console) -> list[tuple[str, str, str | None]]:
    row = AuditRow
    with transaction(console.access.engine) as db:
        rows = db.execute(
            select(row.act, row.outcome, row.account)
            .where(row.act.startswith("config_"))
            .order_by(row.id)
        )
        return [tuple(each) for each in rows]  # type: ignore[misc]
