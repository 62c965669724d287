"""For which machine somebody wants a code, held against the kiosks that there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from central.fleet.kiosks import KnownKiosk, find_kiosk

LONGEST_NAME, LONGEST_SITE = 64, 32


class CodeRefusal(StrEnum):
    """Why there is no code; the value is a sentence for who asked."""

    WRONG_NAME = f"name: letters, digits, - and _, at most {LONGEST_NAME}"
    WRONG_SITE = f"site: letters, digits, - and _, at most {LONGEST_SITE}"
    NAME_TAKEN = (
        "a kiosk of this name may call: "
        "--again gives the same one a new key, --replaces lets another take its place"
    )
    NOT_THERE = "no kiosk of this name may call"
    NO_FORMER = "no such kiosk"
    BOTH = "--again or --replaces, not both"


@dataclass(frozen=True, slots=True)
class CodeWish:
    """``again``: the kiosk that gets a new key; ``replaces``: the one whose place another machine
    takes; each by its id or name, empty where it is none."""

    name: str
    site: str
    again: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class CheckedWish:
    """As ``EnrolmentDesk.make_code`` takes it: kiosks by their ids."""

    name: str
    site: str
    kiosk: str | None
    replaces: str | None


def checked_wish(db: Session, wish: CodeWish) -> CheckedWish | CodeRefusal:
    if not _is_slug(wish.site, LONGEST_SITE):
        return CodeRefusal.WRONG_SITE
    if wish.again and wish.replaces:
        return CodeRefusal.BOTH
    same = find_kiosk(db, wish.again) if wish.again else None
    if wish.again and (same is None or same.revoked_at is not None):
        return CodeRefusal.NOT_THERE
    former = find_kiosk(db, wish.replaces) if wish.replaces else None
    if wish.replaces and former is None:
        return CodeRefusal.NO_FORMER
    if not _is_slug(wish.name, LONGEST_NAME) and wish.name not in _names(same, former):
        return CodeRefusal.WRONG_NAME
    kiosk = None if same is None else same.id
    replaces = None if former is None else former.id
    named = find_kiosk(db, wish.name)
    if named is not None and named.revoked_at is None and named.id not in (kiosk, replaces):
        return CodeRefusal.NAME_TAKEN
    return CheckedWish(wish.name, wish.site, kiosk, replaces)


def _names(*kiosks: KnownKiosk | None) -> Sequence[str]:
    """A kiosk may go on being called what it is called, by whichever release."""
    return [each.name for each in kiosks if each is not None]


def _is_slug(text: str, most: int) -> bool:
    return 0 < len(text) <= most and text.replace("-", "").replace("_", "").isalnum()
