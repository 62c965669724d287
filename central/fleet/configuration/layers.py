"""The layers of what kiosks are told, from the widest to the one kiosk, and what comes of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

BY_SERVICE = frozenset({"levels"})
"""Fields that layers add to, service by service; any other is said by one layer as a whole: half a
text in one layer's French and half in another's English would be nobody's."""
_LONGEST_NAME = 64


class LayerKind(StrEnum):
    """The widest first: what a narrower one says goes over it."""

    NATIONAL = "national"
    CAISSE = "caisse"
    AGENCY = "agency"
    TAG = "tag"
    KIOSK = "kiosk"


_NAMELESS = (LayerKind.NATIONAL, LayerKind.CAISSE)


@dataclass(frozen=True, slots=True)
class ConfigurationLayer:
    """``name``: of the agency, the tag or the kiosk; empty where there is one of the kind."""

    kind: LayerKind
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Of the form in which people write it, such as ``agency:lyon-centre``. Raises ValueError
        with words for them."""
        written, _, name = text.partition(":")
        try:
            kind = LayerKind(written)
        except ValueError:
            raise ValueError(f"one of {', '.join(LayerKind)} is needed") from None
        if kind in _NAMELESS and name:
            raise ValueError(f"{kind} takes no name")
        if kind not in _NAMELESS and not 0 < len(name) <= _LONGEST_NAME:
            raise ValueError(f"write {kind}:NAME")
        return cls(kind, name)

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else str(self.kind)


@dataclass(frozen=True, slots=True)
class KioskGroups:
    """To what a kiosk belongs."""

    kiosk: str
    agency: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def layers(self) -> tuple[ConfigurationLayer, ...]:
        """All that say something of this kiosk, the widest first; tags by their names."""
        agency = (self.agency,) if self.agency is not None else ()
        return (
            ConfigurationLayer(LayerKind.NATIONAL),
            ConfigurationLayer(LayerKind.CAISSE),
            *(ConfigurationLayer(LayerKind.AGENCY, each) for each in agency),
            *(ConfigurationLayer(LayerKind.TAG, each) for each in sorted(self.tags)),
            ConfigurationLayer(LayerKind.KIOSK, self.kiosk),
        )


@dataclass(frozen=True, slots=True)
class ToldValue:
    """``name`` with a dot before the service where each has a value of its own."""

    name: str
    value: Any
    layer: ConfigurationLayer


def merged(said: Iterable[tuple[ConfigurationLayer, Mapping[str, Any]]]) -> Sequence[ToldValue]:
    """What counts for a kiosk, by name. ``said``: what each layer says, the widest first, as plain
    values of JSON."""
    found: dict[str, ToldValue] = {}
    for layer, content in said:
        for name, value in content.items():
            parts = (
                {f"{name}.{key}": part for key, part in value.items()}
                if name in BY_SERVICE
                else {name: value}
            )
            found.update({part: ToldValue(part, each, layer) for part, each in parts.items()})
    return tuple(found[name] for name in sorted(found))


def content_of(values: Iterable[ToldValue]) -> dict[str, Any]:
    """The one document that says all of them."""
    content: dict[str, Any] = {}
    for each in values:
        field, _, key = each.name.partition(".")
        if key:
            content.setdefault(field, {})[key] = each.value
        else:
            content[field] = each.value
    return content
