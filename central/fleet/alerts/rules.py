"""What a caisse has decided about alerts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

ANY_SITE = "*"


@dataclass(frozen=True, slots=True)
class SiteContact:
    """Who is in charge of a site: mailboxes, and an address that software listens at."""

    emails: tuple[str, ...] = ()
    webhook: str | None = None


@dataclass(frozen=True, slots=True)
class AlertRules:
    """``opens_after``: what is mended by itself within that is nobody's business; ``closes_after``:
    what comes and goes is one alert; ``silent_after``: a kiosk calls each minute;
    ``gone_after``: a kiosk that is silent for so long is out of service. Between ``quiet_from`` and
    ``quiet_until``, at the caisse, nobody is told; equal times: there is no such time."""

    opens_after: timedelta = timedelta(minutes=5)
    closes_after: timedelta = timedelta(minutes=10)
    silent_after: timedelta = timedelta(minutes=10)
    gone_after: timedelta = timedelta(days=30)
    remind_after: timedelta = timedelta(hours=24)
    quiet_from: time = time(20)
    quiet_until: time = time(7)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Paris"))
    contacts: Mapping[str, SiteContact] = field(default_factory=dict)

    def quiet(self, now: datetime) -> bool:
        at = now.astimezone(self.zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until

    def contact(self, site: str) -> SiteContact | None:
        """Who is in charge there, else who is in charge of all that nobody is named for."""
        return self.contacts.get(site) or self.contacts.get(ANY_SITE)
