"""Words for people: a key of the catalogue and what fills its gaps. No sentence stands in code."""

from dataclasses import dataclass

from kiosk.domain.place import ByLanguage, in_language
from shared_runtime.private import Private


@dataclass(frozen=True, slots=True)
class InEachLanguage:
    """A text of the configuration, by the tags of its languages (``fr`` at least)."""

    texts: tuple[tuple[str, str], ...]

    def said_in(self, language: str) -> str:
        """The text in ``language``, in French where that language is missing."""
        return in_language(dict(self.texts), language)


Gap = str | int | InEachLanguage


@dataclass(frozen=True, slots=True, repr=False)
class Words(Private):
    """``key`` names a sentence of the catalogue; ``gaps`` fill its ``{name}`` places in order of
    the catalogue's choosing. Gaps may hold a name: never logged, unlike the key."""

    key: str
    gaps: tuple[tuple[str, Gap], ...] = ()


def words(key: str, **gaps: Gap) -> Words:
    """Words from a key and named gaps."""
    return Words(key, tuple(sorted(gaps.items())))


def in_each_language(texts: ByLanguage) -> InEachLanguage:
    """A gap that reads in the person's language."""
    return InEachLanguage(tuple(sorted(texts.items())))
