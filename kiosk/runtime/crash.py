"""Bugs: recorded without a word of anybody's data, then the process ends and is started anew.

A fresh process holds no session; the gateway drops the token when the stream closes, the printer's
jobs are purged at start, and a card still in the reader is asked to be taken.
"""

import json
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from pathlib import PurePath
from types import TracebackType
from typing import Any

from kiosk.runtime import journald
from kiosk.runtime.early_log import Log

EXIT_BUG = 70  # EX_SOFTWARE of sysexits.h

_log = Log("kiosk.runtime.crash")

Record = Callable[[str, tuple[str, ...]], None]
"""Takes the exception's class and the frames it went through, innermost last."""


def frames(bug: BaseException) -> tuple[str, ...]:
    """``file:line function`` of each frame: no message and no values, which may hold a person."""
    return tuple(
        f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(bug.__traceback__)
    )


def to_stderr(process: str) -> Record:
    """Writes a line of its own: the logging library may not be there yet, or may be the bug."""

    def record(kind: str, places: tuple[str, ...]) -> None:
        line = {"event": "bug", "kind": kind, "frames": places}
        text = json.dumps(line | {"process": process, "level": "error"})
        priority = journald.prefix("error") if journald.reads(sys.stderr, os.environ) else ""
        sys.stderr.write(f"{priority}{text}\n")

    return record


def end_on(record: Record) -> Callable[[BaseException], None]:
    """What to call with a bug, from any thread: records it and ends the process at once."""

    def end(bug: BaseException) -> None:
        record(type(bug).__name__, frames(bug))
        os._exit(EXIT_BUG)

    return end


def install(end: Callable[[BaseException], None], record: Record) -> None:
    """Sends every uncaught exception of every thread to ``end``; one that Python can only ignore,
    as of a finaliser, to ``record``: Python itself would print its text. A warning becomes a line
    of the log, for the same reason."""

    def uncaught(_: type[BaseException], bug: BaseException, __: TracebackType | None) -> None:
        if isinstance(bug, KeyboardInterrupt):
            sys.exit(130)
        end(bug)

    def uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            end(args.exc_value)

    def ignored(args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            record(type(args.exc_value).__name__, frames(args.exc_value))

    warnings.showwarning = _warned
    sys.excepthook = uncaught
    sys.unraisablehook = ignored
    threading.excepthook = uncaught_in_thread


def _warned(*told: Any, **_: Any) -> None:
    """Called as ``warnings.showwarning``."""
    _message, category, filename, lineno, *_file_and_line = told
    place = f"{PurePath(filename).name}:{lineno}"
    _log.warning("python_warning", category=category.__name__, place=place)
