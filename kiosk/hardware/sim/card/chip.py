"""A chip that answers as a carte Vitale does over T=0: 61xx, 6Cxx, offsets, status words."""

from kiosk.hardware.sim.card.badge import BadgeChip
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind, spoil
from kiosk.hardware.sim.card.profile import CardProfile, Manner
from shared_runtime.private import Private

SLOW_EXCHANGE_S = 0.25

_MASTER_FILE = bytes.fromhex("3F00")
_MASTER_FILE_AID = bytes.fromhex("D2500000024D465F564954414C45")
_VITALE_AID = bytes.fromhex("D250000002564954414C45")
_HOLDERS_FILE = bytes.fromhex("D001")
_HOLDERS_SFI = 2
_OK = b"\x90\x00"
_REFUSED = b"\x69\x82"
_FILE_NOT_FOUND = b"\x6a\x82"
_WRONG_PARAMETERS = b"\x6a\x86"
_OFFSET_PAST_END = b"\x6b\x00"
_WRONG_LENGTH = b"\x67\x00"
_UNKNOWN_INSTRUCTION = b"\x6d\x00"
_UNKNOWN_CLASS = b"\x6e\x00"


class PulledError(Exception):
    """The card was taken out instead of answering."""


class VirtualChip(Private):
    """``delay_s`` is how long each answer should take: whoever carries the chip waits."""

    def __init__(self, profile: CardProfile, fault: CardFault | None = None) -> None:
        self._profile = spoil(profile, fault)
        self._fault = fault.fault if fault else None
        self._pulled_at = (
            fault.exchange if self._fault is CardFaultKind.REMOVED_AT_EXCHANGE and fault else 0
        )
        self._by_name_only = self._fault is CardFaultKind.BY_NAME_ONLY
        self.delay_s = SLOW_EXCHANGE_S if self._fault is CardFaultKind.SLOW else 0.0
        self._exchanges = 0
        self._directory: bytes | None = None
        self._current: bytes | None = None
        self._waiting = b""
        self._hinted: bytes | None = None
        self._badge = BadgeChip(
            self._profile.numbers,
            self._profile.identities,
            refuses=self._fault is CardFaultKind.WRONG_STATUS_WORD,
        )

    @property
    def atr(self) -> bytes:
        """The answer to reset, empty when the chip is mute."""
        return b"" if self._fault is CardFaultKind.MUTE else self._profile.atr

    def reset(self) -> None:
        """Powers the chip: it forgets what was selected."""
        self._directory = self._current = self._hinted = None
        self._waiting = b""
        self._badge.reset()

    def pull_at_next(self) -> None:
        """The next command is not answered: the card is pulled instead."""
        self._pulled_at = self._exchanges + 1

    def answer(self, command: bytes) -> bytes:
        """One exchange. Any bytes are welcome. Raises PulledError when it is pulled at this one."""
        self._exchanges += 1
        if self._exchanges == self._pulled_at:
            raise PulledError
        waiting, self._waiting = self._waiting, b""
        match self._profile.manner:
            case Manner.NOT_ISO:
                return _UNKNOWN_CLASS
            case Manner.FOREIGN:
                known = command[:2] == b"\x00\xa4"
                return _FILE_NOT_FOUND if known else _UNKNOWN_INSTRUCTION
            case Manner.BADGE:
                return self._badge.answer(command)
            case Manner.VITALE:
                return self._as_vitale(command, waiting)

    def _as_vitale(self, command: bytes, waiting: bytes) -> bytes:
        if len(command) < 4:
            return _WRONG_LENGTH
        if command[0] != 0:
            return _UNKNOWN_CLASS
        match command[1]:
            case 0xA4:
                return self._select(command)
            case 0xB0:
                return self._read(command)
            case 0xC0:
                return self._deliver(waiting, command) if waiting else b"\x69\x85"
            case _:
                return _UNKNOWN_INSTRUCTION

    def _select(self, command: bytes) -> bytes:
        size = command[4] if len(command) > 4 else 0
        name = command[5 : 5 + size]
        if len(name) < size or len(command) > 6 + size:
            return _WRONG_LENGTH
        if not self._choose(command[2], name):
            return _FILE_NOT_FOUND
        information = b"\x6f" + bytes([len(name) + 2]) + b"\x84" + bytes([len(name)]) + name
        if self._fault is CardFaultKind.EVERYWHERE_6C:
            return self._deliver(information, command, has_le=len(command) == 6 + size)
        self._waiting = information
        return b"\x61" + bytes([len(information)])

    def _choose(self, how: int, name: bytes) -> bool:
        """Whether there is such a directory or file; it is then the current one."""
        current: bytes | None = None
        match how, name:
            case 0x00, file_id if file_id == _MASTER_FILE and not self._by_name_only:
                self._directory = self._profile.identities
            case 0x04, aid if aid == _MASTER_FILE_AID:
                self._directory = self._profile.identities
            case 0x04, aid if aid == _VITALE_AID:
                self._directory = self._profile.numbers
            case 0x02, file_id if file_id == _HOLDERS_FILE and self._directory is not None:
                current = self._directory
            case _:
                return False
        self._current = current
        return True

    def _read(self, command: bytes) -> bytes:
        if len(command) != 5:
            return _WRONG_LENGTH
        p1, p2 = command[2], command[3]
        offset = p1 << 8 | p2
        if p1 & 0x80:
            if self._by_name_only:
                return _WRONG_PARAMETERS
            if p1 & 0x1F != _HOLDERS_SFI or self._directory is None:
                return _FILE_NOT_FOUND
            self._current, offset = self._directory, p2
        if self._current is None:
            return b"\x69\x86"
        if (
            self._fault is CardFaultKind.WRONG_STATUS_WORD
            and self._directory is self._profile.numbers
        ):
            return _REFUSED
        rest = self._current[offset:]
        if not rest:
            return _OFFSET_PAST_END
        block = rest[: min(command[4] or 256, len(rest))]
        if self._fault is CardFaultKind.EVERYWHERE_61:
            self._waiting = block
            return b"\x61" + bytes([len(block) % 256])
        return self._deliver(rest[:256], command)

    def _deliver(self, data: bytes, command: bytes, *, has_le: bool = True) -> bytes:
        """The data if Le fits it; else 6Cxx, whereupon the same command comes with that Le."""
        hint = bytes([len(data) % 256])
        asked = (command[-1] or 256) if has_le else 0
        first_time = self._hinted != command[:4]
        insists = self._fault is CardFaultKind.EVERYWHERE_6C and first_time
        if insists or not has_le or asked > len(data):
            self._hinted = command[:4]
            if command[1] == 0xC0:
                self._waiting = data
            return b"\x6c" + hint
        self._hinted = None
        return data[:asked] + _OK
