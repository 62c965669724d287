"""Dates as each language writes them: its sentence chooses among the parts of a date."""

from datetime import date

from shared_runtime.messages.catalogue import Gap, Translations


def date_text(translations: Translations, key: str, day: date, **gaps: Gap) -> str:
    """The sentence of ``key`` with the gaps ``day``, ``month`` (its name) and ``year``, and ``dd``
    and ``mm`` of two digits; ``gaps`` beside them."""
    return translations.say(
        key,
        day=day.day,
        month=translations.say(f"date.month_name.{day.month}"),
        year=day.year,
        dd=f"{day.day:02}",
        mm=f"{day.month:02}",
        **gaps,
    )
