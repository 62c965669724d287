"""Whether a place is open, and until when or from when on, as people say it."""

from datetime import datetime, timedelta
from typing import assert_never

from kiosk.ui.present.parts import OptionView
from shared_runtime.messages.catalogue import Translations
from wire.opening_hours import ClosedNow, OpeningHours, OpenNow, opening

_A_WEEK = timedelta(days=7)


def opening_view(hours: OpeningHours, now: datetime, translations: Translations) -> OptionView:
    """``now``: by the wall clock there."""
    say = translations.say
    match opening(hours, now):
        case OpenNow(until):
            closes = None if until is None else _time(until, translations)
            label = say("hours.open") if closes is None else say("hours.open_until", time=closes)
            return OptionView(label, icon="clock")
        case ClosedNow(all_day, opens):
            closed = say("hours.closed_today" if all_day else "hours.closed_now")
            again = "" if opens is None else _opens(opens, now, translations)
            return OptionView(closed, again, icon="clock")
        case _ as never:
            assert_never(never)


def _opens(opens: datetime, now: datetime, translations: Translations) -> str:
    say, time = translations.say, _time(opens, translations)
    ahead = opens.date() - now.date()
    if not ahead:
        return say("hours.opens_today", time=time)
    if ahead == timedelta(days=1):
        return say("hours.opens_tomorrow", time=time)
    weekday = say(f"hours.weekday.{opens.isoweekday()}")
    if ahead < _A_WEEK:
        return say("hours.opens_weekday", weekday=weekday, time=time)
    day = say("hours.first_day") if opens.day == 1 else str(opens.day)
    month = say(f"date.month_name.{opens.month}")
    return say("hours.opens_day", weekday=weekday, day=day, month=month, time=time)


def _time(at: datetime, translations: Translations) -> str:
    if (at.hour, at.minute) == (0, 0):
        return translations.say("hours.midnight")
    return translations.say("hours.clock", hour=at.hour, minute=f"{at:%M}")
