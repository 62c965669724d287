"""After the end nothing in the screens' objects knows who was here."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from kiosk.domain.identity import Holder
from kiosk.domain.paper import HandedOver
from tests.demarches import ATTESTATION
from tests.domain.people import attestation, droits, nir
from tests.ui.visitor import Visitor
from wire.citizen import CodeSent

PLANTED = Holder("ZYXWVUT", "Quillemine", "19850317", "FRA", nir("2850399999042"))
CHILD = "Barnabéus"
CODE = "Zygomate@739-1"
STREET = "17 CHEMIN DES ZYGÈNES"
CITY = "QUINCAMPOIX-LÈS-OURS"
SECRETS = (
    "zyxwvut",
    "quillemine",
    CHILD.lower(),
    CODE.lower(),
    STREET.lower(),
    CITY.lower(),
    PLANTED.nir.value,
    PLANTED.nir.spaced,
    PLANTED.nir.masked,
    "17/03/1985",
)


def properties(owner: QObject) -> Iterator[str]:
    """The text of every property of ``owner`` and all below it."""
    described = owner.metaObject()
    for index in range(described.propertyCount()):
        declared = described.property(index)
        # Objects and lists of objects are below their owner as children.
        kind = str(declared.typeName())
        if "*" not in kind and "QQmlListProperty" not in kind:
            yield str(owner.property(str(declared.name())))
    for child in owner.children():
        yield from properties(child)


def held(value: object, seen: dict[int, object]) -> Iterator[str]:
    """All text reachable from ``value`` through Python objects of ours. ``seen`` keeps what was
    seen: the id of an object that is gone may be another's."""
    if id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, str | bytes | bytearray):
        # What is typed stands four bytes to a character.
        yield value if isinstance(value, str) else value.decode("latin-1").replace("\0", "")
    elif isinstance(value, dict):
        for item in value.items():
            yield from held(item, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from held(item, seen)
    elif type(value).__module__.startswith("kiosk."):
        attributes = dict(getattr(value, "__dict__", {}))
        for kind in type(value).__mro__:
            for name in getattr(kind, "__slots__", ()):
                attributes[name] = getattr(value, name, None)
        yield from held(attributes, seen)


def traces(visitor: Visitor) -> set[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    everything = "\n".join([*properties(visitor.app), *held(vars(visitor.app), {})]).lower()
    return {secret for secret in SECRETS if secret.lower() in everything}


def end_by_button(visitor: Visitor) -> None:
    visitor.touch("end")


def end_by_card(visitor: Visitor) -> None:
    visitor.pull_out()


def end_by_silence(visitor: Visitor) -> None:
    visitor.alarm()
    visitor.alarm()


def at_home(visitor: Visitor) -> None:
    visitor.insert(PLANTED)


def at_who_are_you(visitor: Visitor) -> None:
    visitor.insert(PLANTED, Holder("ZYXWVUT", CHILD, "20150101", "FRA", PLANTED.nir))


def at_revealed_card(visitor: Visitor) -> None:
    visitor.to_card_facts(PLANTED)
    visitor.touch("reveal")


def at_half_a_code(visitor: Visitor) -> None:
    visitor.insert(PLANTED)
    visitor.opens(ATTESTATION)
    visitor.open_account()
    visitor.touch("openLetters", True)
    visitor.touch("showTyped")
    visitor.type_text(CODE)


def at_provisional_code(visitor: Visitor) -> None:
    at_half_a_code(visitor)
    visitor.touch("forgotCode")
    visitor.touch("choose", 0)
    visitor.answer(CodeSent("42", 600))


def at_paper(visitor: Visitor) -> None:
    at_half_a_code(visitor)
    visitor.touch("submitEntry")
    visitor.accept_code()
    visitor.answer(droits(PLANTED, CHILD))
    visitor.touch("choose", 1)
    visitor.touch("choose", 0)
    visitor.touch("agree")
    visitor.answer(attestation(PLANTED))
    visitor.answer(HandedOver(1))
    assert visitor.kind == "paper"


def at_half_an_address(visitor: Visitor) -> None:
    visitor.to_street(PLANTED)
    visitor.type_text(STREET)


def at_the_summary_of_an_address(visitor: Visitor) -> None:
    at_half_an_address(visitor)
    for text in ("", "75019", CITY):
        visitor.touch("submitEntry")
        visitor.type_text(text)
    visitor.touch("submitEntry")
    assert visitor.kind == "confirm"


def at_a_typed_number(visitor: Visitor) -> None:
    visitor.to_number()
    visitor.type_text(PLANTED.nir.value)


Walk = Callable[[Visitor], None]


@pytest.mark.parametrize("end", [end_by_button, end_by_silence, end_by_card])
@pytest.mark.parametrize(
    "walk",
    [
        at_home,
        at_who_are_you,
        at_revealed_card,
        at_half_a_code,
        at_provisional_code,
        at_paper,
        at_half_an_address,
        at_the_summary_of_an_address,
        at_a_typed_number,
    ],
)
def test_nothing_of_the_person_stays_after_the_end(visitor: Visitor, walk: Walk, end: Walk):
    walk(visitor)
    assert traces(visitor), "the search must be able to find them"
    end(visitor)
    if visitor.kind == "paper":
        # The card is out and the paper still lies there: the screen waits, naming nobody.
        assert not [text for text in properties(visitor.app) if "quillemine" in text.lower()]
        visitor.touch("choose", 0)
    assert visitor.kind in ("takeCard", "attract")
    visitor.posted.clear()
    assert traces(visitor) == set()


def test_the_search_finds_a_code_that_is_being_typed(visitor: Visitor):
    at_half_a_code(visitor)
    assert CODE.lower() in traces(visitor)
