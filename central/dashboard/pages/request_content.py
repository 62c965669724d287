"""What is in a request, as a page shows it: each fact of its kind under a word of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from central.dashboard.words import Words
from shared_runtime.private import Private
from wire.base import CardDate
from wire.demandes.demande import AnyDemande
from wire.nir import Nir


@dataclass(frozen=True, slots=True, repr=False)
class ContentGroup(Private):
    """``name``: of ``content.group.<name>``; ``facts``: pairs of a label and a text."""

    name: str
    facts: tuple[tuple[str, str], ...]


def groups_of(demande: AnyDemande, words: Words) -> tuple[ContentGroup, ...]:
    """Who asks first, then what the kind says of itself, then what stands together in it."""
    parts = [*_parts(demande, "demande", words)]
    parts.sort(key=lambda each: each.name != "applicant")
    return tuple(each for each in parts if each.facts)


def labels_of(kind: type) -> Iterator[str]:
    """The names of all that it may say: each needs a word."""
    hints = get_type_hints(kind, include_extras=True)
    for each in fields(kind):
        inner = _dataclass_in(hints[each.name])
        if inner is None and each.name != "kind":
            yield f"content.field.{each.name}"
        elif inner is not None:
            yield f"content.group.{each.name}"
            yield from labels_of(inner)


def _parts(value: Any, name: str, words: Words) -> Iterator[ContentGroup]:
    hints = get_type_hints(type(value), include_extras=True)
    facts, inner = [], []
    for each in fields(value):
        said = getattr(value, each.name)
        if said is None or each.name == "kind":
            continue
        together = said if isinstance(said, tuple) else (said,)
        if all(is_dataclass(one) and not isinstance(one, Nir) for one in together):
            inner += [(one, each.name) for one in together]
        else:
            label = words.say(f"content.field.{each.name}")
            facts.append((label, _text(said, each.name, hints[each.name], words)))
    yield ContentGroup(name, tuple(facts))
    for one, called in inner:
        yield from _parts(one, called, words)


def _text(said: Any, name: str, hint: Any, words: Words) -> str:
    match said:
        case Nir():
            return said.spaced
        case bool():
            return words.say("content.yes" if said else "content.no")
        case StrEnum():
            return words.find(f"{name}.kind.{said}", str(said))
        case date():
            return f"{said:%d/%m/%Y}"
        case str() if CardDate in (hint, *get_args(hint)):
            return f"{said[6:]}/{said[4:6]}/{said[:4]}"  # perhaps lunar: no date
        case _:
            return str(said)


def _dataclass_in(hint: Any) -> type | None:
    """The dataclass that a field holds, or may, or holds several of."""
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Nir:
        return hint
    return next(filter(None, map(_dataclass_in, get_args(hint))), None)
