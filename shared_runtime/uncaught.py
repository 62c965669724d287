"""What nobody catches, and what Python itself warns of: told by kind and place, never by its text,
which may quote a person."""

import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import PurePath
from traceback import extract_tb
from types import TracebackType
from typing import Any


def frames(bug: BaseException) -> tuple[str, ...]:
    """``file:line function`` of each frame, innermost last: no message and no values."""
    return tuple(
        f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in extract_tb(bug.__traceback__)
    )


def install(
    uncaught: Callable[[BaseException], None],
    ignored: Callable[[BaseException], None],
    warned: Callable[[str, str], None],
) -> None:
    """Sends uncaught exceptions of every thread to ``uncaught``; those that Python can only ignore,
    as of a finaliser, to ``ignored``; and of a warning its category and place to ``warned``."""

    def in_main_thread(
        _: type[BaseException], bug: BaseException, __: TracebackType | None
    ) -> None:
        if isinstance(bug, KeyboardInterrupt):
            sys.exit(130)
        uncaught(bug)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            uncaught(args.exc_value)

    def unraisable(args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            ignored(args.exc_value)

    def warning(*told: Any, **_: Any) -> None:
        _message, category, filename, lineno, *_file_and_line = told
        warned(category.__name__, f"{PurePath(filename).name}:{lineno}")

    warnings.showwarning = warning
    sys.excepthook = in_main_thread
    sys.unraisablehook = unraisable
    threading.excepthook = in_thread
