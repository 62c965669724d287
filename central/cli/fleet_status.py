"""``central fleet list`` and ``central fleet show``: how the kiosks are, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import typer

from central.cli.command import ConfigOption, JsonOption, KioskArgument, container_at
from central.cli.kiosks import NOT_FOUND
from central.cli.terminal import local_time, printable, say, table
from central.fleet.roster import Known, roster, state_of
from central.fleet.status import KioskStatus
from central.store.database import transaction
from shared_runtime.messages.loading import shipped
from shared_runtime.messages.terminal import translations_of_terminal
from wire.health import CheckState, HealthCheck
from wire.health_texts import CheckTexts

CLOCK_OFF = timedelta(minutes=5)
"""As the kiosk judges it itself."""


@dataclass(frozen=True, slots=True)
class ListedKiosk:
    """``state`` is ``never_heard`` or ``silent`` where that is all there is to say."""

    kiosk: str
    state: str
    heard_at: datetime | None
    software: str | None
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownCheck:
    part: str
    reason: str
    state: str
    since: datetime | None
    means: str
    mend: str


@dataclass(frozen=True, slots=True)
class ShownKiosk:
    kiosk: str
    state: str
    heard_at: datetime | None
    checks: tuple[ShownCheck, ...]
    measures: dict[str, Any]
    versions: dict[str, str]
    up_since: datetime | None
    clock_off_s: float | None


def list_(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the kiosks, and how each is as it last told."""
    with container_at(config) as container:
        now = container.clock.now()
        with transaction(container.engine) as db:
            found = tuple(_listed(each, now) for each in roster(db))
        texts = _texts()
        zone = container.settings.zone
        rows = (
            (
                each.kiosk,
                _state(each.state, texts),
                "" if each.heard_at is None else local_time(each.heard_at, zone),
                printable(each.software or ""),
                " ".join(each.troubles),
            )
            for each in found
        )
        heads = ("kiosk", "state", "heard", "software", "not well")
        say(tuple[ListedKiosk, ...], found, as_json, table(heads, rows))


def show(kiosk: KioskArgument, as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """Show how a kiosk is: each check with what it means and what to do."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            found = next((each for each in roster(db) if each.kiosk == kiosk), None)
        if found is None:
            typer.echo("no such kiosk", err=True)
            raise typer.Exit(NOT_FOUND)
        texts = _texts()
        shown = _shown(found, container.clock.now(), texts)
        lines = list(_lines(shown, texts, container.settings.zone))
        say(ShownKiosk, shown, as_json, lines)


def _texts() -> CheckTexts:
    return CheckTexts(translations_of_terminal(shipped()))


def _listed(known: Known, now: datetime) -> ListedKiosk:
    status = known.status
    checks = _checks(status)
    return ListedKiosk(
        known.kiosk,
        state_of(known, now),
        None if status is None else status.heard_at,
        None if status is None or status.report is None else _software(status),
        tuple(each.reason for each in checks if each.state not in _CALM),
    )


_CALM = (CheckState.OK, CheckState.NOT_FITTED)


def _checks(status: KioskStatus | None) -> tuple[HealthCheck, ...]:
    return () if status is None or status.report is None else status.report.checks


def _software(status: KioskStatus) -> str | None:
    return None if status.report is None else status.report.versions.get("software")


def _shown(known: Known, now: datetime, texts: CheckTexts) -> ShownKiosk:
    status = known.status
    report = None if status is None else status.report
    return ShownKiosk(
        known.kiosk,
        state_of(known, now),
        None if status is None else status.heard_at,
        tuple(_shown_check(check, texts) for check in _checks(status)),
        {} if report is None else _measures(report.measures),
        {} if report is None else dict(report.versions),
        None if status is None else status.heard_at - timedelta(seconds=status.uptime_s),
        None if status is None else (status.sent_at - status.heard_at).total_seconds(),
    )


def _measures(measures: Any) -> dict[str, Any]:
    told = {name: getattr(measures, name) for name in measures.__slots__}
    return {name: value for name, value in told.items() if value is not None}


def _shown_check(check: HealthCheck, texts: CheckTexts) -> ShownCheck:
    said = texts.say(check)
    return ShownCheck(
        check.name, check.reason, check.state.value, check.since, said.means, said.mend
    )


def _state(state: str, texts: CheckTexts) -> str:
    return texts.translations.say(f"health.state.{state}")


def _lines(shown: ShownKiosk, texts: CheckTexts, zone: ZoneInfo) -> Iterator[str]:
    heard = "" if shown.heard_at is None else f" ({local_time(shown.heard_at, zone)})"
    yield f"{shown.kiosk}: {_state(shown.state, texts)}{heard}"
    width = max((len(texts.part(each.part)) for each in shown.checks), default=0)
    margin = " " * (width + 2)
    for check in shown.checks:
        since = "" if check.since is None else f" ({local_time(check.since, zone)})"
        state = _state(check.state, texts)
        yield printable(f"{texts.part(check.part):<{width}}  {state}. {check.means}{since}")
        if check.mend:
            yield printable(f"{margin}→ {check.mend}")
    for name, value in {**shown.versions, **shown.measures}.items():
        yield printable(f"{name}: {value}")
    if shown.up_since is not None:
        yield f"up since: {local_time(shown.up_since, zone)}"
    if shown.clock_off_s is not None and abs(shown.clock_off_s) >= CLOCK_OFF.total_seconds():
        yield f"clock off by: {shown.clock_off_s:.0f} s"
