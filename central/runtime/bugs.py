"""What may be said of a bug or a warning: where it is. Its text may quote what was handled."""

import sys
import threading
import warnings
from pathlib import PurePath
from traceback import extract_tb
from types import TracebackType
from typing import Any

import structlog

_log = structlog.get_logger("central")


def places(error: BaseException) -> list[str]:
    frames = extract_tb(error.__traceback__)[-12:]
    return [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def install() -> None:
    """Has told in the log what Python itself would print with its text: exceptions that nobody
    catches, those that it can only ignore, as of a finaliser, and warnings."""
    warnings.showwarning = _warned
    sys.excepthook = _uncaught
    sys.unraisablehook = _ignored
    threading.excepthook = _uncaught_in_thread


def _uncaught(_: type[BaseException], bug: BaseException, __: TracebackType | None) -> None:
    if not isinstance(bug, KeyboardInterrupt):
        _tell(bug)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _tell(args.exc_value)


def _ignored(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        _tell(args.exc_value)


def _tell(bug: BaseException) -> None:
    _log.error("bug", kind=type(bug).__name__, frames=places(bug))


def _warned(*told: Any, **_: Any) -> None:
    """Called as ``warnings.showwarning``."""
    _message, category, filename, lineno, *_file_and_line = told
    place = f"{PurePath(filename).name}:{lineno}"
    _log.warning("python_warning", category=category.__name__, place=place)
