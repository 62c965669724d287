"""Reads that give nothing, on a terminal, as drivers make them for empty packets of USB."""

import os
import termios

_END_OF_FILE = 0x04
"""Ends a line without being in it, where a terminal hands over by lines. No printer says it."""
_NONE = b"\x00"
_LOCAL_FLAGS, _CONTROL_CHARACTERS = 3, 6


def say_with_empty_reads(line: tuple[int, int], data: bytes) -> None:
    """Has whoever reads the second end of ``line`` read nothing, then ``data``, then nothing again.
    Raises OSError."""
    master, slave = line
    settings = termios.tcgetattr(slave)
    settings[_LOCAL_FLAGS] |= termios.ICANON
    characters = settings[_CONTROL_CHARACTERS]
    for special in (termios.VERASE, termios.VKILL, termios.VEOL, termios.VEOL2):
        characters[special] = _NONE
    characters[termios.VEOF] = bytes((_END_OF_FILE,))
    termios.tcsetattr(slave, termios.TCSANOW, settings)
    os.write(master, bytes((_END_OF_FILE, *data, _END_OF_FILE, _END_OF_FILE)))
