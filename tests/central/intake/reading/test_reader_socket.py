"""Who may ask the reader, what a question holds, and what is answered when things go wrong."""

import json
import multiprocessing
import os
import shutil
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from central.container import build
from central.intake.listing import RequestFilter, listed
from central.intake.reading import reader_socket
from central.intake.reading.messages import (
    ANSWER,
    QUESTION,
    BodyQuestion,
    NoBody,
    NotOpened,
    OpenedBody,
)
from central.intake.reading.reader_socket import (
    AT_ONCE,
    BodyReaderServer,
    BodyReaderUnavailable,
    OpenBody,
    ask_reader,
)
from central.runtime.line_socket import listen_at
from central.store.database import transaction
from central.store.intake_models import BodyReadRow
from shared_runtime.clock import SystemClock
from tests.central.intake.reading.asking import AGENT, HEAD, body_reader, question, token_of
from tests.central.kiosks import Queue, demande
from tests.central.world import (
    INTAKE_KEYS,
    MORNING,
    PEOPLE,
    Kiosk,
    TurnedClock,
    World,
    settings_for,
)
from tests.waiting import eventually
from wire.demandes.demande import Assurance

pytestmark = pytest.mark.any_store

ME = frozenset({os.getuid()})
NIR = PEOPLE["camille-martin"].nir
BODY = OpenedBody(
    request=UUID(int=1),
    kiosk="demo",
    id=UUID(int=2),
    reference="20261122-0000-07-ABCDEF",
    assurance=Assurance.CARD,
    made_at=MORNING,
    received_at=MORNING,
    demande=demande("address_change"),
)


class Opens:
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[BodyQuestion] = []
        self.failure: Exception | None = None
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def __call__(self, question: BodyQuestion) -> OpenedBody | NoBody:
        self.asked.append(question)
        self.may_go_on.wait(20)
        if self.failure is not None:
            raise self.failure
        return BODY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader.sock"


@contextmanager
def serving(path: Path, opens: OpenBody, allowed: frozenset[int] = ME) -> Iterator[None]:
    with listen_at(path) as listening:
        server = BodyReaderServer(listening, allowed, opens, SystemClock())
        thread = threading.Thread(target=server.serve)
        thread.start()
        try:
            yield
        finally:
            server.stop()
            thread.join()


def raw(path: Path, line: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
        peer.settimeout(20)
        peer.connect(str(path))
        peer.sendall(line)
        peer.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while not answer.endswith(b"\n") and (chunk := peer.recv(65_536)):
                answer += chunk
        except ConnectionError:
            pass
        return answer


def listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
        return peer.connect_ex(str(path)) == 0


def test_a_body_goes_over_as_it_is(path: Path) -> None:
    opens, asked = Opens(), question(AGENT, UUID(int=1))
    with serving(path, opens):
        assert ask_reader(path, asked) == BODY
    assert opens.asked == [asked]


def test_why_there_is_none_goes_over_too(path: Path) -> None:
    with serving(path, lambda _: NoBody(NotOpened.LIMITED, 60)):
        assert ask_reader(path, question(AGENT, UUID(int=1))) == NoBody(NotOpened.LIMITED, 60)


SENSIBLE = json.loads(QUESTION.write(question(AGENT, UUID(int=1))))


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"open!\n",
        b"{}\n",
        b"\xff\xfe\n",
        json.dumps(SENSIBLE | {"reason": " "}).encode() + b"\n",
        json.dumps(SENSIBLE | {"reason": "x" * 201}).encode() + b"\n",
        json.dumps(SENSIBLE | {"reason": f"asked by {NIR}"}).encode() + b"\n",
        json.dumps(SENSIBLE | {"session": "short"}).encode() + b"\n",
        json.dumps(SENSIBLE | {"request": "all"}).encode() + b"\n",
        json.dumps(SENSIBLE | {"admin": "chief"}).encode() + b"\n",
        json.dumps([SENSIBLE, SENSIBLE]).encode() + b"\n",
        b"x" * 5_000,
        b"x" * 500_000,
    ],
    ids=range(13),
)
def test_a_question_that_makes_no_sense_is_answered_and_opens_nothing(
    path: Path, line: bytes
) -> None:
    opens = Opens()
    with capture_logs(), serving(path, opens):
        try:
            answer = raw(path, line)
        except BrokenPipeError:  # hung up on in the middle of what is far too long
            answer = ANSWER.write(NoBody(NotOpened.MALFORMED))
        assert ANSWER.read(answer) == NoBody(NotOpened.MALFORMED)
        assert opens.asked == []
        assert ask_reader(path, question(AGENT, UUID(int=1))) == BODY


def test_half_a_question_gets_no_answer(path: Path) -> None:
    opens = Opens()
    with capture_logs(), serving(path, opens):
        assert raw(path, QUESTION.write(question(AGENT, UUID(int=1)))) == b""
    assert opens.asked == []


