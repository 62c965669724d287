"""Words for people: a key of the catalogue and what fills its gaps. No sentence stands in code."""

from dataclasses import dataclass

from kiosk.domain.private import Private

Gap = str | int


@dataclass(frozen=True, slots=True, repr=False)
class Words(Private):
    """``key`` names a sentence of the catalogue; ``gaps`` fill its ``{name}`` places in order of
    the catalogue's choosing. Gaps may hold a name: never logged, unlike the key."""

    key: str
    gaps: tuple[tuple[str, Gap], ...] = ()


def words(key: str, **gaps: Gap) -> Words:
    """Words from a key and named gaps."""
    return Words(key, tuple(sorted(gaps.items())))
