"""A console whose signer is beside it, or away; commands as its forms give them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import Engine, select

from central.crypto.signing_ring import SigningRing
from central.dashboard.container import DashboardContainer
from central.fleet.commands.signer import CommandSigner
from central.fleet.commands.signing import SigningOutcomes, sign_waiting
from central.fleet.configuration.signer import Signing
from central.fleet.configuration.signer_socket import SignerUnavailable
from central.store.audit_models import AuditRow
from central.store.command_models import CommandResultRow, CommandRow, CommandStateRow
from central.store.database import transaction
from shared_runtime.clock import Clock
from tests.central.dashboard.access.console import Browser, Console
from tests.central.fleet.configurations import KEY, Count, signer_on


@dataclass
class SignerInside:
    """In place of the way to the signer's socket."""

    console: Console
    away: bool = False
    count: Count = field(default_factory=Count)

    async def sign_commands(self, engine: Engine, clock: Clock) -> SigningOutcomes:
        if self.away:
            raise SignerUnavailable("OSError")
        return sign_waiting(engine, clock.now(), self._sign)

    async def sign(self, kiosks: Sequence[str]) -> Signing:
        if self.away:
            raise SignerUnavailable("OSError")
        return signer_on(self.console.access, self.count).sign_for(kiosks)

    def _sign(self, commands: Sequence[UUID]) -> SigningOutcomes:
        access = self.console.access
        signer = CommandSigner(
            access.engine,
            lambda: SigningRing.of(KEY),
            self.count,
            access.clock,
            access.audit,
            "cpam-000",
            "signer (900)",
        )
        return signer.sign_commands(commands)


def with_signer(console: Console) -> SignerInside:
    signer = SignerInside(console)
    change_container(console, signer=signer)
    return signer


def change_container(console: Console, **changed: Any) -> None:
    container = console.app.state.container
    assert isinstance(container, DashboardContainer)
    console.app.state.container = replace(container, **changed)


def give(browser: Browser, kiosk: str, verb: str, **fields: str) -> httpx.Response:
    """By the form, past the preview."""
    address = f"/kiosks/{kiosk}/commands/new/{verb}"
    browser.get(address)
    answer = browser.post(address, csrf=browser.token, **({"within": "60"} | fields))
    if answer.status_code != 200:
        return answer
    return browser.submit()


def address_of(answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


def press(browser: Browser, address: str, deed: str) -> httpx.Response:
    browser.get("/my-sessions")
    return browser.post(f"{address}/{deed}", csrf=browser.token)


def move(console: Console, command: UUID | str, state: str, reason: str | None = None) -> None:
    """As the kiosk would say it."""
    with transaction(console.access.engine) as db:
        row = db.get_one(CommandStateRow, UUID(str(command)))
        row.state, row.reason, row.moved_at = state, reason, console.clock.now()


def bring(console: Console, command: UUID | str, form: str, content: bytes) -> None:
    with transaction(console.access.engine) as db:
        at = console.clock.now()
        db.add(
            CommandResultRow(command=UUID(str(command)), form=form, content=content, received_at=at)
        )


def given(console: Console) -> list[tuple[str, str, str]]:
    """Kiosk, verb and state of each."""
    with transaction(console.access.engine) as db:
        rows = select(CommandRow.kiosk, CommandRow.verb, CommandStateRow.state)
        rows = rows.join(CommandStateRow, CommandStateRow.command == CommandRow.id)
        found = db.execute(rows.order_by(CommandRow.issued_at))
        return [(kiosk, verb, state) for kiosk, verb, state in found]


def audited_acts(console: Console, prefix: str) -> list[tuple[str, str, str | None]]:
    with transaction(console.access.engine) as db:
        rows = select(AuditRow.act, AuditRow.outcome, AuditRow.account)
        rows = rows.where(AuditRow.act.startswith(prefix)).order_by(AuditRow.id)
        return [(act, outcome, account) for act, outcome, account in db.execute(rows)]
