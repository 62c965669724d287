"""The whole configuration of a kiosk, both sections at once: what is wrong, and what counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from kiosk.config.fleet_layer import NO_FLEET, FleetLayer
from kiosk.config.loading import fleet_layer
from kiosk.config.section import (
    Mistakes,
    SectionSettings,
    of_section,
    read_document,
    said_by_environment,
    section_of,
    validate,
)
from kiosk.config.settings import KioskSettings
from kiosk.config.sync_settings import SyncSettings, credential
from kiosk.config.territories import territories

SECTIONS: tuple[type[SectionSettings], ...] = (KioskSettings, SyncSettings)
USUAL_FILE = Path("/etc/borne/kiosk.toml")
"""The file that the appliance's units name; taken where it is there and no other is asked for."""

_PREFIX = "BORNE_"
_OF_CENTRAL = "BORNE_CENTRAL_"
_PASSWORD = re.compile(r"(//)[^/@\s]+(?=@)")


class Source(StrEnum):
    """Where a value comes from, the strongest first."""

    ENVIRONMENT = "environment"
    FLEET = "fleet"
    """Signed at central, and verified here; for what names hardware it comes after the file."""
    FILE = "file"
    CREDENTIAL = "credential"
    """Given to kiosk-sync by systemd."""
    TERRITORY = "territory"
    """What goes with where the kiosk stands."""
    DEFAULT = "default"
    MISSING = "missing"
    """It is needed, and nobody gave it."""


_MERGED = (Source.ENVIRONMENT, Source.FLEET, Source.FILE)


@dataclass(frozen=True, slots=True)
class Setting:
    """``name`` with a dot for each level; ``value`` as JSON knows it, not checked."""

    name: str
    value: object
    source: Source


class Note(StrEnum):
    """What is right on one machine and wrong on another."""

    WITHOUT_SYNC = "[sync] is not there: kiosk-sync would not start."


@dataclass(frozen=True, slots=True)
class Judgement:
    """``mistakes`` keep a process from starting."""

    mistakes: tuple[str, ...]
    notes: tuple[Note, ...] = ()


def file_in_use(asked: Path | None) -> Path | None:
    """The file asked for, or the usual one where it is there."""
    if asked is None and USUAL_FILE.exists():
        return USUAL_FILE
    return asked


def judge(config: Path | None, environment: Mapping[str, str]) -> Judgement:
    """Everything that is wrong with the file and the environment, both sections together."""
    document = read_document(config)
    if isinstance(document, Mistakes):
        return Judgement(document.sentences)
    mistakes = [*_unknown_sections(document), *_unknown_variables(environment)]
    notes: list[Note] = []
    for kind in SECTIONS:
        if kind is SyncSettings and not _speaks_of_sync(document, environment):
            notes.append(Note.WITHOUT_SYNC)
            continue
        mistakes.extend(_mistakes(kind, document, environment))
    return Judgement(tuple(mistakes), tuple(notes))


def effective(
    kind: type[SectionSettings], document: Mapping[str, Any], environment: Mapping[str, str]
) -> tuple[Setting, ...]:
    """Every setting of the section, with what counts for it and why. The variables are those of
    the process itself; of ``environment`` only systemd's directory of credentials is used."""
    section = section_of(kind, document)
    given = said_by_environment(kind)
    file = {} if isinstance(section, Mistakes) else section
    fleet = _fleet(kind, file, environment)
    fills_in = {name: value for name, value in fleet.under.items() if name not in file}
    defaults = _defaults(kind)
    territory = {**defaults, **fleet.section(file), **given}.get("territory")
    layers = (
        (Source.ENVIRONMENT, given),
        (Source.FLEET, fleet.over),
        # Each name comes from one of the two, and is never put together from both.
        (Source.FILE, {name: value for name, value in file.items() if name not in fleet.over}),
        (Source.FLEET, fills_in),
        (Source.CREDENTIAL, credential(environment) if kind is SyncSettings else {}),
        (Source.TERRITORY, _of_territory(territory)),
        (Source.DEFAULT, defaults),
    )
    return tuple(
        setting
        for name in kind.model_fields
        for setting in _leaves(name, [(why, said[name]) for why, said in layers if name in said])
    )


def _fleet(
    kind: type[SectionSettings], file: Mapping[str, Any], environment: Mapping[str, str]
) -> FleetLayer:
    """Nothing where the settings would be mistaken with it: then the process leaves it aside."""
    if kind is not KioskSettings:
        return NO_FLEET
    fleet = fleet_layer(file)
    told = validate(KioskSettings, fleet.section(file), environment)
    return NO_FLEET if isinstance(told, Mistakes) else fleet


def _of_territory(name: object) -> dict[str, object]:
    """The settings that a territory brings; none for a name that is no territory's."""
    here = territories().get(name) if isinstance(name, str) else None
    if here is None:
        return {}
    zone = {} if here.timezone is None else {"timezone": here.timezone}
    return {"phone": here.phone, "phone_hours": here.hours.by_language(), **zone}


def _leaves(name: str, layers: Sequence[tuple[Source, object]]) -> Iterator[Setting]:
    """The environment goes over the file part by part; both go over the rest as a whole."""
    if not layers:
        yield Setting(name, None, Source.MISSING)
        return
    source, value = layers[0]
    if not isinstance(value, Mapping) or not value:
        yield Setting(name, _shown(value), source)
        return
    merged = [(why, part) for why, part in layers if why in _MERGED and isinstance(part, Mapping)]
    parts = merged or [(source, value)]
    for key in dict.fromkeys(key for _, part in parts for key in part):
        said = [(why, part[key]) for why, part in parts if key in part]
        yield from _leaves(f"{name}.{key}", said)


def _shown(value: object) -> object:
    """A password that somebody put into an address does not appear on a terminal."""
    plain = to_jsonable_python(value)
    return _PASSWORD.sub(r"\1•••", plain) if isinstance(plain, str) else plain


def _defaults(kind: type[SectionSettings]) -> dict[str, object]:
    return {
        name: to_jsonable_python(field.get_default(call_default_factory=True))
        for name, field in kind.model_fields.items()
        if not field.is_required()
    }


def _mistakes(
    kind: type[SectionSettings], document: Mapping[str, Any], environment: Mapping[str, str]
) -> tuple[str, ...]:
    section = section_of(kind, document)
    if isinstance(section, Mistakes):
        return section.sentences
    if kind is SyncSettings:
        section = {**credential(environment), **section}
    found = validate(kind, section, environment)
    return found.sentences if isinstance(found, Mistakes) else ()


def _speaks_of_sync(document: Mapping[str, Any], environment: Mapping[str, str]) -> bool:
    return SyncSettings.section in document or any(
        of_section(SyncSettings, name) for name in environment
    )


def _unknown_sections(document: Mapping[str, Any]) -> tuple[str, ...]:
    known = {kind.section for kind in SECTIONS}
    return tuple(f"[{name}] is no section of this file." for name in document if name not in known)


def _unknown_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Variables that no process of ours would look at: a mistyped one is no setting."""
    return tuple(
        f"{name} in the environment belongs to no section."
        for name in sorted(environment)
        if name.upper().startswith(_PREFIX)
        and not name.upper().startswith(_OF_CENTRAL)
        and not any(of_section(kind, name) for kind in SECTIONS)
    )
