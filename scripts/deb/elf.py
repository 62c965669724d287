"""Which shared libraries a binary asks for, as binutils reads them."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)


def needed_by(files: Iterable[Path]) -> frozenset[str]:
    """The names (``libQt6Core.so.6``) that any of the files is linked against."""
    read = subprocess.run(
        ["objdump", "--private-headers", *files], capture_output=True, text=True, check=True
    )
    return frozenset(_NEEDED.findall(read.stdout))


def is_elf(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"
