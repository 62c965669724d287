"""Records what a kiosk of this release and a central of this release say to each other.

``python -m tests.recorded.record`` once for each release, before anything in it changes.
"""

import asyncio
import hashlib
import json
import tempfile
from collections.abc import Awaitable
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import httpx

from central.cli.seeding import seed
from central.store.migrate import upgrade
from central.web.app import create_app
from central.web.routers.intake import PATH as SYNC
from kiosk.domain.outcomes import Unreachable
from kiosk.sync.answers import CitizenToken, DeclinedByCentral, TurnedDown
from kiosk.sync.central import CentralClient
from tests.central.kiosks import Queue, demande, tombstone
from tests.central.world import (
    DEVICE_TOKEN,
    INTAKE_KEYS,
    MORNING,
    PEOPLE,
    Phone,
    TurnedClock,
    settings_for,
)
from tests.recorded.exchange import WRONG_CODE, Exchange, save
from wire.attestation import IssueAttestation, Version
from wire.calls.attestation import ATTESTATION
from wire.calls.rights import RIGHTS
from wire.calls.session import CHECK_CODE, OPEN, SEND_CODE
from wire.calls.table import CALLS
from wire.citizen import CardHolder, CheckCode, CodeKind
from wire.demandes.demande import Assurance
from wire.demandes.kinds import KINDS
from wire.nir import Nir
from wire.sync import Item

T = TypeVar("T")


class _Recording(httpx.ASGITransport):
    """Central in this process, and all that is said to it."""

    def __init__(self, app: Any, into: list[Exchange]) -> None:
        super().__init__(app)
        self._into = into

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        content = await response.aread()
        exchange = Exchange(
            method=request.method,
            path=request.url.path,
            citizen=request.headers.get("borne-citizen"),
            body=json.loads(request.content) if request.content else None,
            status=response.status_code,
            media_type=response.headers.get("content-type", ""),
            answer=json.loads(content) if content else None,
        )
        self._into.append(exchange)
        return httpx.Response(response.status_code, headers=response.headers, stream=_Once(content))


class _Once(httpx.AsyncByteStream):
    def __init__(self, content: bytes) -> None:
        self._content = content

    async def __aiter__(self) -> Any:
        yield self._content


