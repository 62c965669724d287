"""What a person may set on the screen for themselves; the next person finds the defaults."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preferences:
    """``low_mode``: every control within reach from a wheelchair."""

    language: str
    large_text: bool = False
    high_contrast: bool = False
    low_mode: bool = False

    @property
    def aids(self) -> frozenset[str]:
        """What of it is turned on, by name."""
        aids = {
            "large_text": self.large_text,
            "high_contrast": self.high_contrast,
            "low_mode": self.low_mode,
        }
        return frozenset(name for name, turned_on in aids.items() if turned_on)