def test_a_process_of_another_account_is_hung_up_on_unheard(path: Path) -> None:
    opens = Opens()
    with (
        capture_logs() as lines,
        serving(path, opens, frozenset({os.getuid() + 1})),
        pytest.raises(BodyReaderUnavailable),
    ):
        ask_reader(path, question(AGENT, UUID(int=1)))
    assert opens.asked == []
    assert lines[0] == {"event": "reader_peer_refused", "uid": os.getuid(), "log_level": "warning"}


def test_peers_that_say_nothing_or_drip_do_not_hold_up_the_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_socket, "ASKED_WITHIN_S", 0.05)
    with (
        capture_logs(),
        socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as mute,
        serving(path, Opens()),
    ):
        mute.connect(str(path))
        mute.sendall(b"{")
        assert ask_reader(path, question(AGENT, UUID(int=1))) == BODY


def test_more_than_it_can_do_at_once_are_told_that_it_is_busy(path: Path) -> None:
    opens, asked = Opens(), question(AGENT, UUID(int=1))
    opens.may_go_on.clear()
    with serving(path, opens):
        slow = [threading.Thread(target=ask_reader, args=(path, asked)) for _ in range(AT_ONCE)]
        for each in slow:
            each.start()
        eventually(lambda: len(opens.asked) == AT_ONCE)
        assert ask_reader(path, asked) == NoBody(NotOpened.BUSY)
        opens.may_go_on.set()
        for each in slow:
            each.join()
        assert ask_reader(path, asked) == BODY


def test_a_store_that_fails_is_busy_and_a_bug_is_silence_and_neither_is_the_end(
    path: Path,
) -> None:
    opens, asked = Opens(), question(AGENT, UUID(int=1))
    with capture_logs() as lines, serving(path, opens):
        opens.failure = OperationalError("x", None, Exception(NIR))
        assert ask_reader(path, asked) == NoBody(NotOpened.BUSY)
        opens.failure = RuntimeError(NIR)
        with pytest.raises(BodyReaderUnavailable) as error:
            ask_reader(path, asked)
        opens.failure = None
        assert ask_reader(path, asked) == BODY
    told = [(each["event"], each["error"]) for each in lines]
    assert told == [("reader_failed", "OperationalError"), ("reader_failed", "RuntimeError")]
    for said in (str(lines), repr(error.value), repr(BODY), repr(asked)):
        assert not any(each in said for each in (NIR, "MARTIN", token_of(AGENT)))


def test_no_reader_at_all(path: Path) -> None:
    with pytest.raises(BodyReaderUnavailable):
        ask_reader(path, question(AGENT, UUID(int=1)))


def test_one_that_goes_away_before_it_answers(path: Path) -> None:
    with listen_at(path) as listening:

        def hang_up() -> None:
            peer, _ = listening.accept()
            peer.recv(65_536)
            peer.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(BodyReaderUnavailable):
            ask_reader(path, question(AGENT, UUID(int=1)))
        thread.join()


def world_of(url: str) -> World:
    settings = settings_for(url)
    container = build(settings, clock=TurnedClock(), intake_keys=INTAKE_KEYS)
    nobody: Kiosk = None  # type: ignore[assignment]
    return World(settings, container, TurnedClock(), None, None, nobody)  # type: ignore[arg-type]


def read_and_die(url: str, path: str) -> None:
    """A reader that is killed between the commit and the answer."""
    opens = body_reader(world_of(url)).open

    def dying(asked: BodyQuestion) -> OpenedBody | NoBody:
        opens(asked)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    with listen_at(Path(path)) as listening:
        BodyReaderServer(listening, ME, dying, SystemClock()).serve()


def test_killed_between_what_is_written_down_and_the_answer(
    path: Path, tmp_path: Path, sqlite_template: Path
) -> None:
    """The reading is in the audit though nobody saw anything: never the other way round."""
    shutil.copy(sqlite_template, tmp_path / "central.db")
    url = f"sqlite:///{tmp_path / 'central.db'}"
    world, queue = world_of(url), Queue()
    world.container.intake.receive("demo", queue.batch(queue.item(demande("ceam"))))
    with transaction(world.container.engine) as db:
        (request,) = listed(db, RequestFilter())
    process = multiprocessing.get_context("spawn").Process(
        target=read_and_die, args=(url, str(path))
    )
    process.start()
    eventually(lambda: listens(path), 60)
    with pytest.raises(BodyReaderUnavailable):
        ask_reader(path, question(HEAD, request.id))
    process.join(20)
    assert process.exitcode == -signal.SIGKILL
    with serving(path, body_reader(world).open):
        assert isinstance(ask_reader(path, question(HEAD, request.id)), OpenedBody)
        assert ask_reader(path, question(HEAD, uuid4())) == NoBody(NotOpened.UNKNOWN)
    with transaction(world.container.engine) as db:
        assert db.query(BodyReadRow).count() == 2
    world.container.engine.dispose()