class _Ids:
    """The same ids in each recording, so that one differs from the next by what changed alone."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self) -> UUID:
        self._count += 1
        return UUID(bytes=hashlib.sha256(b"%d" % self._count).digest()[:16], version=4)


class _Kiosk:
    """Says what kiosks say, in the words of this release."""

    def __init__(self, client: CentralClient, phone: Phone, clock: TurnedClock) -> None:
        self._client = client
        self._phone = phone
        self._clock = clock
        self._new_id = _Ids()
        self._queue = Queue(boot=self._new_id())
        self._visit = self._new_id()
        self._token = CitizenToken("")
        self._reference: str | None = None

    async def says_everything(self) -> None:
        await _answered(self._client.health())
        await self._visits_with_a_code()
        await self._visits_without_one()
        await self._is_refused()
        await self._sends_its_queue()

    async def _visits_with_a_code(self) -> None:
        await self._open("camille-martin")
        await self._client.call(RIGHTS, self._token, None)  # level-too-low
        await self._check(CodeKind.PERSONAL, "0000")
        await self._check(CodeKind.PERSONAL, "2580")
        rights = await _answered(self._client.call(RIGHTS, self._token, None))
        action = self._new_id()
        for who, version_, asked in (
            (rights.assure, Version.COMPLETE, action),
            (rights.assure, Version.COMPLETE, action),
            (rights.assure, Version.MINIMALE, action),  # action-conflict
            (rights.ayants_droit[0], Version.MINIMALE, self._new_id()),
        ):
            await self._issue(asked, who.reference, version_)
        await self._issue(self._new_id(), "nobody", Version.COMPLETE)  # beneficiary-unknown
        await self._end()
        await self._client.call(RIGHTS, self._token, None)  # session-lost

    async def _visits_without_one(self) -> None:
        await self._open("jeanne-laurent")
        await self._client.call(SEND_CODE, self._token, None)
        if self._phone.received:
            await self._check(CodeKind.PROVISIONAL, self._phone.last_code)
        await self._end()
        await self._open("lea-bernard")
        await _answered(self._client.call(SEND_CODE, self._token, None))
        await self._check(CodeKind.PROVISIONAL, WRONG_CODE)
        await self._check(CodeKind.PROVISIONAL, self._phone.last_code)
        await self._check(CodeKind.PROVISIONAL, self._phone.last_code)  # expired
        await self._end()

    async def _is_refused(self) -> None:
        for slug in PEOPLE:
            if slug.endswith("-benali"):
                continue
            await self._open(slug)
            person = PEOPLE[slug]
            if person.code is None or not self._token.value:
                continue
            await self._check(CodeKind.PERSONAL, person.code)
            rights = await self._client.call(RIGHTS, self._token, None)
            if not isinstance(rights, DeclinedByCentral | Unreachable):
                await self._issue(self._new_id(), rights.assure.reference, Version.COMPLETE)
            await self._end()
        await self._open("camille-martin", given_name="Claude")  # unknown

    async def _sends_its_queue(self) -> None:
        await _answered(self._client.sync(self._queue.batch(), 5.0))
        await self._open("camille-martin")
        await self._check(CodeKind.PERSONAL, "2580")
        by_code = self._item("address_change", Assurance.CODE, 1)
        items = (
            self._item("attestation_by_post", Assurance.CARD, 2),
            self._item("card_damaged", Assurance.CARD, 3),
            self._item("card_damaged", Assurance.DECLARED, 4, named=False),
            self._item("card_opposition", Assurance.DECLARED, 5, named=False),
            self._item("card_opposition", Assurance.DECLARED, 6, named=False, lost_on="20261100"),
            by_code,
            self._item("ceam", Assurance.CARD, 7),
            self._item("ceam", Assurance.CARD, 8, header={"kind": "not_yet_known"}),
            self._item("ceam", Assurance.CARD, 9, header={"schema_version": 900}),
        )
        gone = tombstone(self._item("ceam", Assurance.CARD, 10))
        await _answered(self._client.sync(self._queue.batch(*items, tombstones=(gone,)), 5.0))
        await _answered(self._client.sync(self._queue.batch(by_code), 5.0))  # duplicate

    def _item(
        self,
        kind: str,
        assurance: Assurance,
        sequence: int,
        *,
        named: bool = True,
        header: dict[str, Any] | None = None,
        **more: Any,
    ) -> Item:
        return self._queue.item(
            demande(kind, named=named, **more),
            id=self._new_id(),
            reference=f"20261122-0000-07-{sequence:012X}",
            assurance=assurance,
            session_reference=self._reference if assurance is Assurance.CODE else None,
            subject=self._visit,
            sequence=sequence,
            created_at=self._clock.now() - timedelta(minutes=1),
            expires_at=MORNING + timedelta(days=30),
            **header or {},
        )

    async def _open(self, slug: str, given_name: str | None = None) -> None:
        person = PEOPLE[slug]
        self._visit, self._token, self._reference = self._new_id(), CitizenToken(""), None
        holder = CardHolder(
            Nir(person.nir), person.birth_date, person.family_name, given_name or person.given_name
        )
        answer = await self._client.call(OPEN, None, holder.open_session(self._visit))
        self._token = CitizenToken(getattr(answer, "token", ""))

    async def _check(self, kind: CodeKind, code: str) -> None:
        answer = await self._client.call(CHECK_CODE, self._token, CheckCode(kind, code))
        self._token = CitizenToken(getattr(answer, "token", self._token.value))
        self._reference = getattr(answer, "session_reference", self._reference)

    async def _issue(self, action: UUID, whose: str, version_: Version) -> None:
        asked = IssueAttestation(action, whose, version_)
        await self._client.call(ATTESTATION, self._token, asked)

    async def _end(self) -> None:
        await self._client.end_session(self._token)


async def _answered(call: Awaitable[T | DeclinedByCentral | TurnedDown | Unreachable]) -> T:
    answer = await call
    assert not isinstance(answer, DeclinedByCentral | TurnedDown | Unreachable), answer
    return answer


async def _record(folder: Path) -> list[Exchange]:
    exchanges: list[Exchange] = []
    clock, phone = TurnedClock(), Phone()
    settings = settings_for(f"sqlite:///{folder / 'central.db'}")
    app = create_app(settings, clock=clock, sms=phone, intake_keys=INTAKE_KEYS)
    upgrade(app.state.container.engine)
    seed(app.state.container)
    transport = _Recording(app, exchanges)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="https://central.example") as http,
    ):
        client = CentralClient(http, DEVICE_TOKEN, 30.0, lambda _cause: None)
        await _Kiosk(client, phone, clock).says_everything()
    _check_that_all_is_said(exchanges)
    return exchanges


def _check_that_all_is_said(exchanges: list[Exchange]) -> None:
    said = {(each.method, each.path) for each in exchanges}
    assert said >= {(call.method, call.path) for call in CALLS.values()}
    items = [item for each in exchanges if each.path == SYNC for item in each.body["items"]]
    assert {item["header"]["kind"] for item in items} >= {*KINDS}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        save(version("borne"), asyncio.run(_record(Path(made))))
