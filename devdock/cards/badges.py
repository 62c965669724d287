"""Badges of the demonstration's two members of staff, and how its kiosks are told to read them."""

from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.hardware.sim.card.badge import BADGE_AID, BADGE_FILE
from kiosk.hardware.sim.card.profile import ATRS, CardProfile, badge
from wire.staff import StaffBadge

AGENT, TECHNICIAN = "staff-agent", "staff-technician"
"""By these names they are put into the reader."""
_CONTACTLESS_ATR = bytes.fromhex("3B8180018080")
_HEAD = b"BORNE\x01"
"""Of the file, before what tells the badge from others."""

BADGES: Mapping[str, StaffBadge] = {
    AGENT: StaffBadge("agence", "serial", "04a1b2c3d4e580"),
    TECHNICIAN: StaffBadge("cpam", "file", "00a17c3e5f904b21"),
}
STAFF_CARDS: Sequence[Mapping[str, Any]] = (
    {"family": "agence", "atr": _CONTACTLESS_ATR.hex(), "read_from": "serial", "length": 7},
    {
        "family": "cpam",
        "atr": ATRS["staff"].hex(),
        "path": [BADGE_AID.hex(), BADGE_FILE.hex()],
        "offset": len(_HEAD),
        "length": 8,
        "read_from": "file",
    },
)
"""As a configuration says it."""


def badge_profiles() -> Mapping[str, CardProfile]:
    agent, technician = (bytes.fromhex(BADGES[each].identifier) for each in (AGENT, TECHNICIAN))
    return {
        AGENT: badge(_CONTACTLESS_ATR, number=agent),
        TECHNICIAN: badge(ATRS["staff"], content=_HEAD + technician),
    }
