"""Opening a body at rest: for who holds the keys."""

from dataclasses import dataclass
from typing import Literal

from central.crypto.keys import Keys
from central.intake.request_handler import body_context
from central.store.intake_models import RequestItemRow
from wire.codec import Codec
from wire.demandes.kinds import Demande
from wire.sealing import SealBroken

BodyLack = Literal["erased", "unreadable"]
"""Its time is over; or it is there, and the key that sealed it is not, or it is damaged."""
_DEMANDE = Codec[Demande](Demande)


@dataclass(frozen=True, slots=True)
class StoredBodies:
    keys: Keys

    def read(self, item: RequestItemRow) -> Demande | BodyLack:
        if item.sealed is None:
            return "erased"
        context = body_context(item.kiosk, item.id)
        try:
            body = self.keys.unseal_alone("body", context, item.sealed)
        except SealBroken:
            return "unreadable"
        return _DEMANDE.read(body)
