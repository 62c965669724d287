"""Two people who tell kiosks something, and a signer with a key and a count of its own."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central.container import Container
from central.crypto.signing_ring import SigningRing
from central.dashboard.access.container import Access
from central.fleet.configuration.content import checked
from central.fleet.configuration.drafts import ConfigurationDraft, NotApproved, approve, write_draft
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.signer import ConfigurationSigner
from central.store.database import transaction
from tests.central.world import World
from wire.signing import signing_key_id

AUTHOR, SECOND = "alice (1000)", "bruno (1001)"
KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"signs in tests").digest())
PINNED = {signing_key_id(KEY.public_key()): KEY.public_key()}
LIFETIME = timedelta(days=90)


@dataclass
class Count:
    """Of versions, in memory."""

    last: int = 0
    taken: list[range] = field(default_factory=list)

    def take(self, count: int, above: int) -> range:
        first = max(self.last, above) + 1
        self.last = first + count - 1
        self.taken.append(range(first, first + count))
        return self.taken[-1]


def signer_at(world: World, count: Count | None = None) -> ConfigurationSigner:
    return signer_on(world.container, count or Count())


def signer_on(at: Container | Access, count: Count) -> ConfigurationSigner:
    return ConfigurationSigner(
        at.engine,
        lambda: SigningRing.of(KEY),
        count,
        at.clock,
        at.audit,
        "cpam-000",
        LIFETIME,
        "signer (900)",
    )


def drafted(world: World, layer: str, content: Mapping[str, Any], author: str = AUTHOR) -> int:
    at = world.container
    with transaction(at.engine) as db:
        where = ConfigurationLayer.parse(layer)
        return write_draft(db, at.clock.now(), author, where, checked(content))


def approved(world: World, draft: int, approver: str = SECOND) -> ConfigurationDraft | NotApproved:
    at = world.container
    with transaction(at.engine) as db:
        return approve(db, at.clock.now(), approver, draft)


def agreed(world: World, layer: str, content: Mapping[str, Any]) -> None:
    """Drafted by one and approved by the other."""
    assert isinstance(approved(world, drafted(world, layer, content)), ConfigurationDraft)
