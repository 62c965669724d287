"""Who this kiosk is: a key that is made here and never leaves, and what central gave it for it.

The key is written once; ``enrolled.json`` is central's last answer, ``certificate.pem`` the
certificate in it, in the form that TLS reads. Where these are lost, the key gets them again.
"""

import fcntl
import os
import shutil
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.sync.fleet.key import KioskKey
from kiosk.sync.fleet.pinned import pin_first
from shared_runtime.private import Private
from shared_runtime.whole_files import sync_folder, write_whole
from wire.codec import Malformed, codec_of
from wire.enrolment import Enrolled

_WHATEVER_THE_DATE = ssl.VerifyFlags(0x200000)
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME, for which Python has no name."""
FOLDER = "identity"
"""In kiosk-sync's state folder."""
_PENDING = "identity.pending"
_FORMER = "identity.former"
_CERTIFICATE, _ENROLLED = "certificate.pem", "enrolled.json"


@dataclass(frozen=True, slots=True, repr=False)
class Identity(Private):
    """``renew_at``: one third of the certificate's life after it was made."""

    folder: Path
    enrolled: Enrolled
    certified_from: datetime
    certified_until: datetime
    renew_at: datetime

    @property
    def authorities_pem(self) -> str:
        return "".join(map(ssl.DER_cert_to_PEM_cert, self.enrolled.authorities))

    def tls(self, key: KioskKey) -> ssl.SSLContext:
        """Shows the certificate, and believes central's own authority alone, whatever the date: a
        kiosk that has lost its clock is still told the time, and a server's key lives no longer
        than its process."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.verify_flags |= _WHATEVER_THE_DATE
        context.load_verify_locations(cadata=self.authorities_pem)
        key.show_in(context, self.folder / _CERTIFICATE)
        return context


def identity_in(folder: Path) -> Identity | None:
    """None where nothing was given to this kiosk yet, or what was given is damaged."""
    try:
        enrolled = codec_of(Enrolled).read((folder / _ENROLLED).read_bytes())
        certificate = x509.load_pem_x509_certificate((folder / _CERTIFICATE).read_bytes())
    except (OSError, ValueError, Malformed):
        return None
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return Identity(folder, enrolled, begins, ends, begins + (ends - begins) / 3)


def keep(folder: Path, enrolled: Enrolled) -> None:
    """Stores what central gave. Raises OSError, and ValueError where its certificate is none."""
    certificate = x509.load_der_x509_certificate(enrolled.certificate)
    pin_first(folder, enrolled)
    write_whole(folder / _CERTIFICATE, certificate.public_bytes(Encoding.PEM))
    write_whole(folder / _ENROLLED, codec_of(Enrolled).write(enrolled))


def pending_folder(state: Path) -> Path:
    """Where a kiosk that is being enrolled has its new key until central has agreed."""
    return state / _PENDING


def adopt_pending(state: Path) -> bool:
    """Puts the new identity in the place of the former one, where there is one that central has
    agreed to; whether it did. It may be called again, also after a power cut in the middle, and by
    kiosk-sync while `kiosk enrol` does the same. Raises OSError."""
    pending, current, former = state / _PENDING, state / FOLDER, state / _FORMER
    if identity_in(pending) is None:
        return False
    with alone(state):
        if identity_in(pending) is None:
            return False
        if current.exists():
            _remove(former)
            current.rename(former)
        pending.rename(current)
        sync_folder(state)
        _remove(former)
    return True


@contextmanager
def alone(state: Path) -> Iterator[None]:
    """Nobody else puts an identity in the place of another meanwhile. Raises OSError."""
    descriptor = os.open(state, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
