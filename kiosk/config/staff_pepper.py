"""The secret of the agency that PINs of staff are mixed with, as it lies in a file."""

from pathlib import Path

from wire.staff_pepper import StaffPepper


def read_staff_pepper(path: Path) -> StaffPepper:
    """Raises ValueError, which names the file and quotes nothing of it."""
    try:
        return StaffPepper.of_text(path.read_text(encoding="ascii"))
    except OSError as error:
        raise ValueError(f"cannot be read: {path}: {error.strerror}") from None
    except ValueError:
        raise ValueError(f"holds no pepper: {path} needs 32 bytes in hex") from None
