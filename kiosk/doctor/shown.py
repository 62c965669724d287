"""The report as a page for a terminal, and as one JSON document."""

from collections.abc import Iterator
from typing import Any

from kiosk.doctor.report import DoctorReport
from wire.health import CheckState, HealthCheck, Part
from wire.health_texts import CheckTexts

EXIT_CODES = {
    CheckState.OK: 0,
    CheckState.NOT_FITTED: 0,
    CheckState.WARNING: 1,
    CheckState.FAILED: 2,
    CheckState.UNKNOWN: 3,
}
"""Those of monitoring plug-ins (Nagios and its heirs), so that the fleet may call it as one."""

_SIGNS = {
    CheckState.OK: "✔",
    CheckState.WARNING: "!",
    CheckState.FAILED: "✘",
    CheckState.UNKNOWN: "?",
    CheckState.NOT_FITTED: "–",
}


def as_json(report: DoctorReport, texts: CheckTexts) -> dict[str, Any]:
    """``id`` and ``state`` are stable, ``means`` and ``mend`` are for people."""
    return {
        "at": report.at.isoformat(),
        "state": report.state.value,
        "exit_code": EXIT_CODES[report.state],
        "findings": [_as_json(finding, report, texts) for finding in report.findings],
    }


def _as_json(finding: HealthCheck, report: DoctorReport, texts: CheckTexts) -> dict[str, Any]:
    said = texts.say(finding)
    return {
        "part": finding.name,
        "id": str(finding.reason),
        "state": finding.state.value,
        "means": said.means,
        "mend": said.mend,
        "gaps": dict(finding.args),
        "details": list(report.details_of(finding)),
    }


def as_text(report: DoctorReport, texts: CheckTexts) -> str:
    width = max(len(texts.part(part)) for part in Part)
    lines = [texts.title(report.state), ""]
    for finding in report.findings:
        lines.extend(_lines(finding, report, texts, width))
    return "\n".join(lines)


def _lines(
    finding: HealthCheck, report: DoctorReport, texts: CheckTexts, width: int
) -> Iterator[str]:
    said = texts.say(finding)
    margin = " " * (width + 3)
    name = texts.part(finding.name)
    yield f"{_SIGNS[finding.state]} {name:<{width}} {texts.state(finding.state)}. {said.means}"
    yield from (f"{margin}- {detail}" for detail in report.details_of(finding))
    if said.mend:
        yield f"{margin}→ {said.mend}"
