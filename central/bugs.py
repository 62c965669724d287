"""What may be said of a bug: where it happened. An exception's text may quote what was handled."""

from pathlib import PurePath
from traceback import extract_tb


def places(error: BaseException) -> list[str]:
    frames = extract_tb(error.__traceback__)[-12:]
    return [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
