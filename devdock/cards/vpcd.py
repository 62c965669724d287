"""A virtual card behind the real pcscd, through the vpcd reader driver of vsmartcard.

Both ways a message is a 2-byte big-endian length and a payload. A payload of one byte is control:
00 power off, 01 power on, 02 reset, 04 give the ATR; only the last is answered. Anything longer is
a command, answered by data and status word. Closing the connection takes the card out.
"""

import socket
import threading
from collections.abc import Callable
from enum import IntEnum

from kiosk.hardware.sim.card.chip import PulledError, VirtualChip

PORT = 35963
"""Slot 0 of vpcd; slot 1 is the next port."""


class Control(IntEnum):
    """What the reader does to the card, other than sending it a command."""

    POWER_OFF = 0
    POWER_ON = 1
    RESET = 2
    GIVE_ATR = 4


_MUTE_ATR = b"\x00"
"""Presence must be answered, or the driver ejects the card: no chip answers with this."""


class VpcdCard:
    """One card in one slot. Raises OSError when the driver is not there.

    ``told`` gets each control byte, known to ``Control`` or not, in the thread that serves.
    """

    def __init__(
        self,
        chip: VirtualChip,
        host: str = "127.0.0.1",
        port: int = PORT,
        told: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._chip, self._told = chip, told
        self._socket = socket.create_connection((host, port), timeout=5)
        self._socket.settimeout(None)
        self._pulled = threading.Event()

    def serve(self) -> None:
        """Answers until the card is pulled, by a fault or by ``pull``, or the driver goes away."""
        with self._socket:
            try:
                while not self._pulled.is_set():
                    answer = self._answer(self._receive())
                    if answer is not None:
                        self._socket.sendall(len(answer).to_bytes(2) + answer)
            except (PulledError, EOFError, ConnectionError):
                # A driver that is killed resets the line where one that ends closes it.
                return
            except OSError:
                if not self._pulled.is_set():
                    raise

    def pull(self) -> None:
        """Takes the card out, from another thread."""
        self._pulled.set()
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it is out already

    def _answer(self, message: bytes) -> bytes | None:
        if len(message) == 1:
            control = message[0]
            if control in (Control.POWER_ON, Control.RESET):
                self._chip.reset()
            self._told(control)
            return (self._chip.atr or _MUTE_ATR) if control == Control.GIVE_ATR else None
        self._pulled.wait(self._chip.delay_s)
        return self._chip.answer(message)

    def _receive(self) -> bytes:
        return self._exactly(int.from_bytes(self._exactly(2)))

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            # The driver sends length and payload in two writes: a delayed acknowledgement of the
            # first would hold back the second by 40 ms. The option wears off, so set it each time.
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = self._socket.recv(size - len(data))
            if not part:
                raise EOFError
            data += part
        return data
