"""Commands to a chip and its answers (ISO/IEC 7816-4), and what T=0 leaves to the caller."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TypeVar

from shared_runtime.private import Private

T = TypeVar("T")
Exchange = Generator[bytes, bytes, T]
"""A conversation with a chip: yields encoded commands, is sent raw answers, returns a T. Where an
answer is lost on its way AnswerLost is thrown into it."""

BLOCK = 256
"""Most bytes a short answer carries; Le 0 asks for it."""
_MAX_ROUNDS = 64
"""61xx and 6Cxx rounds for one command. A sound card needs three; a mad one must not hold us."""
_MAX_ANSWER = 4096


class StatusWord(IntEnum):
    """Status words met on cards of this family."""

    OK = 0x9000
    END_OF_FILE = 0x6282
    INVALIDATED = 0x6283
    TERMINATED = 0x6285
    MEMORY_FAILURE = 0x6581
    WRONG_LENGTH = 0x6700
    SECURITY_NOT_SATISFIED = 0x6982
    CONDITIONS_NOT_SATISFIED = 0x6985
    NOT_ALLOWED = 0x6986
    FILE_NOT_FOUND = 0x6A82
    RECORD_NOT_FOUND = 0x6A83
    WRONG_PARAMETERS = 0x6A86
    OFFSET_PAST_END = 0x6B00
    UNKNOWN_INSTRUCTION = 0x6D00
    UNKNOWN_CLASS = 0x6E00
    NO_DIAGNOSIS = 0x6F00


class ApduError(Exception):
    """The chip does not keep to the protocol: an answer without status word, or one without end."""


class AnswerLost(Exception):
    """Nobody knows whether the chip had the command: its answer never came."""


@dataclass(frozen=True, slots=True)
class CommandApdu:
    """A short command. ``le`` is 1 to 256, or None for none; a command with data goes without it,
    since character-level T=0 readers reject a trailing Le."""

    header: bytes
    data: bytes = b""
    le: int | None = None

    def encode(self) -> bytes:
        body = bytes([len(self.data)]) + self.data if self.data else b""
        expected = b"" if self.le is None else bytes([self.le % BLOCK])
        return self.header + body + expected


@dataclass(frozen=True, slots=True, repr=False)
class Response(Private):
    """All data that answered one command, and the status word that ended it."""

    data: bytes
    status: int


def select_file(file_id: int) -> CommandApdu:
    return CommandApdu(b"\x00\xa4\x00\x00", file_id.to_bytes(2))


def select_application(aid: bytes) -> CommandApdu:
    return CommandApdu(b"\x00\xa4\x04\x00", aid)


def select_in_directory(file_id: int) -> CommandApdu:
    """SELECT of a file under the current directory."""
    return CommandApdu(b"\x00\xa4\x02\x00", file_id.to_bytes(2))


def read_short_file(sfi: int) -> CommandApdu:
    """READ BINARY from the start of the file with that short identifier, then the current one."""
    return CommandApdu(bytes([0x00, 0xB0, 0x80 | sfi, 0x00]), le=BLOCK)


def read_binary(offset: int, length: int = BLOCK) -> CommandApdu:
    """READ BINARY of the current file; ``offset`` is 0 to 32767 (P1 has 7 bits, P2 has 8)."""
    return CommandApdu(b"\x00\xb0" + offset.to_bytes(2), le=length)


def get_data(header: bytes) -> CommandApdu:
    """GET DATA, by the four bytes that it begins with."""
    return CommandApdu(header, le=BLOCK)


def exchange(command: CommandApdu) -> Exchange[Response]:
    """Performs one command: on 6Cxx repeats it with that Le, on 61xx fetches what waits.

    Raises ApduError when an answer has no status word, is too long, or never ends.
    """
    data = b""
    asked = command
    for _ in range(_MAX_ROUNDS):
        answer = yield asked.encode()
        if len(answer) < 2:
            raise ApduError("answer without a status word")
        body, status = answer[:-2], int.from_bytes(answer[-2:])
        family, waiting = status >> 8, (status & 0xFF) or BLOCK
        if family == 0x6C:
            asked = replace(asked, le=waiting)
            continue
        data += body
        if len(data) > _MAX_ANSWER:
            raise ApduError("answer too long")
        if family != 0x61:
            return Response(data, status)
        asked = CommandApdu(b"\x00\xc0\x00\x00", le=waiting)
    raise ApduError("answer without end")
