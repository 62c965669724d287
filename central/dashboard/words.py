"""What the console says, in a language: its sentences, those of health, numbers and times."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from shared_runtime.messages.catalogue import Catalogue, Translations
from shared_runtime.messages.loading import load, shipped
from wire.health import HealthCheck
from wire.health_texts import CheckText, CheckTexts

_FOLDER = Path(__file__).parent / "messages"
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"


@cache
def console_catalogue() -> Catalogue:
    """Beside the sentences of the product, in the languages that the console has."""
    own, product = load(_FOLDER).sentences, shipped().sentences
    return Catalogue({each: {**product[each], **said} for each, said in own.items()})


@dataclass(frozen=True, slots=True)
class Words:
    """``now``: by which times are told."""

    translations: Translations
    zone: ZoneInfo
    now: datetime

    @property
    def language(self) -> str:
        return self.translations.language

    def say(self, key: str, **args: str | int) -> str:
        return self.translations.say(key, **args)

    def find(self, key: str, otherwise: str) -> str:
        return self.translations.find(key, otherwise)

    def number(self, number: int) -> str:
        grouped = f"{number:,}"
        return grouped.replace(",", _THIN_SPACE) if self.language == "fr" else grouped

    def counted(self, key: str, count: int) -> str:
        return self.say(key, count=count, number=self.number(count))

    def time(self, at: datetime) -> str:
        """As short as it may be: the hour of today, else the day too, else the year."""
        local, today = at.astimezone(self.zone), self.now.astimezone(self.zone)
        clock = f"{local:%H:%M}"
        if local.date() == today.date():
            return clock
        day = self.day(at)
        if local.year == today.year:
            return self.say("time.day_and_clock", day=day, clock=clock)
        return self.say("time.day_of_year", day=day, year=local.year)

    def day(self, at: datetime) -> str:
        return self.date(at.astimezone(self.zone).date())

    def whole_date(self, day: date) -> str:
        """With its year, where that is another one."""
        if day.year == self.now.astimezone(self.zone).year:
            return self.date(day)
        return self.say("time.day_of_year", day=self.date(day), year=day.year)

    def date(self, day: date) -> str:
        month = self.say(f"date.month.{day.month}")
        if day.day == 1:
            return self.say("time.first_day", month=month)
        return self.say("time.day", day=day.day, month=month)

    def language_name(self, tag: str) -> str:
        return self.translations.catalogue.name(tag)

    def moment(self, at: datetime) -> str:
        """Day, year and hour, for what is planned ahead."""
        local = at.astimezone(self.zone)
        day = self.say("time.day_of_year", day=self.date(local.date()), year=local.year)
        return self.say("time.day_and_clock", day=day, clock=f"{local:%H:%M}")

    def whole_time(self, at: datetime) -> str:
        """Nothing left out, for who wants to know."""
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M:%S %Z}"

    def ago(self, at: datetime) -> str:
        """How long ago, in one unit."""
        return self.say("time.ago", span=self.span(self.now - at))

    def span(self, span: timedelta) -> str:
        if span < _MINUTE:
            return self.say("time.seconds", count=max(0, int(span.total_seconds())))
        if span < _HOUR:
            return self.say("time.minutes", count=span // _MINUTE)
        if span < _DAY:
            return self.say("time.hours", count=span // _HOUR)
        return self.counted("time.days", span // _DAY)

    def part(self, name: str) -> str:
        return CheckTexts(self.translations).part(name)

    def check(self, check: HealthCheck) -> CheckText:
        return CheckTexts(self.translations).say(check)

    def trouble(self, check: HealthCheck | None) -> str:
        """A check in one line."""
        if check is None:
            return ""
        return self.say("check.line", part=self.part(check.name), means=self.check(check).means)
