"""Whether a command that came from central is to be believed, and may be done, here and now.

As with configurations (``verify``) this kiosk's own clock is never asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, assert_never

from kiosk.sync.commands.journal import ReceivedCommand
from kiosk.sync.fleet.pinned import Pinned
from wire.codec import Malformed, codec_of
from wire.commands import COMMAND_PURPOSE, LONGEST_VALIDITY, VERBS, CommandOffer
from wire.signed import SignedBody
from wire.signing import NotGenuine, verified


class CommandNotDone(StrEnum):
    """Why a command is not done; the value is told to central."""

    UNKNOWN_KEY = "unknown-key"
    WRONG_SIGNATURE = "wrong-signature"
    MALFORMED = "malformed"
    FORMER_KEY = "former-key"
    """Signed by a key that another took the place of before."""
    WRONG_PURPOSE = "wrong-purpose"
    OTHER_CAISSE = "other-caisse"
    OTHER_KIOSK = "other-kiosk"
    OTHER_ID = "other-id"
    """Offered under another id than was signed."""
    TOO_LONG = "too-long"
    """Signed for longer than any command lasts."""
    REPLAYED = "replayed"
    """So old that what became of it is not remembered any more."""
    UNKNOWN_VERB = "unknown-verb"
    """Of a later release than this."""
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class NotBelieved:
    """Not signed by central for this kiosk, under this id."""

    why: CommandNotDone


@dataclass(frozen=True, slots=True)
class BelievedCommand:
    """``why``: it is genuine, and not to be done all the same."""

    command: ReceivedCommand
    why: CommandNotDone | None = None


def judge_command(
    offer: CommandOffer, pinned: Pinned, server_time: datetime, floors: Sequence[datetime]
) -> BelievedCommand | NotBelieved:
    """``server_time``: as central says in the exchange that brought it; ``floors``: when what was
    believed before was signed."""
    body = verified(offer.document, pinned.keys)
    if isinstance(body, NotGenuine):
        return NotBelieved(_of_signature(body))
    why = _meant_for_another(body, pinned)
    if why is not None:
        return NotBelieved(why)
    if not pinned.may_command(offer.document.key_id, body.version, body.not_after):
        return NotBelieved(CommandNotDone.FORMER_KEY)
    order = body.content.get("order")
    if body.content.get("id") != str(offer.id):
        return NotBelieved(CommandNotDone.OTHER_ID)
    if not isinstance(order, dict) or not isinstance(order.get("verb"), str):
        return NotBelieved(CommandNotDone.MALFORMED)
    now = max(server_time, body.issued_at, *floors)
    left_s = (body.not_after - now).total_seconds()
    return BelievedCommand(
        ReceivedCommand(
            offer.id,
            body.version,
            body.issued_at,
            order["verb"][:64],
            _known(order),
            max(0.0, min(left_s, LONGEST_VALIDITY.total_seconds())),
        ),
        _not_done(body, order, left_s),
    )


def _not_done(body: SignedBody, order: dict[str, Any], left_s: float) -> CommandNotDone | None:
    kind = VERBS.get(order["verb"])
    if kind is None:
        return CommandNotDone.UNKNOWN_VERB
    try:
        codec_of(kind).of_plain(order)
    except Malformed:
        return CommandNotDone.MALFORMED
    if body.not_after - body.issued_at > LONGEST_VALIDITY:
        return CommandNotDone.TOO_LONG
    return CommandNotDone.EXPIRED if left_s <= 0 else None


def _known(order: dict[str, Any]) -> dict[str, Any]:
    """What this release knows of it, in plain values."""
    kind = VERBS.get(order["verb"])
    try:
        return {} if kind is None else codec_of(kind).plain(codec_of(kind).of_plain(order))
    except Malformed:
        return {}


def _meant_for_another(body: SignedBody, pinned: Pinned) -> CommandNotDone | None:
    if body.purpose != COMMAND_PURPOSE:
        return CommandNotDone.WRONG_PURPOSE
    if body.caisse != pinned.caisse:
        return CommandNotDone.OTHER_CAISSE
    return None if body.kiosk == pinned.kiosk else CommandNotDone.OTHER_KIOSK


def _of_signature(found: NotGenuine) -> CommandNotDone:
    match found:
        case NotGenuine.UNKNOWN_KEY:
            return CommandNotDone.UNKNOWN_KEY
        case NotGenuine.WRONG_SIGNATURE:
            return CommandNotDone.WRONG_SIGNATURE
        case NotGenuine.MALFORMED:
            return CommandNotDone.MALFORMED
        case _:
            assert_never(found)
