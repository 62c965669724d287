"""The results as a table for people and as JSON for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import assert_never

from benchmarks.finding import Limit, Measurement, Result, Skipped


def lines(result: Result) -> list[str]:
    """The rows of one result: its verdict and limits, its figures below."""
    match result:
        case Skipped(name, why):
            return [f"skip  {name}: {why}"]
        case Measurement(name, how, limits, figures):
            verdict = "    " if not limits else "ok  " if result.kept else "OVER"
            rows = [f"{verdict}  {name}: {how}"]
            rows += [f"      {_limit(limit)}" for limit in limits]
            if figures:
                said = ", ".join(f"{label} {_number(value)}" for label, value in figures.items())
                rows.append(f"      ({said})")
            return rows
        case _:
            assert_never(result)


def _limit(limit: Limit) -> str:
    sign = "≤" if limit.kept else ">"
    return f"{limit.what}: {_number(limit.value)} {sign} {_number(limit.most)}"


def _number(value: float) -> str:
    """Three digits that count; whole numbers whole."""
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def document(machine: Mapping[str, object], results: Sequence[Result]) -> Mapping[str, object]:
    """What is written as JSON: ``machine``, ``kept`` over all, and each result."""
    return {
        "machine": machine,
        "kept": kept(results),
        "results": [_plain(result) for result in results],
    }


def kept(results: Sequence[Result]) -> bool:
    """Whether no budget is missed; what was skipped says nothing."""
    return all(result.kept for result in results if isinstance(result, Measurement))


def write(path: Path, content: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _plain(result: Result) -> Mapping[str, object]:
    match result:
        case Skipped(name, why):
            return {"name": name, "skipped": why}
        case Measurement(name, how, limits, figures):
            return {
                "name": name,
                "how": how,
                "kept": result.kept if limits else None,
                "limits": [{**asdict(limit), "kept": limit.kept} for limit in limits],
                "figures": dict(figures),
            }
        case _:
            assert_never(result)
