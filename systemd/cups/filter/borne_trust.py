#!/usr/bin/python3
"""Prints CUPS's word for why it does not trust the printer at a URI, or nothing when it does.

CUPS looks at a certificate only when it has something to print. This asks its library for the same
verdict, by the same account, so with the same certificates remembered; borne-look, beside which it
lies, calls it. It sends the printer nothing. What it cannot find out the next document will tell.
"""

import ctypes
import sys
from urllib.parse import SplitResult, urlsplit

_WORDS = {
    1: "cups-pki-invalid",
    2: "cups-pki-changed",
    3: "cups-pki-expired",
    5: "cups-pki-unknown",
}
"""Of http_trust_t (cups/http.h), in the words of CUPS's own ipp backend; the rest is trust."""
_ANY_FAMILY, _ALWAYS_ENCRYPTED, _BLOCKING = 0, 3, 1
_WITHIN_MS = 3000
_IPP_PORT = 631


def verdict(host: str, port: int) -> str:
    """Empty for a printer that is trusted, or out of reach. Raises OSError without libcups."""
    cups = ctypes.CDLL("libcups.so.2")
    cups.httpConnect2.restype = ctypes.c_void_p
    name = host.encode()
    made: int | None = cups.httpConnect2(
        name, port, None, _ANY_FAMILY, _ALWAYS_ENCRYPTED, _BLOCKING, _WITHIN_MS, None
    )
    if made is None:
        return ""
    connection = ctypes.c_void_p(made)
    shown = ctypes.c_void_p()
    if cups.httpCopyCredentials(connection, ctypes.byref(shown)):
        return _WORDS[5]
    return _WORDS.get(cups.httpCredentialsGetTrust(shown, name), "")


def as_written(uri: SplitResult) -> str:
    """The host letter by letter: under that name CUPS remembers the certificate it saw first."""
    host = uri.hostname or ""
    begin = uri.netloc.lower().rfind(host)
    return uri.netloc[begin : begin + len(host)]


if __name__ == "__main__":
    uri = urlsplit(sys.argv[1])
    sys.stdout.write(verdict(as_written(uri), uri.port or _IPP_PORT))
