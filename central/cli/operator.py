"""Who runs a command at this machine, as the operating system knows it."""

import os
import pwd
from pathlib import Path

_LOGIN_UID = Path("/proc/self/loginuid")
_NOBODY_LOGGED_IN = 2**32 - 1


def account() -> str:
    """The account that the process runs as and, where another one logged in, that one: the kernel
    keeps its number through ``su`` and ``sudo`` (pam_loginuid(8)), and only root sets it anew.
    ``SUDO_UID`` and the like stand in the environment, which is anybody's to set."""
    own = os.getuid()
    logged_in = _login_uid()
    if logged_in is None or logged_in == own:
        return _named(own)
    return f"{_named(own)}, logged in as {_named(logged_in)}"


def person() -> str:
    """Who sits there, where it counts that two are two: the account that somebody logged in with,
    whatever it became since by ``su`` or ``sudo``; the process's own where nobody did."""
    logged_in = _login_uid()
    return _named(os.getuid() if logged_in is None else logged_in)


def _named(number: int) -> str:
    try:
        return f"{pwd.getpwuid(number).pw_name} ({number})"
    except KeyError:
        return f"({number})"


def _login_uid() -> int | None:
    """None where nobody logged in, as in a service, or where the kernel keeps no such number."""
    try:
        number = int(_LOGIN_UID.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return None if number == _NOBODY_LOGGED_IN else number
