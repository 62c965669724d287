"""The sentences of the screens in every language, and how their gaps are filled."""

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain.words import Gap, InEachLanguage, Words

Forms = Mapping[str, str]
"""A sentence that counts: ``one`` and ``other``, chosen by the gap ``count``."""
Entry = str | Forms

FIRST_LANGUAGE = "fr"
NEUTRAL = "words.missing"
"""What the screen says where a sentence is missing in every language."""

_GAP = re.compile(r"\{([a-z_]+)\}")
_log = logging.getLogger(__name__)


class CatalogueDamaged(Exception):
    """A catalogue file is missing or is not what it should be. The text names the file."""


@dataclass(frozen=True)
class Catalogue:
    """All sentences by language. A key that is missing is remembered and recorded, once; the
    screen then says the French sentence or a neutral one, and never fails."""

    sentences: Mapping[str, Mapping[str, Entry]]
    missing: set[str] = field(default_factory=set)

    def say(self, language: str, key: str, gaps: Mapping[str, Gap]) -> str:
        """The sentence of ``key``, its gaps filled as far as ``gaps`` go."""
        entry = self._entry(language, key)
        sentence = entry if isinstance(entry, str) else _form(entry, language, gaps)
        return _GAP.sub(lambda gap: _filled(gaps.get(gap[1], gap[0]), language), sentence)

    def _entry(self, language: str, key: str) -> Entry:
        entry = self.sentences.get(language, {}).get(key)
        if entry is not None:
            return entry
        if key not in self.missing:
            self.missing.add(key)
            _log.error("words_missing", extra={"key": key, "language": language})
        french = self.sentences.get(FIRST_LANGUAGE, {})
        return french.get(key) or french.get(NEUTRAL, "…")


@dataclass(frozen=True, slots=True)
class Speech:
    """The catalogue in one language."""

    catalogue: Catalogue
    language: str

    def say(self, key: str, **gaps: Gap) -> str:
        return self.catalogue.say(self.language, key, gaps)

    def words(self, said: Words) -> str:
        return self.catalogue.say(self.language, said.key, dict(said.gaps))


def load(folder: Path) -> Catalogue:
    """Reads every ``<language>/<part>.json`` of ``folder``: keys to sentences or their two forms.

    Raises CatalogueDamaged when one of them cannot be used, two have the same key, or French is
    missing.
    """
    sentences = {part.name: _merged(part) for part in sorted(folder.iterdir()) if part.is_dir()}
    if FIRST_LANGUAGE not in sentences:
        raise CatalogueDamaged(f"{folder / FIRST_LANGUAGE} is missing")
    return Catalogue(sentences)


def _merged(folder: Path) -> Mapping[str, Entry]:
    entries: dict[str, Entry] = {}
    found_in: dict[str, Path] = {}
    for file in sorted(folder.glob("*.json")):
        for key, entry in _read(file).items():
            if key in found_in:
                raise CatalogueDamaged(f"{file} and {found_in[key]} both have {key}")
            entries[key], found_in[key] = entry, file
    return entries


def _read(file: Path) -> Mapping[str, Entry]:
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CatalogueDamaged(f"{file}: {problem}") from problem
    if not isinstance(entries, dict) or not all(map(_is_entry, entries.values())):
        raise CatalogueDamaged(f"{file}: each key needs a sentence, or its forms one and other")
    return entries


def _is_entry(entry: object) -> bool:
    if isinstance(entry, dict):
        return set(entry) == {"one", "other"} and all(isinstance(v, str) for v in entry.values())
    return isinstance(entry, str)


def _filled(gap: Gap, language: str) -> str:
    return gap.said_in(language) if isinstance(gap, InEachLanguage) else str(gap)


def _form(forms: Forms, language: str, gaps: Mapping[str, Gap]) -> str:
    """French counts zero as singular; English does not (CLDR plural rules)."""
    count = gaps.get("count", 0)
    singular = count in (0, 1) if language == "fr" else count == 1
    return forms["one" if singular else "other"]
