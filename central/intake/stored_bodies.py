"""Opening a body at rest: for who holds the keys."""

from dataclasses import dataclass
from typing import Literal, assert_never

from central.crypto.body_keys import BodyKey, BodyKeyErased, BodyKeyMissing, BodyKeys
from central.crypto.digests import ServerKeyUnknown
from central.crypto.keys import Keys
from central.intake.request_handler import body_context
from central.store.intake_models import RequestItemRow
from wire.codec import Codec
from wire.demandes.kinds import Demande
from wire.sealing import SealBroken

BodyLack = Literal["erased", "key-missing", "broken"]
"""Erased when its time was over, also where a backup brought it back; or the key that sealed it is
not at hand; or it is not what was sealed."""
_DEMANDE = Codec[Demande](Demande)


@dataclass(frozen=True, slots=True)
class StoredBodies:
    keys: Keys
    body_keys: BodyKeys

    def read(self, item: RequestItemRow) -> Demande | BodyLack:
        """Raises BodyKeysUnusable."""
        if item.sealed is None:
            return "erased"
        try:
            body = self._body(item, item.sealed)
        except SealBroken:
            return "broken"
        except ServerKeyUnknown:
            return "key-missing"
        match body:
            case BodyKeyErased():
                return "erased"
            case BodyKeyMissing():
                return "key-missing"
            case bytes():
                return _DEMANDE.read(body)
            case _ as never:
                assert_never(never)

    def _body(self, item: RequestItemRow, sealed: bytes) -> bytes | BodyKeyErased | BodyKeyMissing:
        context = body_context(item.kiosk, item.id)
        if item.body_key is None:
            return self.keys.unseal_alone("body", context, sealed)
        key = self.body_keys.find(item.body_key)
        return key.unseal(context, sealed) if isinstance(key, BodyKey) else key
