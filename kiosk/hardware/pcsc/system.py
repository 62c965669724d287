"""The real PC/SC library behind the port, by pyscard's bare functions."""

from collections.abc import Mapping

from smartcard import scard

from kiosk.domain.card import ServiceAbsent
from kiosk.hardware.pcsc import service_socket
from kiosk.hardware.pcsc.scard import Card, Context, PcscError, ReturnCode, loss_of


def _check(code: int) -> None:
    if code != scard.SCARD_S_SUCCESS:
        raise PcscError(code)


class SystemScard:
    """Holds nothing: handles belong to the callers."""

    def establish(self) -> Context:
        code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        if loss_of(code) == ServiceAbsent() and service_socket.hangs_up(service_socket.path()):
            raise PcscError(ReturnCode.ACCESS_DENIED)
        _check(code)
        return Context(context)

    def release(self, context: Context) -> None:
        _check(scard.SCardReleaseContext(context))

    def cancel(self, context: Context) -> None:
        _check(scard.SCardCancel(context))

    def readers(self, context: Context) -> list[str]:
        code, names = scard.SCardListReaders(context, [])
        if code == ReturnCode.NO_READERS:
            return []
        _check(code)
        return names

    def wait_change(
        self, context: Context, timeout_ms: int, states: Mapping[str, int]
    ) -> dict[str, int] | None:
        code, found = scard.SCardGetStatusChange(context, timeout_ms, list(states.items()))
        if code == ReturnCode.TIMEOUT:
            return None
        _check(code)
        return {name: state for name, state, _atr in found}

    def ask_access(self, context: Context, reader: str) -> None:
        code, card, _protocol = scard.SCardConnect(context, reader, scard.SCARD_SHARE_DIRECT, 0)
        _check(code)
        self.disconnect(Card(card), unpower=False)

    def connect(self, context: Context, reader: str) -> tuple[Card, int]:
        code, card, protocol = scard.SCardConnect(
            context,
            reader,
            scard.SCARD_SHARE_SHARED,
            scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
        )
        _check(code)
        return Card(card), protocol

    def slot_atr(self, context: Context, reader: str) -> bytes:
        code, found = scard.SCardGetStatusChange(context, 0, [(reader, scard.SCARD_STATE_UNAWARE)])
        _check(code)
        return bytes(found[0][2])

    def atr(self, card: Card) -> bytes:
        code, _reader, _state, _protocol, atr = scard.SCardStatus(card)
        _check(code)
        return bytes(atr)

    def begin(self, card: Card) -> None:
        _check(scard.SCardBeginTransaction(card))

    def transmit(self, card: Card, protocol: int, command: bytes) -> bytes:
        code, answer = scard.SCardTransmit(card, protocol, list(command))
        _check(code)
        return bytes(answer)

    def end(self, card: Card) -> None:
        _check(scard.SCardEndTransaction(card, scard.SCARD_LEAVE_CARD))

    def disconnect(self, card: Card, *, unpower: bool) -> None:
        disposition = scard.SCARD_UNPOWER_CARD if unpower else scard.SCARD_LEAVE_CARD
        _check(scard.SCardDisconnect(card, disposition))
