"""What kiosks send to central's intake: items that are sealed, in batches, each as it should be
unless a test says otherwise."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from central.fleet.kiosks import add_kiosk
from tests.central.world import INTAKE_KEYS, MORNING, PEOPLE, Kiosk, World
from tests.demandes import demande_of, oldest
from wire.codec import Codec, codec_of
from wire.demandes.kinds import Demande
from wire.sealing import digest, key_id, seal
from wire.sync import Item, ItemHeader, SyncAnswer, SyncRequest, Tombstone

DEMANDE = Codec[Demande](Demande)


def demande(kind: str, slug: str = "camille-martin", *, named: bool = True, **more: Any) -> Demande:
    """What a fictitious person asks for; ``named`` as from a card, or as typed."""
    person = PEOPLE[slug]
    applicant = {"nir": person.nir, "birth_date": person.birth_date}
    if named:
        applicant |= {"family_name": person.family_name, "given_name": person.given_name}
    return demande_of(kind, applicant, {**oldest(kind), **more})


@dataclass
class Queue:
    """A kiosk with its clocks, its boot and the public key it seals for."""

    now: datetime = MORNING
    boot: UUID = field(default_factory=uuid4)
    uptime_s: float = 5_000.0
    public: X25519PublicKey = field(default_factory=INTAKE_KEYS.current.public_key)

    def item(self, asked: Demande, *, body: bytes | None = None, **header: Any) -> Item:
        """The item that holds it, sealed; ``header`` and ``body`` instead of what fits."""
        given: dict[str, Any] = {
            "id": uuid4(),
            "reference": f"20261122-0000-07-{uuid4().hex[:12].upper()}",
            "kind": asked.kind,
            "schema_version": asked.version,
            "assurance": "card",
            "subject": uuid4(),
            "sequence": 1,
            "created_at": self.now,
            "boot": self.boot,
            "made_at_s": self.uptime_s,
            "expires_at": self.now + timedelta(days=30),
            "priority": 5,
            "key_id": key_id(self.public),
        }
        bound = codec_of(ItemHeader).of_plain(given | header)
        sealed = seal(body or DEMANDE.write(asked), bound, self.public)
        return as_item(bound, sealed)

    def batch(self, *items: Item, tombstones: tuple[Tombstone, ...] = ()) -> SyncRequest:
        return SyncRequest(
            sent_at=self.now,
            boot=self.boot,
            uptime_s=self.uptime_s,
            backlog=0,
            items=items,
            tombstones=tombstones,
        )

    def turn(self, **span: float) -> None:
        self.now += timedelta(**span)
        self.uptime_s += timedelta(**span).total_seconds()

    def restart(self) -> None:
        self.boot, self.uptime_s = uuid4(), 20.0


def as_item(header: ItemHeader, sealed: bytes, declared: str | None = None) -> Item:
    """An item of these sealed bytes, with their digest or another."""
    return Item(header, sealed, declared or digest(sealed))


def as_json(sent: SyncRequest) -> dict[str, Any]:
    """The batch as it travels."""
    return codec_of(SyncRequest).plain(sent)


def sync(kiosk: Kiosk, sent: SyncRequest) -> SyncAnswer:
    """What central answers to this batch."""
    response = kiosk.call("POST", "/v1/sync", as_json(sent))
    assert response.status_code == 200, response.text
    return codec_of(SyncAnswer).read(response.content)


def outcomes(kiosk: Kiosk, sent: SyncRequest) -> list[str]:
    """What became of each, in order; of what was rejected, why."""
    answers = {answer.id: answer.code or answer.outcome for answer in sync(kiosk, sent).answers}
    ids = [item.header.id for item in sent.items] + [each.id for each in sent.tombstones]
    return [answers.get(each, "unanswered") for each in ids]


def another_kiosk(world: World, name: str) -> Kiosk:
    container = world.container
    return Kiosk(world.http, add_kiosk(container.engine, container.clock, container.chance, name))


def tombstone(item: Item, state: str = "expired", reason: str = "expired") -> Tombstone:
    header = item.header
    return codec_of(Tombstone).of_plain(
        {
            "id": header.id,
            "reference": header.reference,
            "kind": header.kind,
            "subject": header.subject,
            "sequence": header.sequence,
            "state": state,
            "reason": reason,
            "digest": item.digest,
            "created_at": header.created_at,
            "at": header.created_at + timedelta(days=30),
        }
    )
