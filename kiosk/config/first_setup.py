"""A kiosk's first configuration: the few things that only the site knows, and the whole file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_jsonable_python

from kiosk.config.both_sections import SECTIONS
from kiosk.config.section import Mistakes, SectionSettings, section_of, validate
from kiosk.config.settings import KioskSettings
from kiosk.config.sync_settings import SyncSettings
from kiosk.config.toml_text import toml

SetupDocument = dict[str, dict[str, Any]]
"""Sections and their settings, as TOML knows them."""


@dataclass(frozen=True, slots=True)
class SetupQuestion:
    """``name``: that of the setting, the same in each section that has it; its words in the
    catalogue are ``setup.ask.<name>``. What is not needed may be left out of the file."""

    name: str
    sections: tuple[type[SectionSettings], ...]
    is_needed: bool = False

    @property
    def usual(self) -> str:
        """What counts where nothing is said, as somebody would type it; empty for nothing."""
        value = self.sections[0].model_fields[self.name].default
        return "" if self.is_needed or value is None else str(value)

    def mistakes(self, answer: str) -> tuple[str, ...]:
        """What is wrong with the answer alone."""
        return tuple(
            sentence
            for kind in self.sections
            for sentence in _mistakes(kind, {self.name: answer})
            if sentence.startswith(
                (f"[{kind.section}] {self.name} ", f"[{kind.section}] {self.name}:")
            )
        )


_UI, _SYNC = (KioskSettings,), (SyncSettings,)
QUESTIONS = (
    SetupQuestion("caisse_name", _UI, is_needed=True),
    SetupQuestion("agency_name", _UI, is_needed=True),
    SetupQuestion("agency_code", _SYNC, is_needed=True),
    SetupQuestion("kiosk_number", SECTIONS, is_needed=True),
    SetupQuestion("territory", _UI),
    SetupQuestion("central_url", _SYNC, is_needed=True),
    SetupQuestion("ca_file", _SYNC),
    SetupQuestion("caisse_key_file", _SYNC, is_needed=True),
    SetupQuestion("reader", _UI),
    SetupQuestion("printer", _UI),
    SetupQuestion("receipt_device", _UI),
)
OF_THE_PACKAGE: Mapping[str, Mapping[str, Any]] = {
    "kiosk": {"production": True},
    "sync": {"socket_group": "kiosk", "allowed_users": ["kiosk-ui"]},
}
"""What is so on every machine with the package: its units and accounts."""
_HEAD = """\
# The configuration of this kiosk, written by `kiosk setup`. All that may stand here, and what it
# is: kiosk.toml(5), and /usr/share/doc/borne-kiosk/examples/kiosk.toml
# After a change: kiosk config check, then systemctl restart kiosk-sync kiosk-ui
"""


def answered(answers: Mapping[str, str]) -> SetupDocument:
    """The file of answers by the names of the questions; an empty one is left out."""
    document: SetupDocument = {}
    for question in QUESTIONS:
        if answer := answers.get(question.name, ""):
            for kind in question.sections:
                document.setdefault(kind.section, {})[question.name] = answer
    return document


def completed(document: Mapping[str, Any]) -> dict[str, Any]:
    """With what the package brings where the document says nothing else."""
    sections = {**{name: {} for name in OF_THE_PACKAGE}, **document}
    return {
        name: {**OF_THE_PACKAGE.get(name, {}), **said} if isinstance(said, dict) else said
        for name, said in sections.items()
    }


def mistakes_in(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Every mistake of a completed document, and every needed answer that is not in it."""
    known = {kind.section for kind in SECTIONS}
    found = [f"[{name}] is no section of this file." for name in document if name not in known]
    for kind in SECTIONS:
        section = section_of(kind, document)
        if isinstance(section, Mistakes):
            found.extend(section.sentences)
            continue
        found.extend(_mistakes(kind, section))
        found.extend(
            f"[{kind.section}] {each.name} is missing."
            for each in QUESTIONS
            if each.is_needed and kind in each.sections and each.name not in section
        )
    return tuple(dict.fromkeys(found))


def as_toml(document: Mapping[str, Mapping[str, Any]]) -> str:
    lines = [_HEAD]
    for name, section in document.items():
        settings = (f"{key} = {toml(to_jsonable_python(said))}" for key, said in section.items())
        lines += [f"[{name}]", *settings, ""]
    return "\n".join(lines)


def _mistakes(kind: type[SectionSettings], section: Mapping[str, Any]) -> tuple[str, ...]:
    """The usual socket lies in a directory that systemd makes when kiosk-sync starts."""
    there = {"socket": "/run/gateway.sock"} if kind is SyncSettings else {}
    found = validate(kind, {**there, **section}, {})
    return found.sentences if isinstance(found, Mistakes) else ()
