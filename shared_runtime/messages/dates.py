"""Dates as each language writes them: its sentence chooses among the parts of a date."""

from datetime import date

from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.message import Argument


def date_text(translations: Translations, key: str, day: date, **args: Argument) -> str:
    """The sentence of ``key`` with the arguments ``day``, ``month`` (its name) and ``year``, and
    ``dd`` and ``mm`` of two digits; ``args`` beside them."""
    return translations.say(
        key,
        day=day.day,
        month=translations.say(f"date.month_name.{day.month}"),
        year=day.year,
        dd=f"{day.day:02}",
        mm=f"{day.month:02}",
        **args,
    )
