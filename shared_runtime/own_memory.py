"""A process keeps its memory to itself: what it holds of a person nobody else reads or dumps."""

import ctypes
import os

_PR_SET_DUMPABLE = 4  # prctl(2)


def keep() -> None:
    """From here on only root reads this process's memory, through /proc or a debugger, and a crash
    leaves no core. Being started anew (execve) undoes it. Raises OSError where the kernel refuses,
    which it does not."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
