"""Server-sent events out of bytes, with a limit on what a line may hold (HTML standard, 9.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_LINE_BYTES = 32_768
"""A status has some hundred bytes; three places have twenty thousand, with all that may be said of
their hours."""
_MAX_LINES = 4_096


class TooLong(ValueError):
    """A line that does not end."""


@dataclass(frozen=True, slots=True)
class StreamEvent:
    name: str
    data: str


class EventReader:
    """Fed with the bytes of one stream in any cut, gives its events in order. Comments, ids and
    fields that nobody here uses are dropped."""

    def __init__(self) -> None:
        self._rest = b""
        self._name = ""
        self._data: list[str] = []

    def feed(self, chunk: bytes) -> Iterator[StreamEvent]:
        """Raises TooLong; lines end with LF or CRLF, as every server we speak to writes them."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > MAX_LINE_BYTES:
            raise TooLong
        for line in lines:
            if len(line) > MAX_LINE_BYTES or len(self._data) > _MAX_LINES:
                raise TooLong
            event = self._line(line.removesuffix(b"\r").decode("utf-8", "replace"))
            if event is not None:
                yield event

    def _line(self, line: str) -> StreamEvent | None:
        if not line:
            event = (
                StreamEvent(self._name or "message", "\n".join(self._data)) if self._data else None
            )
            self._name, self._data = "", []
            return event
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)
        return None
