"""The pages that stand in the menu, by what somebody comes for."""

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


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """``key`` of ``nav.group.<key>``, its heading; the first has none."""

    key: str
    entries: tuple[NavigationEntry, ...]


GROUPS = (
    NavigationGroup("first", (NavigationEntry("overview", "/", "gauge", Deed.SEE),)),
    NavigationGroup(
        "fleet",
        (
            NavigationEntry("kiosks", "/kiosks", "kiosk", Deed.SEE),
            NavigationEntry("alerts", "/alerts", "bell", Deed.SEE),
            NavigationEntry("commands", "/commands", "play", Deed.SEE),
            NavigationEntry("enrolments", "/enrolments", "key", Deed.ADMINISTER),
        ),
    ),
    NavigationGroup(
        "told",
        (
            NavigationEntry("configuration", "/configuration", "sliders", Deed.SEE),
            NavigationEntry("waves", "/waves", "waves", Deed.SEE),
            NavigationEntry("staff", "/staff", "badge", Deed.ADMINISTER),
        ),
    ),
    NavigationGroup(
        "asked",
        (
            NavigationEntry("requests", "/requests", "tray", Deed.READ_REQUESTS),
            NavigationEntry("trouble", "/trouble", "warning", Deed.READ_REQUESTS),
        ),
    ),
    NavigationGroup(
        "known",
        (
            NavigationEntry("statistics", "/statistics", "bars", Deed.SEE),
            NavigationEntry("audit", "/audit", "book", Deed.ADMINISTER, everywhere=True),
        ),
    ),
    NavigationGroup(
        "who",
        (
            NavigationEntry("proposals", "/proposals", "pair", Deed.READ_REQUESTS),
            NavigationEntry("admins", "/admins", "people", Deed.ADMINISTER, everywhere=True),
        ),
    ),
)


def menu_of(admin: Admin | None) -> Sequence[NavigationGroup]:
    """What leads somewhere for them."""
    if admin is None:
        return ()
    groups = (
        NavigationGroup(
            each.key, tuple(entry for entry in each.entries if entry.leads_somewhere(admin))
        )
        for each in GROUPS
    )
    return [each for each in groups if each.entries]
