"""How many requests of each kiosk are under way in this process."""

from collections import Counter


class UnderWay:
    """At most so many a kiosk. Used from one thread."""

    def __init__(self, most: int) -> None:
        self._most, self._of_kiosk = most, Counter[str]()

    def enter(self, kiosk: str) -> bool:
        """Whether there is room for one more; then ``leave`` ends it."""
        if self._of_kiosk[kiosk] >= self._most:
            return False
        self._of_kiosk[kiosk] += 1
        return True

    def leave(self, kiosk: str) -> None:
        self._of_kiosk[kiosk] -= 1
        if not self._of_kiosk[kiosk]:
            del self._of_kiosk[kiosk]
