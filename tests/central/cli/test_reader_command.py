"""``central reader``: the process, its socket, and who may ask it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from central.admins.roles import Admin, AdminRole, Grant, Scope
from central.admins.session_times import SessionTimes
from central.admins.sessions import AdminSessions, LiveSession
from central.cli.reader import body_reader
from central.config.setting_reading import ReadingSettings
from central.crypto.keys import fingerprint
from central.intake.reading.messages import NoBody, NotOpened
from central.intake.reading.reader_socket import ask_reader
from central.runtime.chance import SystemChance
from central.store.admin_models import AdminRow
from central.store.database import transaction
from tests.central.intake.reading.asking import HEAD, question
from tests.central.server import environment, prepare
from tests.central.world import World
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


def test_a_session_lives_for_the_reader_as_long_as_the_reader_says(world: World) -> None:
    """Whatever the console has set for itself."""
    settings = world.settings.model_copy(
        update={"reading": ReadingSettings(session_idle_s=60, session_longest_s=600)}
    )
    clock = world.clock
    readers = body_reader(settings, world.container.engine, clock).readers
    sessions = AdminSessions(clock, SystemChance(), SessionTimes())
    grant = Grant(AdminRole.OPERATOR, Scope.parse("caisse"))
    with transaction(world.container.engine) as db:
        db.add(AdminRow(id="A" * 16, name="Agnes", login="agnes", added_at=clock.now()))
        db.flush()
        token = sessions.begin(db, "A" * 16, [grant])
    with transaction(world.container.engine) as db:
        assert readers.live_admin(db, token) == Admin("A" * 16, "Agnes", (grant,))
        assert readers.live_admin(db, fingerprint(token)) is None
        clock.turn(seconds=61)
        assert readers.live_admin(db, token) is None
        assert isinstance(sessions.find(db, token), LiveSession)
