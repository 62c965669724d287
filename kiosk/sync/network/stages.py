"""What a look at one link of the way to central comes to: a closed list of findings a stage."""

from collections.abc import Mapping

from wire.health import CheckState
from wire.staff_calls.looks import NetworkStage, StageFound

_OK, _FAILED = CheckState.OK, CheckState.FAILED
_UNKNOWN, _NONE = CheckState.UNKNOWN, CheckState.NOT_FITTED
NOT_LOOKED_AT = "not_looked_at"
STAGES: Mapping[NetworkStage, Mapping[str, CheckState]] = {
    "cable": {
        "connected": _OK,
        "unplugged": _FAILED,
        "switched_off": _FAILED,
        "no_interface": _FAILED,
        "same_machine": _NONE,
    },
    "address": {
        "given": _OK,
        "no_address": _FAILED,
        "no_route": _FAILED,
        "route_unseen": CheckState.WARNING,
        "same_machine": _NONE,
    },
    "dns": {
        "found": _OK,
        "name_unknown": _FAILED,
        "no_answer": _FAILED,
        "no_name": _NONE,
    },
    "proxy": {"not_set": _NONE},
    "tls": {
        "good": _OK,
        "refused": _FAILED,
        "unreachable": _FAILED,
        "no_answer": _FAILED,
        "expired": _FAILED,
        "not_yet_valid": _FAILED,
        "authority_unknown": _FAILED,
        "other_name": _FAILED,
        "broken": _FAILED,
        "dates_wrong": CheckState.WARNING,
        "plain": _NONE,
    },
    "clock": {"agrees": _OK, "differs": _FAILED, "untold": _UNKNOWN},
    "server": {
        "answers": _OK,
        "no_answer": _FAILED,
        "error": _FAILED,
        "nonsense": _FAILED,
        "kiosk_unknown": _FAILED,
    },
}
"""In the order in which they are looked at, with what each may be found to be. The words stand in
messages/<language>/network.json. kiosk-sync goes through no proxy: nothing of that kind is set."""


def found(stage: NetworkStage, reason: str, **args: str | int) -> StageFound:
    return StageFound(stage, STAGES[stage][reason], reason, args)


def unseen(stage: NetworkStage) -> StageFound:
    """A stage before it is broken."""
    return StageFound(stage, _UNKNOWN, NOT_LOOKED_AT)


def is_broken(stage: StageFound) -> bool:
    return stage.state is _FAILED
