"""The report as a page for a terminal, and as one JSON document."""

from collections.abc import Iterator
from typing import Any

from kiosk.doctor.finding import Finding, FindingState, Part
from kiosk.doctor.report import DoctorReport
from kiosk.doctor.wording import FindingTexts

EXIT_CODES = {
    FindingState.OK: 0,
    FindingState.NOT_FITTED: 0,
    FindingState.WARNING: 1,
    FindingState.FAILED: 2,
    FindingState.UNKNOWN: 3,
}
"""Those of monitoring plug-ins (Nagios and its heirs), so that the fleet may call it as one."""

_SIGNS = {
    FindingState.OK: "✔",
    FindingState.WARNING: "!",
    FindingState.FAILED: "✘",
    FindingState.UNKNOWN: "?",
    FindingState.NOT_FITTED: "–",
}


def as_json(report: DoctorReport, texts: FindingTexts) -> dict[str, Any]:
    """``id`` and ``state`` are stable, ``means`` and ``mend`` are for people."""
    return {
        "at": report.at.isoformat(),
        "state": report.state.value,
        "exit_code": EXIT_CODES[report.state],
        "findings": [_as_json(finding, texts) for finding in report.findings],
    }


def _as_json(finding: Finding, texts: FindingTexts) -> dict[str, Any]:
    said = texts.say(finding)
    return {
        "part": finding.part.value,
        "id": finding.code.value,
        "state": finding.state.value,
        "means": said.means,
        "mend": said.mend,
        "gaps": dict(finding.args),
        "details": list(finding.details),
    }


def as_text(report: DoctorReport, texts: FindingTexts) -> str:
    width = max(len(texts.part(part)) for part in Part)
    lines = [texts.title(report.state), ""]
    for finding in report.findings:
        lines.extend(_lines(finding, texts, width))
    return "\n".join(lines)


def _lines(finding: Finding, texts: FindingTexts, width: int) -> Iterator[str]:
    said = texts.say(finding)
    margin = " " * (width + 3)
    name = texts.part(finding.part)
    yield f"{_SIGNS[finding.state]} {name:<{width}} {texts.state(finding.state)}. {said.means}"
    yield from (f"{margin}- {detail}" for detail in finding.details)
    if said.mend:
        yield f"{margin}→ {said.mend}"
