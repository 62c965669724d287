"""Dates of birth as papers write them, lunar ones included."""

from kiosk.documents import wording


def written(aaaammjj: str) -> tuple[str, str | None]:
    """The date as JJ/MM/AAAA and, when part of it is unknown, a remark that says which.

    A lunar date keeps its digits, because those are what the checker and the care professional
    compare: ``19421901`` is ``01/19/1942``. Text of any other shape is given back as it is.
    """
    if len(aaaammjj) != 8 or not aaaammjj.isascii() or not aaaammjj.isdigit():
        return aaaammjj, None
    year, month, day = aaaammjj[:4], aaaammjj[4:6], aaaammjj[6:]
    date = f"{day}/{month}/{year}"
    month_known = 1 <= int(month) <= 12
    day_known = 1 <= int(day) <= 31
    if month_known and day_known:
        return date, None
    if month_known:
        return date, wording.UNKNOWN_DAY
    if day_known and day != "01":
        return date, wording.UNKNOWN_MONTH
    return date, wording.UNKNOWN_DAY_AND_MONTH
