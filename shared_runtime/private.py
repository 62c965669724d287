"""Values that must never print themselves: what personal data is wrapped in."""


class Private:
    """Base of every class that holds personal data: its text form names the class and nothing else.

    A traceback, a log line or a test failure that shows such a value therefore shows nobody.
    Subclass with ``@dataclass(frozen=True, slots=True, repr=False)``.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"
