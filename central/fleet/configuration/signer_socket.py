"""The signer's Unix socket: who may ask, what a question holds, and the asking itself.

One line of JSON each way, one question a connection. The peer is known by its user id, which the
kernel says.
"""

import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar, assert_never
from uuid import UUID

import structlog

from central.fleet.configuration.signer import AT_ONCE, NotSigned, Signing
from central.fleet.configuration.version_file import CountDamaged
from central.runtime.line_socket import read_line
from central.store.database import STORE_FAILS
from shared_runtime.clock import SystemClock
from shared_runtime.peer import peer_uid
from wire.base import Answer, KioskId, Request
from wire.codec import Codec, Malformed, codec_of
from wire.constraints import Items
from wire.signed import DocumentVersion

ASKED_WITHIN_S = 5.0
"""A peer writes its question at once, or is none of ours: one question at a time is answered."""
ANSWERED_WITHIN_S = 60.0
"""For AT_ONCE kiosks, on a store that is busy."""
STOPS_WITHIN_S = 0.5
_LONGEST_LINE = 65_536

K = TypeVar("K", str, UUID)
A = TypeVar("A")

SignCommands = Callable[[Sequence[UUID]], Mapping[UUID, int | NotSigned]]

_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True, repr=False)
class SignerQuestion(Request):
    """For which kiosks to sign what is approved: never what to sign."""

    kiosks: Annotated[tuple[KioskId, ...], Items(1, AT_ONCE)]


@dataclass(frozen=True, slots=True, repr=False)
class SigningAnswer(Answer):
    """The new version by kiosk, or why there is none."""

    signed: Mapping[KioskId, DocumentVersion]
    not_signed: Mapping[KioskId, NotSigned]


@dataclass(frozen=True, slots=True, repr=False)
class CommandSigningRequest(Request):
    """Which commands to sign: never what they say."""

    commands: Annotated[tuple[UUID, ...], Items(1, AT_ONCE)]


@dataclass(frozen=True, slots=True, repr=False)
class CommandSigningAnswer(Answer):
    """The version by command, or why there is none."""

    signed: Mapping[UUID, DocumentVersion]
    not_signed: Mapping[UUID, NotSigned]


_QUESTION = Codec[SignerQuestion | CommandSigningRequest](SignerQuestion | CommandSigningRequest)


class SignerUnavailable(Exception):
    """The signer cannot be reached, lets this account not ask, or could not do it now."""


class SignerServer:
    """Answers on ``listening`` until ``stop``. ``sign`` may raise one of STORE_FAILS."""

    def __init__(
        self,
        listening: socket.socket,
        allowed_uids: frozenset[int],
        sign: Callable[[Sequence[str]], Signing],
        sign_commands: SignCommands,
    ) -> None:
        self._listening = listening
        self._allowed_uids = allowed_uids
        self._sign = sign
        self._sign_commands = sign_commands
        self._stopped = False

    def stop(self) -> None:
        """From a signal handler or another thread."""
        self._stopped = True

    def serve(self) -> None:
        self._listening.settimeout(STOPS_WITHIN_S)
        while not self._stopped:
            with suppress(TimeoutError):
                peer, _ = self._listening.accept()
                with peer:
                    self._answer(peer)

    def _answer(self, peer: socket.socket) -> None:
        uid = peer_uid(peer)
        if uid not in self._allowed_uids:
            _log.warning("signer_peer_refused", uid=uid)
            return
        try:
            asked = _QUESTION.read(_line(peer, ASKED_WITHIN_S))
            peer.settimeout(ASKED_WITHIN_S)
            peer.sendall(self._done(asked) + b"\n")
        except (OSError, ValueError, CountDamaged, *STORE_FAILS) as error:
            # No question, no key that can be read, or no store.
            # Without an answer the peer asks again later.
            _log.error("signer_failed", error=type(error).__name__)

    def _done(self, asked: SignerQuestion | CommandSigningRequest) -> bytes:
        match asked:
            case SignerQuestion(kiosks):
                answer = SigningAnswer(*_apart(self._sign(kiosks)))
                return codec_of(SigningAnswer).write(answer)
            case CommandSigningRequest(commands):
                signed = CommandSigningAnswer(*_apart(self._sign_commands(commands)))
                return codec_of(CommandSigningAnswer).write(signed)
            case _:
                assert_never(asked)


def ask_signer(path: Path, kiosks: Sequence[str]) -> Signing:
    """Raises SignerUnavailable; what was signed until then is signed."""
    done: dict[str, int | NotSigned] = {}
    for first in range(0, len(kiosks), AT_ONCE):
        done.update(_ask(path, tuple(kiosks[first : first + AT_ONCE])))
    return done


def ask_signer_for_commands(path: Path, commands: Sequence[UUID]) -> Mapping[UUID, int | NotSigned]:
    """At most AT_ONCE of them. Raises SignerUnavailable."""
    answer = _asked(path, CommandSigningRequest(tuple(commands)), CommandSigningAnswer)
    return {**answer.signed, **answer.not_signed}


def _ask(path: Path, kiosks: tuple[str, ...]) -> Signing:
    answer = _asked(path, SignerQuestion(kiosks), SigningAnswer)
    return {**answer.signed, **answer.not_signed}


def _asked(path: Path, question: Request, answers: type[A]) -> A:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as signer:
            signer.settimeout(ANSWERED_WITHIN_S)
            signer.connect(str(path))
            signer.sendall(codec_of(type(question)).write(question) + b"\n")
            return codec_of(answers).read(_line(signer, ANSWERED_WITHIN_S))
    except (OSError, Malformed) as error:
        raise SignerUnavailable(type(error).__name__) from None


def _apart(done: Mapping[K, int | NotSigned]) -> tuple[dict[K, int], dict[K, NotSigned]]:
    """What was signed, and what was not."""
    signed = {key: each for key, each in done.items() if not isinstance(each, NotSigned)}
    return signed, {key: each for key, each in done.items() if isinstance(each, NotSigned)}


def _line(peer: socket.socket, within_s: float) -> bytes:
    return read_line(peer, _LONGEST_LINE, within_s, SystemClock())
