"""From the alerts there were, and what is wrong now, to the alerts there are and what is told.

A pure function of these and of the time. A trouble opens an alert once it has lasted, and an alert
is over once all was well for a while: what comes and goes is one alert. What opens and heals while
nobody is to be disturbed is never told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from central.fleet.alerts.observing import ALARM, Observed, Subject, Trouble
from central.fleet.alerts.rules import AlertRules
from central.fleet.alerts.silencing import Silences

NO_SILENCES = Silences()
NewsKind = Literal["opened", "reminder", "closed"]


@dataclass(frozen=True, slots=True)
class Alert:
    """``since``: the trouble's beginning. ``opened_at``: None while it may still pass by itself;
    ``well_since``: None while it is there; ``told_at``: when somebody was last told. One that is
    over has ``closed_at``, and stays until that is told too."""

    subject: Subject
    trouble: Trouble
    since: datetime
    opened_at: datetime | None = None
    well_since: datetime | None = None
    told_at: datetime | None = None
    closed_at: datetime | None = None
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class News:
    kind: NewsKind
    alert: Alert


@dataclass(frozen=True, slots=True)
class FleetJudgement:
    """``alerts`` go on; ``over`` do not. Each is in one of them, as it is now."""

    alerts: tuple[Alert, ...]
    over: tuple[Alert, ...]
    news: tuple[News, ...]


def judge(
    before: Iterable[Alert],
    observed: Observed,
    now: datetime,
    rules: AlertRules,
    silences: Silences = NO_SILENCES,
) -> FleetJudgement:
    known = {alert.subject: alert for alert in before}
    new = {
        subject: Alert(subject, trouble, min(trouble.since, now))
        for subject, trouble in observed.troubles.items()
        if subject not in known
    }
    alerts: list[Alert] = []
    over: list[Alert] = []
    news: list[News] = []
    for alert in (*known.values(), *new.values()):
        at_present = _seen(alert, observed, now, rules)
        is_silenced = silences.hold(alert.subject)
        told = None if is_silenced or rules.quiet(now) else _news(at_present, now, rules)
        if told is not None:
            at_present = replace(at_present, told_at=now)
            news.append(News(told, at_present))
        (over if _is_over(at_present, told, is_silenced) else alerts).append(at_present)
    return FleetJudgement(tuple(alerts), tuple(over), tuple(news))


def _seen(alert: Alert, observed: Observed, now: datetime, rules: AlertRules) -> Alert:
    if alert.closed_at is not None:
        return alert
    trouble = observed.troubles.get(alert.subject)
    if trouble is not None:
        return _lasting(replace(alert, trouble=trouble, well_since=None), now, rules)
    if alert.subject.kiosk in observed.unseen and not alert.subject.part.startswith(ALARM):
        return alert
    well_since = alert.well_since or now
    closed = now - well_since >= rules.closes_after
    return replace(alert, well_since=well_since, closed_at=now if closed else None)


def _lasting(alert: Alert, now: datetime, rules: AlertRules) -> Alert:
    if alert.opened_at is None and now - alert.since >= rules.opens_after:
        return replace(alert, opened_at=now)
    return alert


def _news(alert: Alert, now: datetime, rules: AlertRules) -> NewsKind | None:
    if alert.opened_at is None:
        return None
    if alert.closed_at is not None:
        return None if alert.told_at is None else "closed"
    if alert.well_since is not None:
        return None
    if alert.told_at is None:
        return "opened"
    waits = alert.acknowledged_at is None and now - alert.told_at >= rules.remind_after
    return "reminder" if waits else None


def _is_over(alert: Alert, told: NewsKind | None, is_silenced: bool) -> bool:
    """Over, and nobody waits to hear it: of what is silenced nobody does."""
    if alert.closed_at is None:
        return False
    return is_silenced or alert.opened_at is None or alert.told_at is None or told == "closed"
