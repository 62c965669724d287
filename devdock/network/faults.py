"""The menu of faults of the line to central, and what comes down it instead of an answer."""

import socket
import struct
import threading
from collections.abc import Callable, Mapping
from enum import StrEnum

DRIP_EVERY_S = 0.1
_TEN_MEGABYTES = 10_000_000
_MANY_HEADERS = 100_000


class NetworkFault(StrEnum):
    """Each lasts until it is mended, and befalls every request that comes meanwhile."""

    CUT = "cut"
    ANSWER_LOST = "answer_lost"
    TWICE = "twice"
    HANG = "hang"
    SLOW = "slow"
    FIVE_HUNDRED = "five_hundred"
    GARBAGE = "garbage"
    RESET = "reset"
    CUT_IN_THE_BODY = "cut_in_the_body"
    DRIP = "drip"
    TEN_MEGABYTES = "ten_megabytes"
    ENDLESS_HEADERS = "endless_headers"
    WEB_PAGE = "web_page"
    NO_HTTP = "no_http"
    REDIRECT = "redirect"
    KIOSK_UNKNOWN = "kiosk_unknown"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"


Forgery = Callable[[socket.socket, threading.Event], None]
"""Takes the connection of a caller whose request is read, and an event that is set once the fault
is mended. Raises OSError when the caller hangs up first; the connection is of no use afterwards."""


def _cut(line: socket.socket, _: threading.Event) -> None:
    line.shutdown(socket.SHUT_RDWR)


def _reset(line: socket.socket, _: threading.Event) -> None:
    linger_none = struct.pack("ii", 1, 0)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_none)
    line.close()


def _hang(_: socket.socket, mended: threading.Event) -> None:
    mended.wait()


def _cut_in_the_body(line: socket.socket, mended: threading.Event) -> None:
    line.sendall(_head(200, 900) + b"{")
    _cut(line, mended)


def _drip(line: socket.socket, mended: threading.Event) -> None:
    line.sendall(_head(200, 9999))
    while not mended.wait(DRIP_EVERY_S):
        line.sendall(b" ")


def _ten_megabytes(line: socket.socket, _: threading.Event) -> None:
    line.sendall(_answer(200, b'"' + b"a" * _TEN_MEGABYTES + b'"'))


def _endless_headers(line: socket.socket, _: threading.Event) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    for _n in range(_MANY_HEADERS):
        line.sendall(b"x-more: and more\r\n")


def _no_http(line: socket.socket, _: threading.Event) -> None:
    line.sendall(b"\x16\x03\x01\x00\xff nonsense \r\n\r\n")


def _says(status: int, body: bytes, kind: str, *more: bytes) -> Forgery:
    def say(line: socket.socket, _: threading.Event) -> None:
        line.sendall(_answer(status, body, kind, *more))

    return say


def _answer(status: int, body: bytes, kind: str = "application/json", *more: bytes) -> bytes:
    return _head(status, len(body), kind, *more) + body


def _head(status: int, length: int, kind: str = "application/json", *more: bytes) -> bytes:
    lines = [
        f"HTTP/1.1 {status} Said".encode(),
        f"content-type: {kind}".encode(),
        f"content-length: {length}".encode(),
        b"connection: close",
        *more,
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n"


_UNKNOWN = b'{"type":"urn:borne:problem:kiosk-unknown","title":"No","status":401}'

FORGERIES: Mapping[NetworkFault, Forgery] = {
    NetworkFault.CUT: _cut,
    NetworkFault.HANG: _hang,
    NetworkFault.FIVE_HUNDRED: _says(500, b"Traceback (most recent call last)", "text/plain"),
    NetworkFault.GARBAGE: _says(200, b"{garbage", "application/json"),
    NetworkFault.RESET: _reset,
    NetworkFault.CUT_IN_THE_BODY: _cut_in_the_body,
    NetworkFault.DRIP: _drip,
    NetworkFault.TEN_MEGABYTES: _ten_megabytes,
    NetworkFault.ENDLESS_HEADERS: _endless_headers,
    NetworkFault.WEB_PAGE: _says(200, b"<html>Sign in to the guest network</html>", "text/html"),
    NetworkFault.NO_HTTP: _no_http,
    NetworkFault.REDIRECT: _says(302, b"", "text/plain", b"location: https://elsewhere.example/"),
    NetworkFault.KIOSK_UNKNOWN: _says(401, _UNKNOWN, "application/problem+json"),
    NetworkFault.TOO_MANY: _says(429, b"slow down", "text/plain", b"retry-after: 1"),
    NetworkFault.TOO_LARGE: _says(413, b"<html>Too large</html>", "text/html"),
}
"""The faults for which central is not even asked."""
