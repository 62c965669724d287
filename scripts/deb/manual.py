"""The manual pages, from the commands' own help and the settings' own models."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from typer.main import get_command

from central.cli.main import main as central_app
from kiosk.cli.main import command_line
from kiosk.config.settings import KioskSettings
from kiosk.config.sync_settings import SyncSettings
from scripts.deb.package import KIOSK, DebianPackage
from scripts.pages.settings import NOTHING, SettingEntry, entries, toml

_SUMMARIES = {
    "kiosk": "multi-service kiosk of a health-insurance agency",
    "central": "server behind the kiosks of a health-insurance fund",
}
_PROCESSES = {
    "run": "The screen. Started by kiosk\\-ui.service.",
    "sync": "The door to the network. Started by kiosk\\-sync.service.",
    "cancel-prints": "Ends what the screen still has at the printer. Run after kiosk\\-ui.",
}
_MARKUP = re.compile(r"\[/?[a-z ]+\]")


def manual_pages(package: DebianPackage, date: str) -> Mapping[str, str]:
    """The pages by their file's name; ``date`` in ISO form stands at their foot."""
    app = command_line() if package is KIOSK else central_app
    root = get_command(app)
    name = package.command
    pages = {f"{name}.1": _overview(name, root, date)}
    for word, command in sorted(_commands(root)):
        pages[f"{name}-{word}.1"] = _command_page(name, word, command, date)
    if package is KIOSK:
        pages["kiosk.toml.5"] = _settings_page(date)
    return pages


def _overview(name: str, root: Any, date: str) -> str:
    lines = [
        *_head(name, 1, date, _SUMMARIES[name]),
        ".SH SYNOPSIS",
        f".B {name}",
        r"\fICOMMAND\fR [\fIOPTIONS\fR]",
        ".SH COMMANDS",
    ]
    for word, command in sorted(_commands(root)):
        lines += [".TP", rf".BR {name}\-{_plain(word)} (1)", _plain(_first(command))]
    if name == KIOSK.command:
        lines.append(".SH PROCESSES")
        for word, said in _PROCESSES.items():
            lines += [".TP", rf".B {_plain(word)} \fR[\fB\-\-config\fR \fIFILE\fR]", said]
        lines += [".SH FILES", ".TP", ".I /etc/borne/kiosk.toml", "See", ".BR kiosk.toml (5)."]
    return "\n".join(lines) + "\n"


def _command_page(name: str, word: str, command: Any, date: str) -> str:
    title = f"{name}-{word}"
    lines = [*_head(title, 1, date, _first(command)), ".SH SYNOPSIS", rf".B {name} {_plain(word)}"]
    lines += [r"[\fIOPTIONS\fR]", ".SH DESCRIPTION", *_told(command)]
    lines += _options(command)
    below = sorted(_commands(command))
    if below:
        lines.append(".SH COMMANDS")
    for sub, each in below:
        lines += [rf".SS {_plain(sub)}", *_told(each), *_options(each, ".PP")]
        for deeper, least in sorted(_commands(each)):
            lines += [
                rf".SS {_plain(sub)} {_plain(deeper)}",
                *_told(least),
                *_options(least, ".PP"),
            ]
    lines += [".SH SEE ALSO", f".BR {name} (1)"]
    return "\n".join(lines) + "\n"


def _settings_page(date: str) -> str:
    lines = [
        *_head("kiosk.toml", 5, date, "configuration of a kiosk"),
        ".SH DESCRIPTION",
        r"TOML, written by \fBkiosk setup\fR. Each setting may stand in the environment too,",
        r"before the file: \fBBORNE_KIOSK_\fR or \fBBORNE_SYNC_\fR and its name in capitals.",
    ]
    for kind in (KioskSettings, SyncSettings):
        lines.append(f".SH [{kind.section}]")
        lines += [line for entry in entries(kind) for line in _setting(entry)]
    lines += [".SH SEE ALSO", ".BR kiosk (1),", r".BR kiosk\-config (1)"]
    return "\n".join(lines) + "\n"


def _setting(entry: SettingEntry) -> Iterator[str]:
    yield from (".TP", rf"\fB{_plain(entry.name)}\fR")
    unit = "" if entry.unit == NOTHING else f" In {entry.unit}."
    yield _plain(
        f"{entry.meaning}{unit} {entry.values[0].upper()}{entry.values[1:]}.".replace("`", "")
    )
    if entry.needed:
        yield "Needed."
    elif entry.default is not None:
        yield from (".br", _plain(f"Default: {toml(entry.default)}"))


def _head(title: str, section: int, date: str, summary: str) -> tuple[str, ...]:
    said = summary.rstrip(".")
    return (
        f'.TH {title.upper()} {section} {date} borne "Multi-service kiosk"',
        ".SH NAME",
        rf"{_plain(title)} \- {_plain(said[0].lower() + said[1:])}",
    )


def _commands(command: Any) -> list[tuple[str, Any]]:
    below = getattr(command, "commands", {})
    return [(word, each) for word, each in below.items() if not each.hidden]


def _first(command: Any) -> str:
    return " ".join(_paragraphs(command)[0].split())


def _paragraphs(command: Any) -> list[str]:
    return _MARKUP.sub("", command.help or command.name or "").split("\n\n")


def _told(command: Any) -> Iterator[str]:
    for number, paragraph in enumerate(_paragraphs(command)):
        if number:
            yield ".PP"
        yield _plain(" ".join(paragraph.split()))


def _options(command: Any, heading: str = ".SH OPTIONS") -> Iterator[str]:
    said = [each for each in command.params if getattr(each, "help", None) and not each.hidden]
    if said:
        yield heading
    for each in sorted(said, key=lambda each: each.opts[0]):
        names = r"\fR, \fB".join(_plain(name) for name in each.opts)
        value = (
            "" if getattr(each, "is_flag", False) else rf" \fI{_plain(each.metavar or 'VALUE')}\fR"
        )
        yield from (".TP", rf"\fB{names}\fR{value}", _plain(" ".join(each.help.split())))


def _plain(text: str) -> str:
    """As troff prints it letter by letter, at the start of a line too."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
