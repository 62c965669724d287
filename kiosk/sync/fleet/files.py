"""Writing a file so that there is the former one or the new one, whatever happens meanwhile."""

import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """For the own account alone. Raises OSError."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    beside.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """What was renamed in it is so after a power cut, too."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
