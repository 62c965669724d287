"""Sums of money as papers write them."""

_SPACE = "\u202f"
"""Narrow, and no line breaks at it."""
_MINUS = "\u2212"


def amount(centimes: int) -> str:
    """``1 234,56 €``; what is kept back ``− 2,00 €``, with a minus sign and not a hyphen."""
    euros, rest = divmod(abs(centimes), 100)
    grouped = f"{euros:,}".replace(",", _SPACE)
    sign = _MINUS + _SPACE if centimes < 0 else ""
    return f"{sign}{grouped},{rest:02}{_SPACE}€"
