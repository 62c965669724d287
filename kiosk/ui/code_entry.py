"""The digits of a code while they are typed: the only place where they are."""

MIN_DIGITS = 4
MAX_DIGITS = 13


class CodeEntry:
    """Holds at most ``MAX_DIGITS`` digits and overwrites them when they are no longer needed."""

    def __init__(self) -> None:
        self._digits = bytearray()

    def __len__(self) -> int:
        return len(self._digits)

    def __repr__(self) -> str:
        return "CodeEntry(…)"

    @property
    def complete(self) -> bool:
        """Whether there is enough to be a code."""
        return len(self._digits) >= MIN_DIGITS

    def type(self, digit: str) -> None:
        """Adds one digit; anything else, and a digit too many, is ignored."""
        if len(digit) == 1 and digit in "0123456789" and len(self._digits) < MAX_DIGITS:
            self._digits += digit.encode()

    def erase(self) -> None:
        """Takes the last digit away."""
        if self._digits:
            self._digits[-1] = 0
            del self._digits[-1]

    def take(self) -> str:
        """The code, which is nowhere in here afterwards."""
        code = self._digits.decode()
        self.wipe()
        return code

    def wipe(self) -> None:
        self._digits[:] = bytes(len(self._digits))
        self._digits.clear()
