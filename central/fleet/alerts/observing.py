"""What is wrong with the fleet at this moment: one trouble for one cause."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from central.fleet.alerts.rules import AlertRules
from central.fleet.roster import Known
from central.fleet.status import KioskStatus, is_silent
from central.store.alarms import Alarm
from wire.health import CheckState, HealthCheck

SILENT = "silent"
"""Of a kiosk that is not heard, and of a site of which none is."""
ALARM = "alarm"
"""Of what central itself has noticed of a kiosk, such as a token that is used in two places."""
_LEAST_OF_A_SITE = 2
"""A single kiosk that is silent says nothing of its site's network."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an alert is about, one at a time: a part of a kiosk, a kiosk (``part`` is SILENT, or
    begins with ALARM), or the network of a site (``kiosk`` is empty)."""

    site: str
    kiosk: str
    part: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """``since``: as far as it is known, by central's clock. ``check``: as the kiosk told it; None
    of a silence."""

    state: CheckState
    reason: str
    since: datetime
    check: HealthCheck | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """``unseen``: kiosks of which nothing is known now: what was wrong there goes on as it is."""

    troubles: Mapping[Subject, Trouble]
    unseen: frozenset[str] = frozenset()


def observe(
    fleet: Sequence[Known], now: datetime, rules: AlertRules, alarms: Iterable[Alarm] = ()
) -> Observed:
    """``alarms``: those that go on. Kiosks that were never heard are not in use yet, and those that
    were silent for long are so no more: neither troubles anybody."""
    troubles: dict[Subject, Trouble] = {}
    unseen: set[str] = set()
    in_use = sorted(_in_use(fleet, now, rules), key=lambda each: (each[0].site, each[0].kiosk))
    for site, there in groupby(in_use, key=lambda each: each[0].site):
        kiosks = list(there)
        silent = [each for each in kiosks if is_silent(each[1], now, rules.silent_after)]
        unseen.update(known.kiosk for known, _ in silent)
        if len(silent) == len(kiosks) >= _LEAST_OF_A_SITE:
            last = max(status.heard_at for _, status in silent)
            troubles[Subject(site, "", SILENT)] = _silence("site.silent", last)
            continue
        for known, status in kiosks:
            if known.kiosk in unseen:
                subject = Subject(site, known.kiosk, SILENT)
                troubles[subject] = _silence("kiosk.silent", status.heard_at)
            else:
                troubles.update(_told(known, status))
    sites = {known.kiosk: known.site for known in fleet}
    for alarm in alarms:
        subject = Subject(sites.get(alarm.kiosk, ""), alarm.kiosk, f"{ALARM}.{alarm.kind}")
        troubles[subject] = Trouble(CheckState.FAILED, f"{ALARM}.{alarm.kind}", alarm.raised_at)
    return Observed(troubles, frozenset(unseen))


def out_of_service(status: KioskStatus, now: datetime, rules: AlertRules) -> bool:
    return now - status.heard_at >= rules.gone_after


def _in_use(
    fleet: Iterable[Known], now: datetime, rules: AlertRules
) -> Iterable[tuple[Known, KioskStatus]]:
    for known in fleet:
        if known.status is not None and not out_of_service(known.status, now, rules):
            yield known, known.status


def _told(known: Known, status: KioskStatus) -> Iterable[tuple[Subject, Trouble]]:
    checks = () if status.report is None else status.report.checks
    for check in checks:
        if check.state in (CheckState.FAILED, CheckState.WARNING):
            subject = Subject(known.site, known.kiosk, check.name)
            # The kiosk's own clock may be wrong: it counts from when central first hears of it.
            yield subject, Trouble(check.state, check.reason, status.heard_at, check)


def _silence(reason: str, since: datetime) -> Trouble:
    return Trouble(CheckState.FAILED, reason, since)
