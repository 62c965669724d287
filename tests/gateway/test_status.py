"""How kiosk-sync stands: what answers, what does not, and who may not ask."""

import json
import socket
import threading
from pathlib import Path

import pytest

from kiosk.domain.faults import Link
from kiosk.gateway.query import Absent, Forbidden, Nonsense, Silent
from kiosk.gateway.status import Answers, GatewayStatus, gateway_status
from shared_runtime.clock import SystemClock

WITHIN_S = 0.4


def ask(path: Path) -> GatewayStatus:
    return gateway_status(path, SystemClock(), WITHIN_S)


def answer(body: bytes, status: str = "200 OK"):
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
    whole = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    return lambda connection: connection.sendall(whole)


@pytest.mark.parametrize("link", Link)
def test_it_answers_with_its_link(opened, path, link):
    server = opened(answer(json.dumps({"state": link}).encode()))
    assert ask(path) == Answers(link)
    assert server.asked[0].startswith(b"GET /v1/status ")


@pytest.mark.parametrize(
    "script",
    [
        answer(b"{}"),
        answer(b"[1"),
        answer(b'{"state": "elsewhere"}'),
        answer(b'{"state": "online"}', "404 Not Found"),
        answer(b"x" * 300_000),
        lambda connection: connection.sendall(b"SSH-2.0-OpenSSH\r\n\r\n"),
    ],
)
def test_what_is_no_kiosk_sync_of_ours_is_nonsense(opened, path, script):
    opened(script)
    assert ask(path) == Nonsense()


def test_one_that_hangs_up_without_a_word_refuses_this_account(opened, path):
    opened(lambda connection: connection.shutdown(socket.SHUT_RDWR))
    assert ask(path) == Forbidden()


def test_one_that_never_answers_is_silent_in_time(opened, path):
    over = threading.Event()
    opened(lambda connection: over.wait(10))
    clock = SystemClock()
    began = clock.monotonic()
    assert ask(path) == Silent()
    assert clock.monotonic() - began < WITHIN_S + 1
    over.set()


def test_one_that_drips_is_silent_too(opened, path):
    over = threading.Event()

    def drip(connection):
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
            connection.sendall(bytes([byte]))
            if over.wait(0.05):
                return

    opened(drip)
    assert ask(path) == Silent()
    over.set()


def test_nobody_behind_the_socket_and_no_socket(path):
    assert ask(path) == Absent()
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    assert ask(path) == Absent()


def test_a_socket_that_this_account_may_not_open(path, monkeypatch):
    def closed(self, address):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "connect", closed)
    assert ask(path) == Forbidden()
