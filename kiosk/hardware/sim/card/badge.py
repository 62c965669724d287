"""A badge of staff as a chip answers for it: its number, and a file under an application."""

from shared_runtime.private import Private

BADGE_AID = bytes.fromhex("F0424F524E45")
"""Of no registered provider."""
BADGE_FILE = bytes.fromhex("0001")
_TELL_NUMBER = bytes.fromhex("FFCA0000")
_OK = b"\x90\x00"
_REFUSED = b"\x69\x82"
_NO_FILE_CHOSEN = b"\x69\x86"
_FILE_NOT_FOUND = b"\x6a\x82"
_OFFSET_PAST_END = b"\x6b\x00"
_WRONG_LENGTH = b"\x67\x00"
_UNKNOWN_INSTRUCTION = b"\x6d\x00"
_UNKNOWN_CLASS = b"\x6e\x00"


class BadgeChip(Private):
    """``number``: what GET DATA tells of the chip; ``content``: of the file. Empty: there is none.
    ``refuses``: whether it gives away neither."""

    def __init__(self, number: bytes, content: bytes, *, refuses: bool) -> None:
        self._number, self._content, self._refuses = number, content, refuses
        self.reset()

    def reset(self) -> None:
        self._in_application = self._file_chosen = False

    def answer(self, command: bytes) -> bytes:
        """Any bytes are welcome."""
        match command[:1], command[1:2]:
            case b"\xff", b"\xca":
                return self._tell_number(command)
            case b"\x00", b"\xa4":
                return _OK if self._choose(command) else _FILE_NOT_FOUND
            case b"\x00", b"\xb0":
                return self._read(command)
            case b"\x00", _:
                return _UNKNOWN_INSTRUCTION
            case _:
                return _UNKNOWN_CLASS

    def _tell_number(self, command: bytes) -> bytes:
        if command[:4] != _TELL_NUMBER or not self._number:
            return _FILE_NOT_FOUND
        return _REFUSED if self._refuses else self._number + _OK

    def _choose(self, command: bytes) -> bool:
        how, name = command[2:3], command[5:]
        if not self._content:
            return False
        if how == b"\x04" and name == BADGE_AID:
            self._in_application, self._file_chosen = True, False
            return True
        self._file_chosen = self._in_application and how == b"\x00" and name == BADGE_FILE
        return self._file_chosen

    def _read(self, command: bytes) -> bytes:
        if len(command) != 5:
            return _WRONG_LENGTH
        if not self._file_chosen:
            return _NO_FILE_CHOSEN
        if self._refuses:
            return _REFUSED
        rest, wanted = self._content[int.from_bytes(command[2:4]) :], command[4] or 256
        if not rest:
            return _OFFSET_PAST_END
        if wanted > len(rest):
            return bytes([0x6C, len(rest) % 256])
        return rest[:wanted] + _OK
