"""One attempt at reading the card in a reader: connection, transaction, and what errors mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.domain.card import (
    CardOutcome,
    Mute,
    ReaderAbsent,
    ReaderUnavailable,
    ReadTimedOut,
    RemovedTooEarly,
    ServiceAbsent,
    Unreadable,
    UnreadableReason,
    WrongCard,
    WrongCardKind,
)
from kiosk.hardware.pcsc import scard as pcsc
from kiosk.hardware.pcsc.apdu import AnswerLost, Exchange
from kiosk.hardware.pcsc.atr import family_of, may_be_atr, wrong_kind_of
from kiosk.hardware.pcsc.scard import (
    Card,
    Context,
    PcscError,
    ReaderState,
    ReturnCode,
    Scard,
    loss_of,
)
from kiosk.hardware.pcsc.staff_card import read_staff_card, staff_family_of
from kiosk.hardware.pcsc.vitale import read_vitale
from shared_runtime.private import Private
from wire.staff_cards import StaffCardFamily

_ATTEMPTS = 2
_POWER_WITHIN_S = 0.1
_FIRST_LOOK_S = 0.001
"""The service tells of a card before it has given it power, and refuses to connect meanwhile: we
look again at once, then at growing distances."""
_LEAVE_SEEN_WITHIN_MS = 1200
"""The service looks for the card every 400 ms: an error of the line is put down to the card's
leaving only after it had time to notice."""


_STATUS_WORD = 2
_OF_THE_CARD = frozenset(
    pcsc.CARD_GONE | pcsc.CARD_MUTE | pcsc.CARD_UNSUITABLE | {ReturnCode.RESET_CARD}
)
"""Codes that say what has become of the card."""


@dataclass(frozen=True, slots=True, repr=False)
class CardReading(Private):
    """``atr`` is None when the chip never answered to reset."""

    atr: bytes | None
    outcome: CardOutcome


class Halt(Exception):
    """Raised by ``wait_or_halt`` to stop a reading whose time is up."""


WaitOrHalt = Callable[[float], None]
"""Called before each exchange with 0, and with seconds to wait; may raise Halt."""


def read_card(
    scard: Scard,
    reader: str,
    wait_or_halt: WaitOrHalt,
    answer: Callable[[CardReading], None],
    powered: Callable[[bytes], None] = lambda _: None,
    staff_cards: Sequence[StaffCardFamily] = (),
) -> None:
    """Reads the card, starting over once when the card was reset or the line failed. One that is of
    ``staff_cards`` is read as a badge.

    ``answer`` is called exactly once, as soon as the outcome is known: taking the power from the
    card comes after it. ``powered`` is told each answer to reset, before the first command. Uses a
    context of its own. Raises nothing; ``wait_or_halt`` raising Halt gives ReadTimedOut.
    """
    try:
        context = scard.establish()
    except PcscError as error:
        answer(CardReading(None, loss_of(error.code) or ServiceAbsent()))
        return
    try:
        _Attempts(scard, context, reader, wait_or_halt, answer, powered, staff_cards).run()
    finally:
        _leave(lambda: scard.release(context))


class _Attempts:
    def __init__(
        self,
        scard: Scard,
        context: Context,
        reader: str,
        wait_or_halt: WaitOrHalt,
        answer: Callable[[CardReading], None],
        powered: Callable[[bytes], None],
        staff_cards: Sequence[StaffCardFamily],
    ) -> None:
        self._scard, self._context, self._reader = scard, context, reader
        self._wait_or_halt, self._answer, self._powered = wait_or_halt, answer, powered
        self._staff_cards = staff_cards
        self._atr: bytes | None = None

    def run(self) -> None:
        outcome: CardOutcome = Mute()
        for _ in range(_ATTEMPTS):
            try:
                self._attempt()
            except Halt:
                outcome = ReadTimedOut()
                break
            except PcscError as error:
                again, outcome = self._meaning(error)
                if not again:
                    break
            else:
                return
        self._answer(CardReading(self._atr, outcome))

    def _attempt(self) -> None:
        """Answers, or raises what kept it from doing so."""
        try:
            card, protocol = self._connect()
        except PcscError as error:
            raise self._as_removed_if_it_left(error) from error
        left = False
        try:
            self._transact(card, protocol)
        except PcscError as error:
            known = self._as_removed_if_it_left(error)
            left = known.code in pcsc.CARD_GONE
            raise known from error
        finally:
            # Taking the power from a card that is gone would make pcscd forget that there was one,
            # and then miss a card put in before it looks again.
            _leave(lambda: self._scard.disconnect(card, unpower=not left))

    def _transact(self, card: Card, protocol: int) -> None:
        self._atr = self._scard.atr(card)
        self._powered(self._atr)
        self._scard.begin(card)
        try:
            self._answer(CardReading(self._atr, self._converse(card, protocol, self._atr)))
        finally:
            _leave(lambda: self._scard.end(card))

    def _connect(self) -> tuple[Card, int]:
        look_s = _FIRST_LOOK_S
        while True:
            self._wait_or_halt(0)
            try:
                return self._scard.connect(self._context, self._reader)
            except PcscError as error:
                if error.code == ReturnCode.UNPOWERED_CARD and look_s < _POWER_WITHIN_S:
                    self._wait_or_halt(look_s)
                    look_s *= 2
                elif error.code == ReturnCode.SHARING_VIOLATION:
                    # Another program holds the card alone: not the card's fault, so wait for it.
                    self._wait_or_halt(0.1)
                else:
                    raise

    def _converse(self, card: Card, protocol: int, atr: bytes) -> CardOutcome:
        conversation = self._conversation(atr)
        try:
            command = next(conversation)
            while True:
                self._wait_or_halt(0)
                try:
                    answer = self._transmit(card, protocol, command)
                except PcscError as error:
                    if not _of_the_line(error):
                        raise
                    command = _without_answer(conversation, error)
                else:
                    command = conversation.send(answer)
        except StopIteration as end:
            outcome: CardOutcome = end.value
            return outcome

    def _conversation(self, atr: bytes) -> Exchange[CardOutcome]:
        family = staff_family_of(atr, self._staff_cards)
        return read_vitale(atr) if family is None else read_staff_card(family)

    def _transmit(self, card: Card, protocol: int, command: bytes) -> bytes:
        answer = self._scard.transmit(card, protocol, command)
        if len(answer) < _STATUS_WORD:
            # Some drivers say so, without an error, when the card leaves in an exchange.
            raise PcscError(ReturnCode.NOT_TRANSACTED)
        return answer

    def _meaning(self, error: PcscError) -> tuple[bool, CardOutcome]:
        """Whether to try again, and the outcome if this was the last time."""
        if (loss := loss_of(error.code)) is not None:
            # The code of a reader that is silent is also that of one unplugged in an exchange.
            silent = isinstance(loss, ReaderUnavailable)
            return False, ReaderAbsent() if silent and self._unplugged() else loss
        if error.code in pcsc.CARD_UNSUITABLE:
            return self._unsuitable()
        if error.code in pcsc.CARD_GONE:
            return False, RemovedTooEarly()
        if error.code in pcsc.CARD_MUTE and self._atr is None:
            return True, Mute()
        return True, Unreadable(UnreadableReason.CHIP_FAILURE)

    def _unplugged(self) -> bool:
        try:
            return self._reader not in self._scard.readers(self._context)
        except PcscError:
            return False

    def _unsuitable(self) -> tuple[bool, CardOutcome]:
        """The service found no way to speak with it: another card, or an answer to reset that a
        dirty contact garbled."""
        try:
            atr = self._scard.slot_atr(self._context, self._reader)
        except PcscError:
            return True, Mute()
        if not may_be_atr(atr):
            return True, Mute()
        self._atr = atr
        if staff_family_of(atr, self._staff_cards) is not None:
            return False, WrongCard(WrongCardKind.STAFF)
        return False, WrongCard(wrong_kind_of(family_of(atr)) or WrongCardKind.OTHER)

    def _as_removed_if_it_left(self, error: PcscError) -> PcscError:
        """An error of the line is the card's leaving if the card is gone."""
        if not _of_the_line(error):
            return error
        try:
            return PcscError(ReturnCode.REMOVED_CARD) if self._card_left() else error
        except PcscError as later:
            return later

    def _card_left(self) -> bool:
        now = self._scard.wait_change(self._context, 0, {self._reader: ReaderState.UNAWARE}) or {}
        state = now.get(self._reader, 0)
        if state & ReaderState.PRESENT:
            known = {self._reader: state & ~ReaderState.CHANGED}
            later = self._scard.wait_change(self._context, _LEAVE_SEEN_WITHIN_MS, known)
            state = (later or known).get(self._reader, 0)
        return not state & ReaderState.PRESENT


def _without_answer(conversation: Exchange[CardOutcome], error: PcscError) -> bytes:
    """The command to send instead; raises ``error`` when there is none."""
    try:
        return conversation.throw(AnswerLost())
    except AnswerLost:
        raise error from None


def _of_the_line(error: PcscError) -> bool:
    """A command or its answer was lost between the service and the card, which may have left."""
    return error.code not in _OF_THE_CARD and loss_of(error.code) is None


def _leave(step: Callable[[], None]) -> None:
    try:
        step()
    except PcscError:
        # What is left behind is gone already: the card, the reader or the service.
        return
