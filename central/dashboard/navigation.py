"""The pages that stand in the menu."""

from collections.abc import Sequence
from dataclasses import dataclass

from central.admins.roles import Admin, Deed


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """``key`` of ``nav.<key>``, its word; ``icon``: of macros.html. ``everywhere``: whether the
    deed is asked for over the whole caisse, and not at any place."""

    key: str
    path: str
    icon: str
    deed: Deed
    everywhere: bool = False

    def leads_somewhere(self, admin: Admin) -> bool:
        return admin.may(self.deed) if self.everywhere else bool(admin.scopes_of(self.deed))


ENTRIES = (
    NavigationEntry("overview", "/", "gauge", Deed.SEE),
    NavigationEntry("kiosks", "/kiosks", "kiosk", Deed.SEE),
    NavigationEntry("alerts", "/alerts", "bell", Deed.SEE),
    NavigationEntry("requests", "/requests", "tray", Deed.READ_REQUESTS),
    NavigationEntry("trouble", "/trouble", "warning", Deed.READ_REQUESTS),
    NavigationEntry("statistics", "/statistics", "bars", Deed.SEE),
    NavigationEntry("admins", "/admins", "people", Deed.ADMINISTER, everywhere=True),
    NavigationEntry("audit", "/audit", "book", Deed.ADMINISTER, everywhere=True),
)


def entries_for(admin: Admin | None) -> Sequence[NavigationEntry]:
    """Those that lead somewhere for them."""
    if admin is None:
        return ()
    return [each for each in ENTRIES if each.leads_somewhere(admin)]
