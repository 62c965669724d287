"""Bugs and warnings in central's log: where they are, never their text."""

import structlog

from shared_runtime import uncaught

_log = structlog.get_logger("central")
_MOST_FRAMES = 12


def places(bug: BaseException) -> tuple[str, ...]:
    """The innermost frames: those further out are the server's."""
    return uncaught.frames(bug)[-_MOST_FRAMES:]


def install() -> None:
    """Has told in the log what Python itself would print with its text."""
    uncaught.install(_tell, _tell, _warned)


def _tell(bug: BaseException) -> None:
    _log.error("bug", kind=type(bug).__name__, frames=places(bug))


def _warned(category: str, place: str) -> None:
    _log.warning("python_warning", category=category, place=place)
