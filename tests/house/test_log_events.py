"""Every line of the log is in its catalogue, name, level and fields: read in the code itself."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import central.runtime.log_events
import kiosk.runtime.log_events
from shared_runtime.log_event import LogEvent
from tests.house.files import ROOT

CATALOGUES: Mapping[str, Mapping[str, LogEvent]] = {
    "kiosk": kiosk.runtime.log_events.CATALOGUE,
    "central": central.runtime.log_events.CATALOGUE,
}
STANDARD = "getLogger"
MAKERS = {"get_logger", STANDARD, "EventLogger"}
LOGGING_ITSELF = {"kiosk/runtime/early_log.py"}
"""Passes on what others say by name."""
NOT_BY_NAME = {
    (
        "kiosk/app/kiosk_runtime.py",
        "line.event",
    ): "the session's own lines: tests/app/test_journal_lines.py",
    (
        "shared_runtime/logging.py",
        "record.msg",
    ): "what is said before the logging library is there, each found here where it is said",
}
"""Calls whose event is no literal, and what sees to it instead."""
FILTERED = {"uncatalogued", "bug"}
"""Said by the filter itself, and where there is no logging library (tests/runtime)."""


@dataclass(frozen=True)
class Said:
    place: str
    level: str
    event: str
    fields: frozenset[str]


def maker(node: ast.expr) -> str | None:
    """Which maker of loggers this calls, if it does."""
    if not isinstance(node, ast.Call):
        return None
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    return name if name in MAKERS else None


def loggers(tree: ast.Module) -> dict[str, str]:
    """Names that stand for a logger, in the module or in one of its functions: their makers."""
    return {
        target.id: made
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and (made := maker(node.value)) is not None
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def fields(call: ast.Call, made: str) -> frozenset[str]:
    """Names of the fields; of Python's own logging those of ``extra``."""
    if made != STANDARD:
        names = {keyword.arg for keyword in call.keywords}
        return frozenset(name if name is not None else "**" for name in names)
    extra = next((word.value for word in call.keywords if word.arg == "extra"), None)
    if extra is None:
        return frozenset()
    assert isinstance(extra, ast.Dict)
    return frozenset(ast.literal_eval(key) for key in extra.keys if key is not None)


def said_in(file: Path) -> Iterator[Said]:
    """What a module logs. Fails on anything done with a logger but saying an event by its name."""
    place = file.relative_to(ROOT).as_posix()
    if place in LOGGING_ITSELF:
        return
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = loggers(tree)
    calls = {node.func: node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        named = names.get(node.value.id) if isinstance(node.value, ast.Name) else None
        made = named or maker(node.value)
        if made is None:
            continue
        call = calls.get(node)
        assert call is not None, f"{place}:{node.lineno}: a logger is passed on"
        if node.attr == "setLevel":
            continue
        given = call.args[1 if node.attr == "log" else 0]
        if not isinstance(given, ast.Constant):
            assert (place, ast.unparse(given)) in NOT_BY_NAME, f"{place}:{node.lineno}"
            continue
        yield Said(f"{place}:{node.lineno}", node.attr, str(given.value), fields(call, made))


@cache
def said_by(package: str) -> list[Said]:
    """With what the process says through what kiosk and central share."""
    files = (file for each in (package, "shared_runtime") for file in (ROOT / each).rglob("*.py"))
    return [said for file in sorted(files) for said in said_in(file)]


@pytest.mark.parametrize("package", CATALOGUES)
def test_every_line_is_in_the_catalogue_with_its_level_and_exactly_its_fields(package: str) -> None:
    catalogue, found = CATALOGUES[package], said_by(package)
    assert len(found) > (15 if package == "kiosk" else 3)
    for said in found:
        known = catalogue.get(said.event)
        assert known is not None, f"{said.place}: {said.event}"
        assert said.level == known.level, said.place
        least = set(known.always)
        assert least <= said.fields <= least | set(known.sometimes), said.place


@pytest.mark.parametrize("package", CATALOGUES)
def test_the_catalogue_names_nothing_that_nobody_says(package: str) -> None:
    journal = (ROOT / "kiosk/domain/journal.py").read_text(encoding="utf-8")
    for event in set(CATALOGUES[package]) - {said.event for said in said_by(package)} - FILTERED:
        assert f'"{event}"' in journal, event


def test_what_hides_from_the_reading_is_found(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tests.house.test_log_events.ROOT", tmp_path)
    file = tmp_path / "m.py"
    for hidden in ("log.info(f'{nir}')", "log.info(name)", "hand_over(log.info)"):
        file.write_text(f"import structlog\nlog = structlog.get_logger()\n{hidden}\n")
        with pytest.raises(AssertionError):
            list(said_in(file))
    file.write_text("import structlog\nstructlog.get_logger().error('x', a=1, **more)\n")
    assert list(said_in(file)) == [Said("m.py:2", "error", "x", frozenset({"a", "**"}))]
