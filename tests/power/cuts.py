"""Every moment of a recorded run at which the power may go, and what is on the disk then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.power.disk import Disk, all_lost, none_lost, some_lost, torn
from tests.power.shim import Deed, Record


@dataclass(frozen=True, slots=True)
class Cut:
    """``said``: the marks that stood in the record before the power went, as promises; ``files``:
    what is on the disk, by name; ``how``: which deed came last and what was lost."""

    said: tuple[str, ...]
    files: Mapping[str, bytes]
    how: str

    def lay_out(self, folder: Path) -> None:
        """Puts the files into the folder, which is empty."""
        for name, content in self.files.items():
            if any(other.startswith(f"{name}/") for other in self.files):
                continue  # a folder, which was put to disk as a file is
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def cuts(records: Iterable[Record], chance: Random, every: int = 1) -> Iterator[Cut]:
    """At each ``every``-th deed: nothing lost, all lost that was not put to disk, some of it, and
    some sectors of it."""
    disk = Disk()
    said: list[str] = []
    number = 0
    for record in records:
        disk.do(record)
        if record.deed is Deed.MARK:
            said.append(record.name)
        number += 1
        if number % every:
            continue
        losses = {
            "nothing lost": (none_lost, True),
            "all lost": (all_lost, False),
            "some lost": (some_lost(chance), chance.random() < 0.5),
            "torn": (torn(chance), chance.random() < 0.5),
        }
        for how, (loss, names_kept) in losses.items():
            after = f"deed {number}, {record.deed.name} {record.name}: {how}"
            yield Cut(tuple(said), disk.after(loss, names_kept=names_kept), after)
