"""Whether a document that came from central is to be believed, here and now.

Of time, this kiosk's own clock is never asked: it may be ten years off either way, and would then
refuse all or take up what expired long ago. *Now* is at least what central says in the very
exchange that brought the document, and at least when central signed the newest document that was
ever believed here: a bound that lies in what is signed, and that nobody on the way can take back.
``not_after`` is for taking up alone. What is taken up goes on until the next one, also through a
year without central: an expired opening hour is better than none.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.sync.fleet.pinned import Pinned
from wire.codec import Malformed, codec_of
from wire.configuration import KioskConfiguration
from wire.signed import CONFIGURATION_PURPOSE, SignedBody, SignedDocument
from wire.signing import NotGenuine, document_digest, verified


class ConfigurationRefusal(StrEnum):
    """Why a document is not taken up; the value is told to central."""

    UNKNOWN_KEY = "unknown-key"
    WRONG_SIGNATURE = "wrong-signature"
    MALFORMED = "malformed"
    """Signed, and no configuration that this release can read."""
    WRONG_PURPOSE = "wrong-purpose"
    OTHER_CAISSE = "other-caisse"
    OTHER_KIOSK = "other-kiosk"
    OLDER = "older"
    """Not newer than the newest that was taken up."""
    EXPIRED = "expired"
    FORMER_KEY = "former-key"
    """Signed by a key that another took the place of before."""


_OF_SIGNATURE = {
    NotGenuine.UNKNOWN_KEY: ConfigurationRefusal.UNKNOWN_KEY,
    NotGenuine.WRONG_SIGNATURE: ConfigurationRefusal.WRONG_SIGNATURE,
    NotGenuine.MALFORMED: ConfigurationRefusal.MALFORMED,
}


@dataclass(frozen=True, slots=True)
class Believed:
    """A configuration that central signed for this kiosk."""

    version: int
    digest: str
    issued_at: datetime
    not_after: datetime
    document: SignedDocument
    configuration: KioskConfiguration


@dataclass(frozen=True, slots=True)
class Bounds:
    """``highest``: the newest version that was ever taken up, 0 for none; ``floor``: when the
    newest document that was ever believed was signed."""

    highest: int = 0
    floor: datetime | None = None


def genuine(document: SignedDocument, pinned: Pinned) -> Believed | ConfigurationRefusal:
    """What holds of a document for good, whenever it is looked at."""
    body = verified(document, pinned.keys)
    if isinstance(body, NotGenuine):
        return _OF_SIGNATURE[body]
    refusal = _meant_for_another(body, pinned)
    if refusal is not None:
        return refusal
    try:
        configuration = codec_of(KioskConfiguration).of_plain(dict(body.content))
    except Malformed:
        return ConfigurationRefusal.MALFORMED
    return Believed(
        body.version,
        document_digest(document),
        body.issued_at,
        body.not_after,
        document,
        configuration,
    )


def judge(
    document: SignedDocument, pinned: Pinned, bounds: Bounds, server_time: datetime
) -> Believed | ConfigurationRefusal:
    """Whether to take it up. ``server_time``: as central says in the exchange that brought it."""
    found = genuine(document, pinned)
    if isinstance(found, ConfigurationRefusal):
        return found
    if not pinned.may_tell(document.key_id, found.version):
        return ConfigurationRefusal.FORMER_KEY
    if found.version <= bounds.highest:
        return ConfigurationRefusal.OLDER
    now = server_time if bounds.floor is None else max(server_time, bounds.floor)
    return ConfigurationRefusal.EXPIRED if found.not_after <= now else found


def _meant_for_another(body: SignedBody, pinned: Pinned) -> ConfigurationRefusal | None:
    if body.purpose != CONFIGURATION_PURPOSE:
        return ConfigurationRefusal.WRONG_PURPOSE
    if body.caisse != pinned.caisse:
        return ConfigurationRefusal.OTHER_CAISSE
    return None if body.kiosk == pinned.kiosk else ConfigurationRefusal.OTHER_KIOSK
