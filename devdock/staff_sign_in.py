"""How staff sign in at the kiosk of a demonstration: everybody may know it."""

from dataclasses import dataclass

from devdock.cards.badges import AGENT, TECHNICIAN
from wire.configuration import StaffRole

STAFF_PEPPER = "staff-pepper"
"""The file in the demonstration's folder that stands for the credential."""


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """``card``: their badge, by the name under which it is put into the reader."""

    id: str
    name: str
    role: StaffRole
    card: str
    pin: str


DEMO_STAFF = (
    DemoStaff("a-41", "Nadia Fontaine", "agent", AGENT, "418362"),
    DemoStaff("t-07", "Yann Kervella", "technician", TECHNICIAN, "907254"),
)


def staff_in_words() -> str:
    return "\n".join(
        f"Staff: {each.role} {each.name}  ·  badge {each.card}, or the name {each.id}  ·  "
        f"PIN {each.pin[:3]} {each.pin[3:]}"
        for each in DEMO_STAFF
    )
