"""The pages that stand in the menu."""

from collections.abc import Sequence
from dataclasses import dataclass

from central.admins.roles import Admin, Deed


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """``key`` of ``nav.<key>``, its word; ``icon``: of macros.html."""

    key: str
    path: str
    icon: str
    deed: Deed


ENTRIES = (
    NavigationEntry("overview", "/", "gauge", Deed.SEE),
    NavigationEntry("kiosks", "/kiosks", "kiosk", Deed.SEE),
    NavigationEntry("requests", "/requests", "tray", Deed.READ_REQUESTS),
    NavigationEntry("trouble", "/trouble", "warning", Deed.READ_REQUESTS),
)


def entries_for(admin: Admin | None) -> Sequence[NavigationEntry]:
    """Those that lead somewhere for them."""
    if admin is None:
        return ()
    return [each for each in ENTRIES if admin.scopes_of(each.deed)]
