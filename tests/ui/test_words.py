"""Every sentence the screens need exists in every language, and can be read by anybody."""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from kiosk.domain.demandes import Circumstance, Kind
from kiosk.domain.entry import EntryKind, Mistake, check
from kiosk.domain.faults import BLOCKING
from kiosk.domain.outcomes import CodeKind
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.services import Group, Why
from kiosk.services.registry import registry
from kiosk.ui.paths import qml_root
from kiosk.ui.present import icons
from kiosk.ui.present.idle import _DRAWINGS
from shared_runtime.messages.catalogue import Entry
from shared_runtime.messages.loading import messages_folder, shipped

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    file
    for part in ("kiosk/domain", "kiosk/services", "kiosk/ui", "shared_runtime/messages")
    for file in (ROOT / part).rglob("*.py")
)
SENTENCES = shipped().sentences
LANGUAGES = sorted(SENTENCES)
KEYS = sorted(SENTENCES["fr"])
QT_ID = re.compile(r'qsTrId\((?:[\w. ]+\? *)?"([^"]+)"(?: *: *"([^"]+)")?')
PROBES = ("", "1", "12", "-", "@@", "0" * 5, "9" * 8, "/" * 8, "0" * 13, "1850375999001" + "19")
"""Between them they make every mistake that there is."""
KEY_SHAPE = re.compile(r"[a-z][a-z_0-9]*(\.[a-z_0-9]+)*")
VERBS = {
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

MOST_WORDS = 12
MISTAKES = [
    (kind, mistake)
    for kind in EntryKind
    for mistake in Mistake
    if any(check(kind, typed) is mistake for typed in PROBES)
]
MISSING = (*PaperTrouble, "nothing_came")
WRONG_CARDS = sorted(_DRAWINGS)
SERVICES = sorted(registry({}).services)
FILLED: Mapping[str, Iterable[str | tuple[str, ...]]] = {
    "card_lost.fact.{circumstance}": Circumstance,
    "code.{step.kind}.forgotten": CodeKind,
    "code.{step.kind}.title": CodeKind,
    "date.month.{at.month}": [str(month) for month in range(1, 13)],
    "date.weekday.{at.isoweekday()}": [str(day) for day in range(1, 8)],
    "fault.{fault}": BLOCKING,
    "group.{group}": Group,
    "group.{state.group}": Group,
    "mistake.{kind}.{mistake}": MISTAKES,
    "paper.{missing}": MISSING,
    "paper.{trouble}.title": PaperTrouble,
    "paper.{trouble}.wait": PaperTrouble,
    "recorded.delay.{receipt.kind}": Kind,
    "recorded.next.{kind}": Kind,
    "recorded.operation.{receipt.kind}": Kind,
    "service.{service.id}": SERVICES,
    "service.{service.id}.detail": SERVICES,
    "why.{why}": Why,
    "wrong_card.{name}.next": WRONG_CARDS,
    "wrong_card.{name}.title": WRONG_CARDS,
}
"""What can stand in the places of a key that is put together: all of it has to be there."""


def called(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
        case _:
            return ""


def keys_of(node: ast.expr) -> Iterator[str]:
    """The keys that an argument may stand for; none when it is no literal. One with placeholders
    stands for each of the keys that they make, not for any one that looks like it."""
    match node:
        case ast.Constant(str(key)):
            yield key
        case ast.JoinedStr([ast.Constant(), *_]):
            # One that begins with a variable is how a verb makes its keys, not a key asked for.
            template = ast.unparse(node)[2:-1]
            assert template in FILLED, f"say in FILLED what can stand in {template!r}"
            blank = re.sub(r"\{[^}]*\}", "{}", template)
            for values in FILLED[template]:
                yield blank.format(*((values,) if isinstance(values, str) else values))
        case ast.IfExp(_, first, second):
            yield from keys_of(first)
            yield from keys_of(second)
        case _:
            return


def asked_in_python() -> Iterator[tuple[str, str]]:
    """Where a key is asked for, and the key. ``option`` may name a detail as well, a page has
    lines."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or called(node.func) not in VERBS or not node.args:
                continue
            verb = called(node.func)
            for argument in (node.args[0], *further(verb, node.args)):
                for key in keys_of(argument):
                    for end in VERBS[verb]:
                        yield f"{file.name}:{node.lineno}", key + end


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


def test_every_mistake_was_made():
    assert {mistake for _, mistake in MISTAKES} == set(Mistake)


def test_the_sources_were_looked_through():
    assert len(ASKED) > 80
    assert len(asked_in_qml()) > 30


@pytest.mark.parametrize(("where", "key"), ASKED, ids=[f"{w} {k}" for w, k in ASKED])
def test_python_asks_for_sentences_that_exist(where, key):
    assert key in SENTENCES["fr"], where


@pytest.mark.parametrize("key", [key for key in KEYS if key.endswith(".question")])
def test_no_question_alarms_whoever_is_to_answer_it(key):
    assert icons.for_screen(key) not in ("", "warning", "agent")


@pytest.mark.parametrize("key", sorted(asked_in_qml()))
def test_qml_asks_for_sentences_that_exist(key):
    assert key in SENTENCES["fr"]


def test_no_sentence_is_left_over():
    used = held_in_python() | asked_in_qml() | {key for _, key in ASKED}
    assert [key for key in KEYS if key not in used] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_in_the_same_file_and_the_files_are_sorted(language):
    folder = messages_folder() / language
    for file in sorted((messages_folder() / "fr").glob("*.json")):
        french, own = (list(json.loads(each.read_text())) for each in (file, folder / file.name))
        assert own == french == sorted(french), file.name
    assert sorted(SENTENCES[language]) == KEYS
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
    counted = [
        (key, sentence, len([word for word in sentence.split() if re.search(r"\w", word)]))
        for key, sentence in every_sentence(language)
    ]
    long = [
        f"{language}, {key}: {words} words, at most {MOST_WORDS} are wanted: {sentence!r}"
        for key, sentence, words in counted
        if words > MOST_WORDS
    ]
    assert not long, "\n".join(long)


def loose_signs(sentence: str) -> Iterator[str]:
    """What is wrong with the spaces about the signs of a French sentence, and what is wanted."""
    for found in re.finditer(r"([ \w’])([?!:;»])|(«) ", sentence.replace("://", "")):
        before, sign, opening = found.groups()
        if opening:
            yield f"a no-break space (U+00A0) after «, not a plain one, in {sentence!r}"
        elif before == " ":
            yield f"a no-break space (U+00A0) before {sign}, not a plain one, in {sentence!r}"
        else:
            yield f"a no-break space (U+00A0) between {before} and {sign} in {sentence!r}"


def test_french_punctuation_never_starts_a_line():
    loose = [
        f"fr, {key}: wanted is {wanted}"
        for key, sentence in every_sentence("fr")
        for wanted in loose_signs(sentence)
    ]
    assert not loose, "\n".join(loose)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Qui êtes-vous ?", "before ?, not a plain one"),
        ("Attention: fermé", "between n and :"),
        ("Touchez « Oui\u00a0»", "after «, not a plain one"),
    ],
)
def test_whoever_writes_french_loosely_is_told_which_space_is_wanted(sentence, wanted):
    (said,) = loose_signs(sentence)
    assert said.startswith("a no-break space (U+00A0)")
    assert wanted in said


def test_french_as_it_should_be_is_left_alone():
    well = "Qui êtes-vous\u00a0? Voyez «\u00a0Oui\u00a0»\u202f: https://ameli.fr"
    assert list(loose_signs(well)) == []
