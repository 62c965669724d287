"""What of the fleet's configuration outlives the process: documents, and which of them counts.

A document lies in a file of its own, named after its digest, and is verified each time it is read.
``state.json`` names those that count; that it is exchanged whole is the one step that commits.
Whatever is cut short before it leaves the former state, and a file that holds half of something is
no file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import structlog

from kiosk.sync.fleet.pinned import Pinned
from kiosk.sync.fleet.trial import HeldVersion, KeptState
from kiosk.sync.fleet.verify import Believed, Bounds, genuine
from shared_runtime.whole_files import write_whole
from wire.base import Answer, Digest
from wire.codec import Malformed, codec_of
from wire.configuration import AppliedConfiguration
from wire.constraints import Number
from wire.moments import Moment
from wire.signed import DocumentVersion, SignedDocument

STATE = "state.json"
_DOCUMENT = re.compile(r"[0-9a-f]{64}\.json")

log = structlog.get_logger(__name__)

Documents = Mapping[str, Believed]
"""By their digests."""


@dataclass(frozen=True, slots=True, repr=False)
class WrittenVersion(Answer):
    version: DocumentVersion
    digest: Digest


@dataclass(frozen=True, slots=True, repr=False)
class WrittenState(Answer):
    """``KeptState`` as it lies in the file."""

    good: WrittenVersion | None = None
    trial: WrittenVersion | None = None
    tries: Annotated[int, Number(0, 1_000)] = 0
    highest: Annotated[int, Number(0, 2**53 - 1)] = 0
    floor: Moment | None = None
    outcome: AppliedConfiguration | None = None


class StateFiles:
    """In a folder for this process alone, which is made where it is missing. ``pinned``: by whose
    word, now or before, what lies there was taken up."""

    def __init__(self, folder: Path, pinned: Callable[[], Pinned]) -> None:
        self._folder = folder
        self._pinned = pinned

    def load(self) -> tuple[KeptState, Documents]:
        """What counts, with its documents. Raises OSError where the folder cannot be had."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        documents = {each.digest: each for each in self._documents()}
        written = self._state()
        kept = _guessed(documents) if written is None else _read(written, documents)
        return kept, documents

    def save(self, kept: KeptState, documents: Documents) -> None:
        """Raises OSError; then the former state counts, here and after a restart."""
        counting = {each.digest for each in (kept.good, kept.trial) if each is not None}
        for digest in sorted(counting):
            file = self._folder / f"{digest}.json"
            if not file.exists():
                write_whole(file, codec_of(SignedDocument).write(documents[digest].document))
        write_whole(self._folder / STATE, codec_of(WrittenState).write(_written(kept)))
        for file in self._files():
            if file.stem not in counting:
                file.unlink(missing_ok=True)

    def _documents(self) -> Iterator[Believed]:
        for file in self._files():
            try:
                found = genuine(codec_of(SignedDocument).read(file.read_bytes()), self._pinned())
            except (OSError, Malformed):
                found = None
            if isinstance(found, Believed) and found.digest == file.stem:
                yield found
            else:
                log.error("configuration_damaged", file="document")
                # Written anew when central sends it again.
                file.unlink(missing_ok=True)

    def _state(self) -> WrittenState | None:
        """None where it cannot be read."""
        try:
            return codec_of(WrittenState).read((self._folder / STATE).read_bytes())
        except FileNotFoundError:
            return WrittenState()
        except (OSError, Malformed):
            log.error("configuration_damaged", file="state")
            return None

    def _files(self) -> list[Path]:
        return sorted(each for each in self._folder.iterdir() if _DOCUMENT.fullmatch(each.name))


def _read(written: WrittenState, documents: Documents) -> KeptState:
    """Of a document that is lost or damaged nothing counts, and central may send it again."""
    good, trial = _held(written.good, documents), _held(written.trial, documents)
    lost = [
        said.version - 1
        for said, held in ((written.good, good), (written.trial, trial))
        if said is not None and held is None
    ]
    wanted = trial or good
    highest = max(min([written.highest, *lost]), 0 if wanted is None else wanted.version)
    return KeptState(
        good=good,
        trial=trial,
        tries=written.tries if trial is not None else 0,
        bounds=Bounds(highest, written.floor),
        outcome=written.outcome,
    )


def _held(said: WrittenVersion | None, documents: Documents) -> HeldVersion | None:
    found = None if said is None else documents.get(said.digest)
    return None if found is None else HeldVersion(found.version, found.digest)


def _guessed(documents: Documents) -> KeptState:
    """Of a state that cannot be read: the older of two documents had proved itself, the newer was
    on trial; one alone has to prove itself anew."""
    held = sorted((each.version, each.digest, each.issued_at) for each in documents.values())
    if not held:
        return KeptState()
    version, digest, issued_at = held[-1]
    kept = KeptState(trial=HeldVersion(version, digest), bounds=Bounds(version, issued_at))
    return kept if len(held) == 1 else replace(kept, good=HeldVersion(*held[-2][:2]))


def _written(kept: KeptState) -> WrittenState:
    return WrittenState(
        good=_as_written(kept.good),
        trial=_as_written(kept.trial),
        tries=kept.tries,
        highest=kept.bounds.highest,
        floor=kept.bounds.floor,
        outcome=kept.outcome,
    )


def _as_written(held: HeldVersion | None) -> WrittenVersion | None:
    return None if held is None else WrittenVersion(held.version, held.digest)
