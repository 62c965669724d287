"""The way to ``central reader``, which alone opens what people asked for."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from anyio import CapacityLimiter, to_thread

from central.intake.reading.messages import BodyQuestion, NoBody, OpenedBody
from central.intake.reading.reader_socket import AT_ONCE, ask_reader


@dataclass(frozen=True, slots=True)
class ReaderDoor:
    """With threads of its own: a reader that is slow makes no other page wait."""

    path: Path
    threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))

    async def ask(self, question: BodyQuestion) -> OpenedBody | NoBody:
        """Raises BodyReaderUnavailable, and Malformed."""
        return await to_thread.run_sync(
            partial(ask_reader, self.path, question), limiter=self.threads
        )
