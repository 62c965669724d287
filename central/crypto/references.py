"""Session references: central's word to itself that a person proved a code in a visit.

A kiosk carries one with what the person then asks for, perhaps for weeks. Nobody but central reads
it, and it holds of the person no more than the keyed digest that the store knows.
"""

import base64
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from central.crypto.digests import Digests, key_id_of
from central.crypto.keys import Keys
from central.runtime.chance import Chance
from shared_runtime.clock import Clock
from shared_runtime.private import Private
from wire.sealing import SealBroken

_FORM = struct.Struct(">16sd")
_OF_BEFORE_IDS = struct.Struct(">16s32sd")


@dataclass(frozen=True, slots=True, repr=False)
class CodeProof(Private):
    """``person``: the keyed digest of who proved their code then, ``at``: when."""

    visit: UUID
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionReferences:
    keys: Keys
    clock: Clock
    chance: Chance

    def give(self, kiosk: str, visit: UUID, person: Digests) -> str:
        """The reference for a code that was right just now; it is good on this kiosk alone."""
        at_s, name = self.clock.now().timestamp(), person.current
        plain = (
            _FORM.pack(visit.bytes, at_s) + name.encode("ascii")
            if key_id_of(name) is not None
            else _OF_BEFORE_IDS.pack(visit.bytes, bytes.fromhex(name), at_s)
        )
        sealed = self.keys.seal_alone(self.chance, "session-reference", kiosk, plain)
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode("ascii")

    def read(self, kiosk: str, reference: str) -> CodeProof | None:
        """What it proves; ``None`` where it is another kiosk's, or not central's at all. Raises
        ServerKeyUnknown."""
        try:
            sealed = base64.urlsafe_b64decode(reference + "=" * (-len(reference) % 4))
            plain = self.keys.unseal_alone("session-reference", kiosk, sealed)
        except (ValueError, SealBroken):
            return None
        if len(plain) == _OF_BEFORE_IDS.size:
            visit, person, at_s = _OF_BEFORE_IDS.unpack(plain)
            name = person.hex()
        else:
            visit, at_s = _FORM.unpack_from(plain)
            name = plain[_FORM.size :].decode("ascii")
        return CodeProof(UUID(bytes=visit), name, datetime.fromtimestamp(at_s, UTC))
