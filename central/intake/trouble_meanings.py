"""What each trouble with a request means, and what somebody does about it."""

from dataclasses import dataclass

from central.intake.troubles import RequestTrouble
from wire.staff import STAFF_ACT_KIND


@dataclass(frozen=True, slots=True)
class TroubleMeaning:
    """``slug``: under which the pages have words of their own for it."""

    slug: str
    means: str
    to_do: str


_TELL = "find out who asked by the reference on their receipt, and take the request anew"
_WAITS = TroubleMeaning(
    "not-yet",
    "central lacks a key, or is older than the kiosk; the kiosk keeps it and offers it again",
    "add the key (`intake_old_key_files`) or bring central up to date; it comes by itself",
)
_FORGED = TroubleMeaning(
    "damaged",
    "it cannot be opened or read: damaged on the way, or not made by our software",
    f"look at the kiosk and its alarms; {_TELL}",
)
_REJECTED = {
    "unknown-key": _WAITS,
    "unknown-kind": _WAITS,
    "unknown-schema": _WAITS,
    "bad-session-reference": TroubleMeaning(
        "not-proved",
        "it says that a code was proved, and central knows of no such proof",
        f"look at the kiosk and its alarms; {_TELL}",
    ),
}
_EXPIRED = TroubleMeaning(
    "expired",
    "the kiosk could not send it for thirty days, and has given it up",
    f"mend the kiosk's network; {_TELL}",
)
_LOST = TroubleMeaning(
    "given-up",
    "the kiosk could not send it and has set it aside",
    f"let the kiosk try again from its maintenance screen, or {_TELL}",
)
_CONFLICT = TroubleMeaning(
    "conflict",
    "another content came under the id of a request that is known; the known one was kept",
    "look at the kiosk: it was copied, or put back to an earlier state; ask the person what counts",
)


_STAFF = TroubleMeaning(
    "staff-act",
    "it tells of staff at the kiosk and is nobody's request; the audit lacks it",
    "mend the kiosk's network, or look at the kiosk and its alarms; nobody waits for anything",
)


def meaning_of(trouble: RequestTrouble) -> TroubleMeaning:
    meaning = _of_request(trouble)
    return _STAFF if trouble.kind == STAFF_ACT_KIND and meaning is not _WAITS else meaning


def _of_request(trouble: RequestTrouble) -> TroubleMeaning:
    match trouble.what:
        case "lost":
            return _EXPIRED if trouble.reason == "expired" else _LOST
        case "rejected":
            return _REJECTED.get(trouble.reason, _FORGED)
        case "conflict":
            return _CONFLICT
