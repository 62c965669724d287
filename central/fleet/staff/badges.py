"""Badges as people write them: ``staff serial 00a1b2c3``, with the family that the ATR is of."""

from wire.codec import Malformed, codec_of
from wire.staff import StaffBadge

READ_FROM = ("serial", "file")


def badge_text(badge: StaffBadge) -> str:
    return f"{badge.family} {badge.read_from} {badge.identifier}"


def read_badge(text: str) -> StaffBadge | None:
    """None where nothing is written. Raises ValueError, which quotes nothing."""
    pieces = text.split(None, 2)
    if not pieces:
        return None
    if len(pieces) < 3:
        raise ValueError("write: family, serial or file, and the identifier in hex")
    return badge_of(*pieces)


def badge_of(family: str, read_from: str, identifier: str) -> StaffBadge:
    """Of what a reader shows, however it groups the digits. Raises ValueError."""
    plain = "".join(each for each in identifier.lower() if each not in " :-")
    try:
        return codec_of(StaffBadge).of_plain(
            {"family": family.strip().lower(), "read_from": read_from, "identifier": plain}
        )
    except Malformed:
        raise ValueError("the identifier is 4 to 64 digits of hex") from None
