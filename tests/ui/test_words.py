"""Every sentence the screens need exists in every language, and can be read by anybody."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.ui.catalogue import Entry, load
from kiosk.ui.paths import catalogue_folder, qml_root

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    file for part in ("domain", "services", "ui") for file in (ROOT / "kiosk" / part).rglob("*.py")
)
SENTENCES = load(catalogue_folder()).sentences
LANGUAGES = sorted(SENTENCES)
KEYS = sorted(SENTENCES["fr"])
QT_ID = re.compile(r'qsTrId\((?:[\w. ]+\? *)?"([^"]+)"(?: *: *"([^"]+)")?')
KEY_SHAPE = re.compile(r"[a-z][a-z_0-9]*(\.[a-z_0-9]+)*")
SPEECH = {
    "ask_whether_it_came": ("",),
    "choose": ("",),
    "confirm": (".question", ".button"),
    "explain": (".title", ".next"),
    "fill": ("", ".hint"),
    "inform": ("",),
    "offer": (".title", ".next"),
    "offer_again": (".title", ".next"),
    "option": ("",),
    "page": ("",),
    "say": ("",),
    "show": (".title",),
    "take_paper": ("",),
    "tell": (".title", ".line", ".rest"),
    "words": ("",),
    "_asks_again": (".title", ".next"),
    "_no_code": (".title", ".next"),
    "_sorry": (".title", ".next"),
}
"""What each verb makes of the key it is given."""


def called(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
        case _:
            return ""


def patterns(node: ast.expr) -> Iterator[str]:
    """Regular expressions of the keys an argument may stand for; none when it is no literal."""
    match node:
        case ast.Constant(str(key)):
            yield re.escape(key)
        case ast.JoinedStr([ast.Constant(), *_] as parts):
            # One that begins with a variable is how a verb makes its keys, not a key asked for.
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_0-9]+"
                for part in parts
            )
        case ast.IfExp(_, first, second):
            yield from patterns(first)
            yield from patterns(second)
        case _:
            return


def asked_in_python() -> Iterator[tuple[str, str]]:
    """Where a key is asked for, and the pattern of it. ``option`` may name a detail as well, a page
    has lines."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or called(node.func) not in SPEECH or not node.args:
                continue
            verb = called(node.func)
            for argument in (node.args[0], *further(verb, node.args)):
                for pattern in patterns(argument):
                    for end in SPEECH[verb]:
                        yield f"{file.name}:{node.lineno}", pattern + re.escape(end)


def further(verb: str, arguments: list[ast.expr]) -> list[ast.expr]:
    match verb:
        case "option":
            return arguments[2:3]
        case "page" | "inform":
            return arguments[1:]
        case _:
            return []


def held_in_python() -> set[str]:
    """Whatever in the sources looks like a key: keys also travel in variables and tables."""
    return {
        node.value
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def asked_in_qml() -> set[str]:
    found: set[str] = set()
    for file in qml_root().rglob("*.qml"):
        for match in QT_ID.finditer(file.read_text()):
            found.update(filter(None, match.groups()))
    return found


ASKED = sorted(set(asked_in_python()))


def forms(entry: Entry) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else tuple(entry.values())


def every_sentence(language: str) -> Iterator[tuple[str, str]]:
    for key, entry in SENTENCES[language].items():
        for form in forms(entry):
            for sentence in re.split(r"(?<=[.?!])\s+", form):
                yield key, sentence


def test_the_sources_were_looked_through():
    assert len(ASKED) > 80
    assert len(asked_in_qml()) > 30


@pytest.mark.parametrize(("where", "pattern"), ASKED, ids=[f"{w} {p}" for w, p in ASKED])
def test_python_asks_for_sentences_that_exist(where, pattern):
    assert any(re.fullmatch(pattern, key) for key in KEYS), where


@pytest.mark.parametrize("key", sorted(asked_in_qml()))
def test_qml_asks_for_sentences_that_exist(key):
    assert key in SENTENCES["fr"]


def test_no_sentence_is_left_over():
    held = held_in_python() | asked_in_qml()
    used = re.compile("|".join(sorted({pattern for _, pattern in ASKED})))
    assert [key for key in KEYS if key not in held and not used.fullmatch(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_and_the_files_are_sorted(language):
    file = catalogue_folder() / f"{language}.json"
    assert list(json.loads(file.read_text(encoding="utf-8"))) == KEYS
    assert all(KEY_SHAPE.fullmatch(key) for key in KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_every_language_fills_the_same_gaps_and_counts_alike(key):
    gaps = {
        language: {frozenset(re.findall(r"\{(\w+)\}", form)) for form in forms(entries[key])}
        for language, entries in SENTENCES.items()
    }
    assert len(set(map(frozenset, gaps.values()))) == 1
    assert len({isinstance(entries[key], str) for entries in SENTENCES.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_more_than_twelve_words(language):
    long = [
        (key, sentence)
        for key, sentence in every_sentence(language)
        if len([word for word in sentence.split() if re.search(r"\w", word)]) > 12
    ]
    assert long == []


def test_french_punctuation_never_starts_a_line():
    loose = [
        (key, sentence)
        for key, sentence in every_sentence("fr")
        if re.search(r"[ \w’][?!:;»]|« ", sentence) and "http" not in sentence
    ]
    assert loose == []
