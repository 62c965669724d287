"""What a simulated kiosk has to send: requests that people who do not exist confirm now and then,
and that it is well."""

import asyncio
import math
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.sync.outbox.action import Acknowledged, Batch, Quarantined, Verdict
from kiosk.sync.outbox.sealer import Sealer
from shared_runtime.clock import BootClock
from wire.codec import Codec
from wire.demandes.card_damaged import CardDamaged
from wire.demandes.demande import Applicant, Assurance
from wire.demandes.kinds import Demande
from wire.health import HealthCode, Part, check_of
from wire.nir import Nir, nir_key
from wire.report import KioskReport, ReportOutcome
from wire.sealing import digest
from wire.sync import Item, ItemHeader

OPEN_S = 9 * 3_600.0
"""In which the actions of a day are confirmed."""
_DEMANDE = Codec[Demande](Demande)
_WELL = (
    check_of(Part.READER, HealthCode.READER_READY, {"name": "Simulated reader 00 00"}),
    check_of(Part.PRINTER, HealthCode.PRINTER_READY, {"queue": "borne"}),
    check_of(Part.SCREEN, HealthCode.SCREEN_RUNS),
    check_of(Part.CENTRAL, HealthCode.CENTRAL_REACHED),
    check_of(Part.QUEUE, HealthCode.QUEUE_EMPTY),
    check_of(Part.MEMORY, HealthCode.MEMORY_ROOMY, {"free_mb": 1_200}),
    check_of(Part.TEMPERATURE, HealthCode.TEMPERATURE_NORMAL, {"celsius": 48}),
)


class SimulatedQueue:
    """For an ``Uploader``, in a store worker's place. It keeps in memory what central has not
    acknowledged; ``settled`` is told of each that it has done with, and why it was refused."""

    def __init__(
        self,
        sealer: Sealer,
        clock: BootClock,
        chance: Callable[[], float],
        settled: Callable[[str | None], None],
    ) -> None:
        self._sealer, self._clock, self._chance, self._settled = sealer, clock, chance, settled
        self._waiting: dict[UUID, Item] = {}

    async def ask(self, call: Callable[[Any], Any]) -> Any:
        return call(self)

    @property
    def outbox(self) -> "SimulatedQueue":
        return self

    def expire(self) -> None:
        return

    def take(self, limit: int) -> Batch:
        items = tuple(self._waiting.values())
        return Batch(items[:limit], (), max(0, len(items) - limit), {})

    def settle(self, verdicts: Mapping[UUID, Verdict]) -> None:
        for action, verdict in verdicts.items():
            match verdict:
                case Acknowledged():
                    self._settled(None)
                case Quarantined(reason):
                    self._settled(reason)
                case _:
                    continue
            self._waiting.pop(action, None)

    def witness(self, _server_time: datetime) -> None:
        return

    async def confirm(self, every_s: float, news: Callable[[], None]) -> None:
        """Adds actions until cancelled, on an average one in so many seconds."""
        while True:
            await asyncio.sleep(-math.log(1 - self._chance()) * every_s)
            item = self._item()
            self._waiting[item.header.id] = item
            news()

    def _item(self) -> Item:
        asked, now = CardDamaged(_nobody(self._chance)), self._clock.now()
        action = uuid4()
        header = ItemHeader(
            id=action,
            reference=f"{now:%Y%m%d}-0000-99-{action.hex[:12].upper()}",
            kind=asked.kind,
            schema_version=asked.version,
            assurance=Assurance.DECLARED,
            subject=uuid4(),
            sequence=1,
            created_at=now,
            boot=self._clock.boot(),
            made_at_s=self._clock.uptime(),
            expires_at=now + timedelta(days=30),
            priority=asked.priority,
            key_id=self._sealer.key_id,
        )
        sealed = self._sealer.seal(_DEMANDE.write(asked), header)
        return Item(header, sealed, digest(sealed))


class WellReports:
    """For an ``Uploader``: with each exchange the whole of how the kiosk is, as one that calls once
    a minute tells it."""

    def __init__(self) -> None:
        self._number = 0

    async def report(self, *, slow: bool) -> KioskReport | None:  # noqa: ARG002 — its caller says it
        self._number += 1
        return KioskReport(self._number, checks=_WELL, versions={"software": "simulated"})

    def answered(self, outcome: ReportOutcome | None) -> None:  # noqa: ARG002 — the same
        return


def sealer_for(public: bytes) -> Sealer:
    """``public``: the caisse's key as raw bytes."""
    return Sealer(X25519PublicKey.from_public_bytes(public))


def _nobody(chance: Callable[[], float]) -> Applicant:
    """Another person each time, so that each request is one of its own. None is anybody: the first
    one whom a town registers in a month has the number 001."""
    year, month, town = int(chance() * 100), 1 + int(chance() * 12), int(chance() * 95_000)
    number = f"1{year:02d}{month:02d}{town + 1_000:05d}000"
    return Applicant(Nir(number + nir_key(number)), f"19{year:02d}{month:02d}01")
