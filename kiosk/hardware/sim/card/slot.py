"""PC/SC without a service: one reader in this process, with a slot for virtual cards."""

import threading
from collections.abc import Mapping

from kiosk.hardware.pcsc.scard import (
    PNP_NOTIFICATION,
    Card,
    Context,
    PcscError,
    ReaderState,
    ReturnCode,
)
from kiosk.hardware.sim.card.chip import PulledError, VirtualChip

READER_NAME = "Simulated reader 00 00"
_T0 = 1
_EMPTY = 0x0010


class SimScard:
    """A ``Scard`` whose service, reader and card are moved by hand. All methods are thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._service = True
        self._plugged = True
        self._silent = False
        self._available = True
        self._denied = False
        self._lost_every = 0
        self._sent = 0
        self._chip: VirtualChip | None = None
        self._moves = 0
        self._handles = 0
        self._contexts: set[Context] = set()
        self._cancelled: set[Context] = set()
        self._cards: dict[Card, VirtualChip] = {}
        self._failures: dict[str, list[int]] = {}

    def put_in(self, chip: VirtualChip) -> None:
        """Replaces whatever card is in."""
        self.take_out()
        with self._changed:
            self._chip, self._moves = chip, self._moves + 1
            self._changed.notify_all()

    def take_out(self) -> None:
        with self._changed:
            if self._chip is not None:
                self._chip, self._moves = None, self._moves + 1
                self._changed.notify_all()

    def plug(self, plugged: bool) -> None:
        with self._changed:
            self._plugged = plugged
            self._changed.notify_all()

    def serve(self, running: bool) -> None:
        """Stops or starts the service; stopping it forgets every handle."""
        with self._changed:
            self._service = running
            if not running:
                self._contexts.clear()
                self._cards.clear()
            self._changed.notify_all()

    def silence(self, silent: bool) -> None:
        """A silent reader answers no command for as long as it is."""
        with self._changed:
            self._silent = silent
            self._changed.notify_all()

    def make_available(self, available: bool) -> None:
        """An unavailable reader is listed, and neither it nor a card in it can be reached."""
        with self._changed:
            if available and not self._available:
                # The service looks at the slot anew and counts what it finds there.
                self._moves += 1
            self._available = available
            self._changed.notify_all()

    def deny(self, denied: bool) -> None:
        """Whether this account is refused the use of cards, as by polkit."""
        with self._changed:
            self._denied = denied

    def lose_every(self, number: int) -> None:
        """The answer to every so manieth command is lost on its way; 0 for none."""
        with self._changed:
            self._lost_every, self._sent = number, 0

    def pull_at_next(self) -> bool:
        """Has the card that is in pulled instead of answering its next command; False when there
        is none."""
        with self._changed:
            if self._chip is not None:
                self._chip.pull_at_next()
            return self._chip is not None

    @property
    def occupied(self) -> bool:
        with self._changed:
            return self._chip is not None

    def fail_next(self, call: str, code: int) -> None:
        """Makes the next call of that method fail with a PC/SC code."""
        with self._changed:
            self._failures.setdefault(call, []).append(code)

    @property
    def idle(self) -> bool:
        """Nobody holds a context or a card."""
        with self._changed:
            return not self._contexts and not self._cards

    def establish(self) -> Context:
        with self._changed:
            self._expect("establish")
            context = Context(self._next_handle())
            self._contexts.add(context)
            return context

    def release(self, context: Context) -> None:
        with self._changed:
            self._expect("release", context)
            self._contexts.discard(context)

    def cancel(self, context: Context) -> None:
        with self._changed:
            self._cancelled.add(context)
            self._changed.notify_all()

    def readers(self, context: Context) -> list[str]:
        with self._changed:
            self._expect("readers", context)
            return [READER_NAME] if self._plugged else []

    def wait_change(
        self, context: Context, timeout_ms: int, states: Mapping[str, int]
    ) -> dict[str, int] | None:
        found: dict[str, int] = {}

        def differs() -> bool:
            self._expect("wait_change", context)
            if context in self._cancelled:
                self._cancelled.discard(context)
                raise PcscError(ReturnCode.CANCELLED)
            changed = False
            for name, known in states.items():
                now = self._state_of(name)
                if now != known & ~ReaderState.CHANGED:
                    now, changed = now | ReaderState.CHANGED, True
                found[name] = now
            return changed

        with self._changed:
            return found if self._changed.wait_for(differs, timeout_ms / 1000) else None

    def ask_access(self, context: Context, reader: str) -> None:
        with self._changed:
            self._reached("ask_access", context, reader)

    def connect(self, context: Context, reader: str) -> tuple[Card, int]:
        with self._changed:
            self._reached("connect", context, reader)
            if self._chip is None:
                raise PcscError(ReturnCode.NO_SMARTCARD)
            self._chip.reset()
            if not self._chip.atr:
                raise PcscError(ReturnCode.UNRESPONSIVE_CARD)
            card = Card(self._next_handle())
            self._cards[card] = self._chip
            return card, _T0

    def slot_atr(self, context: Context, reader: str) -> bytes:
        with self._changed:
            self._expect("slot_atr", context)
            if reader != READER_NAME or not self._plugged:
                raise PcscError(ReturnCode.UNKNOWN_READER)
            return self._chip.atr if self._chip is not None else b""

    def atr(self, card: Card) -> bytes:
        with self._changed:
            return self._inserted("atr", card).atr

    def begin(self, card: Card) -> None:
        with self._changed:
            self._inserted("begin", card)

    def transmit(self, card: Card, protocol: int, command: bytes) -> bytes:  # noqa: ARG002 - the port's shape
        with self._changed:
            chip = self._inserted("transmit", card)
            self._changed.wait_for(lambda: self._chip is not chip, chip.delay_s)
            self._changed.wait_for(lambda: not self._silent or not self._reachable(chip))
            self._inserted("transmit", card)
            try:
                answer = chip.answer(command)
            except PulledError:
                self.take_out()
                raise PcscError(ReturnCode.REMOVED_CARD) from None
            self._sent += 1
            if self._lost_every and self._sent % self._lost_every == 0:
                raise PcscError(ReturnCode.NOT_TRANSACTED)
            return answer

    def end(self, card: Card) -> None:
        with self._changed:
            self._inserted("end", card)

    def disconnect(self, card: Card, *, unpower: bool) -> None:  # noqa: ARG002 - the port's shape
        with self._changed:
            self._expect("disconnect")
            self._cards.pop(card, None)

    def _expect(self, call: str, context: Context | None = None) -> None:
        failures = self._failures.get(call)
        if failures:
            raise PcscError(failures.pop(0))
        if not self._service:
            raise PcscError(ReturnCode.NO_SERVICE)
        if context is not None and context not in self._contexts:
            raise PcscError(ReturnCode.INVALID_HANDLE)

    def _reached(self, call: str, context: Context, reader: str) -> None:
        self._expect(call, context)
        if not self._plugged or reader != READER_NAME:
            raise PcscError(ReturnCode.UNKNOWN_READER)
        if self._denied:
            raise PcscError(ReturnCode.ACCESS_DENIED)
        if not self._available:
            raise PcscError(ReturnCode.READER_UNAVAILABLE)

    def _inserted(self, call: str, card: Card) -> VirtualChip:
        self._expect(call)
        chip = self._cards.get(card)
        if chip is None:
            raise PcscError(ReturnCode.INVALID_HANDLE)
        if not self._plugged or not self._available:
            raise PcscError(ReturnCode.READER_UNAVAILABLE)
        if chip is not self._chip:
            raise PcscError(ReturnCode.REMOVED_CARD)
        return chip

    def _reachable(self, chip: VirtualChip) -> bool:
        return self._service and self._plugged and self._available and self._chip is chip

    def _state_of(self, name: str) -> int:
        if name == PNP_NOTIFICATION:
            return int(self._plugged) << 16
        if name != READER_NAME or not self._plugged:
            return ReaderState.UNKNOWN
        if not self._available:
            return ReaderState.UNAVAILABLE
        present = ReaderState.PRESENT if self._chip is not None else _EMPTY
        return present | (self._moves & 0xFFFF) << 16

    def _next_handle(self) -> int:
        self._handles += 1
        return self._handles
