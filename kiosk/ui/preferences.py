"""What a person may set on the screen for themselves; the next person finds the defaults."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preferences:
    """``low_mode``: every control within reach from a wheelchair."""

    language: str
    large_text: bool = False
    high_contrast: bool = False
    low_mode: bool = False
