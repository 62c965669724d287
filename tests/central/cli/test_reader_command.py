"""``central reader``: the process, its socket, and what it answers where nobody signs in yet."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from central.intake.reading.messages import NoBody, NotOpened
from central.intake.reading.reader_socket import ask_reader
from tests.central.intake.reading.asking import HEAD, question
from tests.central.server import environment, prepare
from tests.waiting import eventually

pytestmark = pytest.mark.any_store

_COMMAND = [sys.executable, "-c", "from central.cli.main import main; main()", "reader"]


def test_it_answers_until_it_is_asked_to_stop(tmp_path: Path) -> None:
    prepare(tmp_path)
    path = tmp_path / "reader.sock"
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'central.db'}", "READER_SOCKET": str(path)}
    with subprocess.Popen(
        _COMMAND, env=environment(**settings), cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert "reader_started" in process.stderr.readline()
        assert ask_reader(path, question(HEAD, uuid4())) == NoBody(NotOpened.REFUSED)
        process.send_signal(signal.SIGTERM)
        said = process.stderr.read()
    assert process.returncode == 0
    assert "reading_refused" in said
    assert "reader_stopped" in said
    assert question(HEAD, uuid4()).session not in said
    eventually(lambda: not path.exists())


def test_without_its_socket_it_says_what_is_missing(tmp_path: Path) -> None:
    prepare(tmp_path)
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'central.db'}"}
    done = subprocess.run(
        _COMMAND,
        env=environment(**settings),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        os.EX_CONFIG,
        "configuration: reader_socket: is needed here\n",
    )
