"""The reader's Unix socket: one line of JSON each way, one question a connection.

The peer is known by its user id, which the kernel says.
"""

import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import structlog

from central.crypto.body_keys import BodyKeysUnusable
from central.intake.reading.messages import (
    ANSWER,
    QUESTION,
    BodyQuestion,
    NoBody,
    NotOpened,
    OpenedBody,
)
from central.runtime.bugs import places
from central.runtime.line_socket import LineTooLong, read_line
from central.store.database import STORE_FAILS
from shared_runtime.clock import Clock, SystemClock
from shared_runtime.peer import peer_uid
from wire.codec import Malformed

AT_ONCE = 8
ASKED_WITHIN_S = 5.0
"""A peer writes its question at once, or is none of ours."""
ANSWERED_WITHIN_S = 30.0
"""On a store that is busy."""
STOPS_WITHIN_S = 0.5
LONGEST_QUESTION = 4_096
_LONGEST_ANSWER = 65_536

OpenBody = Callable[[BodyQuestion], OpenedBody | NoBody]

_log = structlog.get_logger("central")


class BodyReaderUnavailable(Exception):
    """The reader cannot be reached, lets this account not ask, or went away before it answered:
    whether the reading was written down then is not known here."""


class BodyReaderServer:
    """Answers on ``listening`` until ``stop``, AT_ONCE peers at a time and the others that it is
    busy. ``open_body`` is called from several threads, and may raise one of STORE_FAILS."""

    def __init__(
        self,
        listening: socket.socket,
        allowed_uids: frozenset[int],
        open_body: OpenBody,
        clock: Clock,
    ) -> None:
        self._listening = listening
        self._allowed_uids = allowed_uids
        self._open_body = open_body
        self._clock = clock
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._stopped = False

    def stop(self) -> None:
        """From a signal handler or another thread."""
        self._stopped = True

    def serve(self) -> None:
        self._listening.settimeout(STOPS_WITHIN_S)
        with ThreadPoolExecutor(AT_ONCE, "reader") as threads:
            while not self._stopped:
                with suppress(TimeoutError):
                    peer, _ = self._listening.accept()
                    self._take(threads, peer)

    def _take(self, threads: ThreadPoolExecutor, peer: socket.socket) -> None:
        uid = peer_uid(peer)
        if uid not in self._allowed_uids:
            _log.warning("reader_peer_refused", uid=uid)
            peer.close()
        elif not self._free.acquire(blocking=False):
            with peer:
                _tell(peer, NoBody(NotOpened.BUSY))
        else:
            threads.submit(self._answer, peer)

    def _answer(self, peer: socket.socket) -> None:
        try:
            with peer:
                _tell(peer, self._answer_to(peer))
        except Exception as error:  # noqa: BLE001 - a bug is one question's trouble, not all's
            _failed(error)
        finally:
            self._free.release()

    def _answer_to(self, peer: socket.socket) -> OpenedBody | NoBody:
        try:
            asked = QUESTION.read(read_line(peer, LONGEST_QUESTION, ASKED_WITHIN_S, self._clock))
        except (Malformed, LineTooLong):
            return NoBody(NotOpened.MALFORMED)
        try:
            return self._open_body(asked)
        except (BodyKeysUnusable, *STORE_FAILS) as error:
            _failed(error)
            return NoBody(NotOpened.BUSY)


def ask_reader(path: Path, question: BodyQuestion) -> OpenedBody | NoBody:
    """Raises BodyReaderUnavailable; Malformed where the question itself makes no sense."""
    asked = QUESTION.write(question) + b"\n"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as reader:
            reader.settimeout(ANSWERED_WITHIN_S)
            reader.connect(str(path))
            with suppress(BrokenPipeError):  # a busy one answers before it is asked
                reader.sendall(asked)
            answer = read_line(reader, _LONGEST_ANSWER, ANSWERED_WITHIN_S, SystemClock())
        return ANSWER.read(answer)
    except (OSError, Malformed) as error:
        raise BodyReaderUnavailable(type(error).__name__) from None


def _tell(peer: socket.socket, answer: OpenedBody | NoBody) -> None:
    with suppress(OSError):  # it has gone: what was written down stays
        peer.settimeout(ASKED_WITHIN_S)
        peer.sendall(ANSWER.write(answer) + b"\n")


def _failed(error: Exception) -> None:
    """Its type and where, never its text."""
    _log.error("reader_failed", error=type(error).__name__, frames=places(error))
