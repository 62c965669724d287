"""Leave to print: only for what is on disk now and was not before."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.domain.ids import JobId
from kiosk.domain.paper import JobFate
from kiosk.gateway.prints import PrintJournalClient
from shared_runtime.clock import SystemClock
from tests.gateway.scripted_server import Script, ScriptedServer, answer, problem, saying, silent

Opener = Callable[[Script], ScriptedServer]
JOB = JobId(UUID(int=7))


@pytest.fixture
def journal(path: Path) -> PrintJournalClient:
    return PrintJournalClient(path, SystemClock(), deadline_s=0.3)


@pytest.mark.parametrize(
    ("script", "leave"),
    [
        (saying(answer(200, {"fresh": True, "state": "intent"})), True),
        (saying(answer(200, {"fresh": False, "state": "intent"})), False),
        (saying(answer(200, {"fresh": False, "state": "done"})), False),
        (saying(problem(503, "queue-unavailable")), False),
        (saying(problem(500, "internal")), False),
        (saying(answer(200, {"state": "intent"})), False),
        (saying(b""), False),
        (silent, False),
    ],
)
def test_leave(journal: PrintJournalClient, opened: Opener, script: Script, leave: bool):
    server = opened(script)
    assert journal.intend(JOB) is leave
    assert server.asked[0].startswith(f"PUT /v1/prints/{JOB} HTTP/1.1".encode())
    assert server.asked[0].endswith(b'{"state":"intent"}')


@pytest.mark.parametrize("fate", JobFate)
def test_what_came_of_it(journal: PrintJournalClient, opened: Opener, fate: JobFate):
    server = opened(saying(answer(200, {"fresh": False, "state": fate.value})))
    journal.note(JOB, fate)
    assert server.asked[0].endswith(f'{{"state":"{fate.value}"}}'.encode())


@pytest.mark.parametrize(
    ("said", "settled"),
    [(answer(200, {"unknown": 2}), True), (problem(503, "queue-unavailable"), False)],
)
def test_settling(journal: PrintJournalClient, opened: Opener, said: bytes, settled: bool):
    opened(saying(said))
    assert journal.settle() is settled


def test_nobody_behind_the_socket_gives_no_leave(path: Path):
    nobody = PrintJournalClient(path, SystemClock())
    assert not nobody.intend(JOB)
    assert not nobody.settle()
    nobody.note(JOB, JobFate.DONE)
