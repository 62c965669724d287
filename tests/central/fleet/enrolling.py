"""Machines that ask to be kiosks of a central, and what they are given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy.orm import Session

from central.config.reading import make_missing_keys
from central.crypto.authority import new_key
from central.fleet.enrolment import Enrolments
from central.runtime.chance import SystemChance
from central.store.database import transaction
from central.web.client_certificates import with_certificate
from tests.central.conftest import MakeWorld
from tests.central.world import MORNING, Http, Kiosk, World, settings_for
from wire.codec import Codec, codec_of
from wire.enrolment import CertificateRequest, EnrolmentAnswer, EnrolmentRequest

URL = "https://kiosks.central.example:8443"
SITE = "0131"
ANSWER = Codec[Any](EnrolmentAnswer)


def world_with_authority(make_world: MakeWorld, folder: Path, **changes: Any) -> World:
    keys = {
        "authority_key_file": folder / "authority.key",
        "authority_certificate_file": folder / "authority.pem",
        "kiosk_url": URL,
    }
    settings = settings_for("sqlite://", intake_key_file=folder / "intake.key", **keys)
    make_missing_keys(settings, SystemChance(), MORNING)
    return make_world(**keys, **changes)


@dataclass
class Machine:
    """One with a key, and what it was answered last."""

    http: Http
    key: EllipticCurvePrivateKey = field(default_factory=lambda: new_key()[0])
    instead: bytes | None = None
    """Of its signing request."""

    def request(self) -> bytes:
        if self.instead is not None:
            return self.instead
        asked = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([]))
        return asked.sign(self.key, SHA256()).public_bytes(Encoding.DER)

    def ask(self, code: str) -> httpx.Response:
        asked = EnrolmentRequest(code=code, signing_request=self.request())
        return self.http.post("/v1/enrolments", json=codec_of(EnrolmentRequest).plain(asked))

    def enrol(self, code: str) -> Any:
        answer = self.ask(code)
        assert answer.status_code == 200, answer.text
        return ANSWER.read(answer.content)

    def certify(self, token: str | None = None) -> httpx.Response:
        asked = codec_of(CertificateRequest).plain(CertificateRequest(self.request()))
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return self.http.post("/v1/certificates", json=asked, headers=headers)


class CertifiedKiosk(Kiosk):
    """Calls over connections on which this certificate was verified."""

    def __init__(self, world: World, certificate: bytes) -> None:
        portal, app = world.http.portal, world.http.app
        super().__init__(Http(portal, with_certificate(app, certificate)), "")

    def headers(self) -> dict[str, str]:
        return {}


@contextmanager
def fleet_of(world: World) -> Iterator[tuple[Session, Enrolments]]:
    """What staff's commands work on."""
    assert world.container.enrolments is not None
    with transaction(world.container.engine) as db:
        yield db, world.container.enrolments


def make_code(world: World, name: str = "borne-07", **known: str | None) -> str:
    with fleet_of(world) as (db, enrolments):
        return enrolments.make_code(db, SITE, name, "staff", **known).code


def decide(world: World, *, agreed: bool = True) -> str | None:
    """Of the one that waits; the id of the kiosk."""
    with fleet_of(world) as (db, enrolments):
        (asked,) = [each for each in enrolments.under_way(db) if each.state == "asked"]
        decision = enrolments.approve if agreed else enrolments.refuse
        return decision(db, asked.id, "staff").kiosk


def enrolled(world: World, name: str = "borne-07", **known: str | None) -> CertifiedKiosk:
    code, machine = make_code(world, name, **known), Machine(world.http)
    machine.enrol(code)
    decide(world)
    return CertifiedKiosk(world, machine.enrol(code).certificate)
