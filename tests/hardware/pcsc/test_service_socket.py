"""The service's socket: who hangs up at once refuses us, who waits for a word does not."""

import errno
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.hardware.pcsc import service_socket


@contextmanager
def listening(at: Path, met: Callable[[socket.socket], None]) -> Iterator[None]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(at))
        listener.listen()

        def serve() -> None:
            client, _ = listener.accept()
            met(client)

        thread = threading.Thread(target=serve)
        thread.start()
        yield
        thread.join()


def test_a_service_that_hangs_up_before_a_word_refuses_the_account(tmp_path):
    with listening(tmp_path / "s", lambda client: client.close()):
        assert service_socket.hangs_up(tmp_path / "s")


def test_a_service_that_waits_for_a_word_does_not(tmp_path, monkeypatch):
    monkeypatch.setattr(service_socket, "_WITHIN_S", 0.05)
    met: list[socket.socket] = []
    with listening(tmp_path / "s", met.append):
        assert not service_socket.hangs_up(tmp_path / "s")
    met[0].close()


def test_where_nobody_listens_nobody_refuses(tmp_path):
    assert not service_socket.hangs_up(tmp_path / "s")
    (tmp_path / "s").touch()
    assert not service_socket.hangs_up(tmp_path / "s")


def test_it_is_where_the_library_looks_for_it(monkeypatch):
    monkeypatch.delenv("PCSCLITE_CSOCK_NAME", raising=False)
    assert service_socket.path() == Path("/run/pcscd/pcscd.comm")
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", "/tmp/other")
    assert service_socket.path() == Path("/tmp/other")


def test_a_process_that_may_open_no_more_files_is_told_of_nobody(tmp_path, monkeypatch):
    def no_more(*_: object) -> socket.socket:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(socket, "socket", no_more)
    assert not service_socket.hangs_up(tmp_path / "s")
