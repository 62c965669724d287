"""The authority behind the kiosks' certificates: built in, so that a caisse needs no other.

A certificate says which key may call, for thirty days; that it may, the row of its key says.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shared_runtime.private import Private
from wire.enrolment import authority_id, key_digest

AUTHORITY_LIFE = timedelta(days=3_650)
KIOSK_LIFE = timedelta(days=30)
SERVER_LIFE = timedelta(days=397)
"""What browsers believe at most, since 2020; nobody here needs more."""
CLOCK_SKEW = timedelta(hours=1)
"""A kiosk whose clock is behind by less takes what was made for it just now."""
SERIAL_BYTES = 19
"""Positive and at most 20 bytes (RFC 5280, 4.1.2.2)."""


_NOT_READ = (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion)
"""What the library raises for bytes that are no request, no certificate, or none that it knows."""


class NoSigningRequest(ValueError):
    """Bytes that are no PKCS #10 of an elliptic key P-256, signed by that key."""


@dataclass(frozen=True, slots=True)
class RequestedKey:
    """The key of a signing request whose holder has shown to have its private half."""

    public: EllipticCurvePublicKey
    digest: str


def requested_key(der: bytes) -> RequestedKey:
    """Raises NoSigningRequest. Names and extensions of the request count for nothing: what stands
    in a certificate, central says."""
    try:
        request = x509.load_der_x509_csr(der)
        public, proved = request.public_key(), request.is_signature_valid
    except _NOT_READ:
        raise NoSigningRequest from None
    if not isinstance(public, EllipticCurvePublicKey) or not proved:
        raise NoSigningRequest
    if not isinstance(public.curve, SECP256R1):
        raise NoSigningRequest
    return RequestedKey(public, _digest(public))


def certified_key(der: bytes) -> str | None:
    """The digest of the key in a certificate that TLS has verified; None where there is none."""
    try:
        public = x509.load_der_x509_certificate(der).public_key()
    except _NOT_READ:
        return None
    return _digest(public) if isinstance(public, EllipticCurvePublicKey) else None


@dataclass(frozen=True, slots=True, repr=False)
class Authority(Private):
    """``former``: authorities whose certificates are still believed, or the next one's."""

    key: EllipticCurvePrivateKey
    certificate: x509.Certificate
    caisse: str
    former: tuple[x509.Certificate, ...] = ()

    @classmethod
    def of_pem(cls, key: bytes, certificates: Sequence[bytes], caisse: str) -> Self:
        """One certificate is that of the key, wherever it stands: which one signs is then said by
        one file. Raises ValueError where these are none, or none is of the key."""
        private = _private_key(key)
        try:
            found = [each for pem in certificates for each in x509.load_pem_x509_certificates(pem)]
        except ValueError:
            raise ValueError("no certificate in PEM form") from None
        own = [each for each in found if each.public_key() == private.public_key()]
        if not own:
            raise ValueError("the certificate is of another key")
        others = tuple(each for each in found if each.public_key() != private.public_key())
        return cls(private, own[0], caisse, others)

    @property
    def id(self) -> str:
        return certificate_id(self.certificate)

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """In DER form, the current one first."""
        return tuple(each.public_bytes(Encoding.DER) for each in (self.certificate, *self.former))

    @property
    def pem(self) -> str:
        """Of all that are believed."""
        return "".join(
            each.public_bytes(Encoding.PEM).decode("ascii")
            for each in (self.certificate, *self.former)
        )

    def for_kiosk(
        self, kiosk: str, key: EllipticCurvePublicKey, serial: bytes, now: datetime
    ) -> x509.Certificate:
        """Names the kiosk as ``urn:borne:<caisse>:<kiosk>``, for people and logs: nobody is let in
        by a name."""
        return self._signed(
            kiosk,
            key,
            serial,
            now,
            KIOSK_LIFE,
            (x509.UniformResourceIdentifier(f"urn:borne:{self.caisse}:{kiosk}"),),
            ExtendedKeyUsageOID.CLIENT_AUTH,
        )

    def for_server(
        self, host: str, key: EllipticCurvePublicKey, serial: bytes, now: datetime
    ) -> x509.Certificate:
        return self._signed(
            "central",
            key,
            serial,
            now,
            SERVER_LIFE,
            (_host(host),),
            ExtendedKeyUsageOID.SERVER_AUTH,
        )

    def _signed(
        self,
        name: str,
        key: EllipticCurvePublicKey,
        serial: bytes,
        now: datetime,
        life: timedelta,
        also_named: Sequence[x509.GeneralName],
        usage: x509.ObjectIdentifier,
    ) -> x509.Certificate:
        ends = min(now + life, self.certificate.not_valid_after_utc)
        return (
            _builder(_name(self.caisse, name), self.certificate.subject, key, serial, now, ends)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_KEY_USAGE_OF_ENDS, critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .add_extension(x509.SubjectAlternativeName(also_named), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
            .sign(self.key, hashes.SHA256())
        )


def certificate_id(authority: x509.Certificate) -> str:
    """How an authority's key is named; raises ValueError for one that is no authority of ours."""
    public = authority.public_key()
    if not isinstance(public, EllipticCurvePublicKey):
        raise ValueError("no authority of an elliptic curve")
    return authority_id(_spki(public))


def new_key() -> tuple[EllipticCurvePrivateKey, bytes]:
    """A key P-256, and its PEM form."""
    key = generate_private_key(SECP256R1())
    return key, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def new_authority(
    key: EllipticCurvePrivateKey, caisse: str, serial: bytes, now: datetime
) -> x509.Certificate:
    """A certificate by which the key vouches for itself, and for nobody that vouches for others."""
    name = _name(caisse, "authority")
    return (
        _builder(name, name, key.public_key(), serial, now, now + AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_KEY_USAGE_OF_AUTHORITY, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePublicKey,
    serial: bytes,
    now: datetime,
    ends: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(int.from_bytes(serial[:SERIAL_BYTES]) or 1)
        .not_valid_before(now - CLOCK_SKEW)
        .not_valid_after(ends)
    )


def _private_key(pem: bytes) -> EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except (TypeError, ValueError):
        key = None
    if not isinstance(key, EllipticCurvePrivateKey):
        raise ValueError("no private key of an elliptic curve in PEM form") from None
    return key


def _digest(public: EllipticCurvePublicKey) -> str:
    return key_digest(_spki(public))


def _spki(public: EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _name(caisse: str, name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"borne {caisse}"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


_KEY_USAGE_OF_ENDS = _usage(signs_certificates=False)
_KEY_USAGE_OF_AUTHORITY = _usage(signs_certificates=True)
