"""How long nobody may try after so many wrong ones: longer each time, and never for good."""

FREE = 4
"""Who is in a hurry and wears gloves mistypes."""
FIRST_S, LONGEST_S = 30, 3_600
"""An hour at most: a day would end for no kiosk that is switched off each evening and never meets
central. 24 tries a day against a million PINs is no attack."""
FORGOTTEN_AFTER_S = 86_400.0
"""A day without a wrong one, and tries begin anew: who waits for that gets fewer of them."""
EVERYBODY_FREE = 20
"""Of wrong ones by typed name, whoever's: else one try at each of many names would cost nothing.
Who has a badge is not kept out by somebody else's guesses."""


def wait_after_s(wrong: int, free: int = FREE) -> int:
    """The pause after the ``wrong``-th wrong try in a row."""
    if wrong <= free:
        return 0
    return min(FIRST_S << min(wrong - free - 1, 16), LONGEST_S)
