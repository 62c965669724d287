"""The catalogue from its files: ``messages/<language>/<part>.json``, a key in one of them only."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from shared_runtime.messages.catalogue import FIRST_LANGUAGE, Catalogue, CatalogueEntry
from shared_runtime.messages.plurals import Plural, plural_of


class MessagesDamaged(Exception):
    """A file of sentences is missing or is not what it should be. The text names file and key."""


@cache
def shipped() -> Catalogue:
    """The sentences that belong to the product. Raises MessagesDamaged."""
    return load(messages_folder())


def messages_folder() -> Path:
    """The folder with a folder for each language: in the source tree, or in the installed package.

    Raises MessagesDamaged when the installation is incomplete.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "files", here.parent.parent / "messages"):
        if folder.is_dir():
            return folder
    raise MessagesDamaged("the messages are not installed")


def languages(folder: Path) -> tuple[str, ...]:
    """The tags of the languages that have a folder, the first language in front."""
    tags = sorted(each.name for each in folder.iterdir() if each.is_dir())
    return tuple(sorted(tags, key=lambda tag: tag != FIRST_LANGUAGE))


def load(folder: Path) -> Catalogue:
    """Reads every language: keys to sentences, or to the plural forms that the language has.

    Raises MessagesDamaged when a file cannot be used, two have the same key, the forms are not
    those of the language, nobody knows how it counts, or French is missing.
    """
    sentences = {language: _language(folder / language) for language in languages(folder)}
    if FIRST_LANGUAGE not in sentences:
        raise MessagesDamaged(f"{folder / FIRST_LANGUAGE} is missing")
    return Catalogue(sentences)


def _language(folder: Path) -> Mapping[str, CatalogueEntry]:
    plural = plural_of(folder.name)
    if plural is None:
        raise MessagesDamaged(f"{folder}: how {folder.name} counts is to be said in plurals.py")
    entries: dict[str, CatalogueEntry] = {}
    parts: dict[Path, dict[str, Any]] = {}
    for file in sorted(folder.glob("*.json")):
        part = _read(file)
        for key in entries.keys() & part.keys():
            other = next(each for each, there in parts.items() if key in there)
            raise MessagesDamaged(f"{file} and {other} both have {key}")
        for key, entry in part.items():
            if not isinstance(entry, str):
                _check(entry, plural, f"{file}, {key}")
        entries |= part
        parts[file] = part
    return entries


def _read(file: Path) -> dict[str, Any]:
    try:
        entries = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except (OSError, ValueError) as problem:
        raise MessagesDamaged(f"{file}: {problem}") from problem
    if not isinstance(entries, dict):
        raise MessagesDamaged(f"{file}: keys and their sentences are wanted")
    return entries


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON would let the last of two win."""
    entries = dict(pairs)
    if len(entries) < len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(f"{twice} stands there twice")
    return entries


def _check(entry: object, plural: Plural, where: str) -> None:
    if not isinstance(entry, dict) or not all(isinstance(each, str) for each in entry.values()):
        raise MessagesDamaged(f"{where}: wanted is a sentence, or one for each plural form")
    if set(entry) != set(plural.forms):
        wanted, there = ", ".join(plural.forms), ", ".join(entry)
        raise MessagesDamaged(f"{where}: wanted are the forms {wanted}, and there are {there}")
