"""Badges of staff, and how a kiosk is told to read them."""

from kiosk.hardware.sim.card.badge import BADGE_AID, BADGE_FILE
from kiosk.hardware.sim.card.profile import ATRS, badge
from wire.staff_cards import StaffCardFamily

CONTACTLESS_ATR = bytes.fromhex("3B8180018080")
NUMBER = bytes.fromhex("04A1B2C3D4E580")
BY_NUMBER = badge(CONTACTLESS_ATR, number=NUMBER)
BY_FILE = badge(ATRS["staff"], content=b"BORNE\x01" + bytes.fromhex("00a17c3e5f904b21") + b"\0" * 9)
NUMBERED = StaffCardFamily("dsi", "3b8180018080", read_from="serial")
FILED = StaffCardFamily(
    "cpam",
    "3b6700002d2016",
    path=(BADGE_AID.hex(), BADGE_FILE.hex()),
    offset=6,
    length=8,
    read_from="file",
)
FAMILIES = (NUMBERED, FILED)
