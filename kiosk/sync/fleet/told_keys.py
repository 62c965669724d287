"""The keys that this kiosk goes by: those that were pinned, and what these have endorsed since.

The statements lie beside the pins, in one file that is exchanged whole, with the one before it
behind; they are verified each time they are read. A file that holds half of something is no file:
then the one before counts, then the pins alone, and central, which is told, says the rest again.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import structlog
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.sync.fleet.identity import identity_in
from kiosk.sync.fleet.pinned import Pinned, pinned_by, pinned_in
from kiosk.sync.outbox.sealer import Sealer
from shared_runtime.whole_files import write_whole
from wire.codec import Malformed, codec_of
from wire.endorsement import KeyChain, KnownKeys
from wire.endorsing import KeyTrust, NotTaken, take, take_all
from wire.enrolment import authority_id
from wire.signed import SignedDocument
from wire.sync import SyncAnswer, SyncRequest

_TOLD, _BEFORE = "endorsed.json", "endorsed.before.json"

log = structlog.get_logger(__name__)


class ToldKeys:
    """Used from the one event loop. ``folder``: of the identity. ``sealer``: seals for the file's
    key until another one is endorsed."""

    def __init__(self, folder: Path, sealer: Sealer) -> None:
        self._folder, self._sealer = folder, sealer
        self._pinned: Pinned | None = None
        self._trust: KeyTrust | None = None
        self._authorities: tuple[str, ...] = ()
        self._unsaved = False
        self.reload()

    @property
    def is_pinned(self) -> bool:
        """Whether this kiosk can be told anything."""
        return self._pinned is not None

    def pinned(self) -> Pinned:
        """Whose word counts now: nobody's where nobody is pinned any more, as of a kiosk that was
        enrolled again at a central without a signer."""
        return self._pinned or Pinned("", "", {})

    def reload(self) -> None:
        """The identity is another one, or was looked at for the first time."""
        self._authorities = tuple(_authorities_in(self._folder))
        begun = pinned_in(self._folder)
        if begun is None:
            self._pinned = self._trust = None
            self._sealer.use(None)
            return
        self._use(begun.kiosk, _kept(self._folder, KeyTrust(begun.caisse, begun.keys)))
        self._unsaved = False

    def tell(self, request: SyncRequest) -> SyncRequest:
        """With the keys that this kiosk goes by."""
        signing = () if self._trust is None else tuple(sorted(self._trust.current))[:8]
        known = KnownKeys(signing, self._sealer.key_id, self._authorities)
        return replace(request, keys=known)

    def heard(self, answer: SyncAnswer) -> None:
        """Before anything else in it is looked at. What central may not say changes nothing."""
        try:
            self._heard(answer.endorsements)
        except Exception as error:  # noqa: BLE001 - a bug here must not keep a request from central
            log.error("keys_failed", error=type(error).__name__)

    def _heard(self, endorsements: Sequence[SignedDocument]) -> None:
        trust = self._trust
        if trust is None:
            return
        for document in endorsements:
            found = take(trust, document)
            if isinstance(found, NotTaken):
                if found is not NotTaken.OLDER:
                    log.warning("endorsement_refused", key=document.key_id, why=found)
                continue
            trust = found
        if trust is not self._trust:
            self._use(self.pinned().kiosk, trust)
            self._unsaved = True
            log.info("keys_told", signing=",".join(trust.current), intake=self._sealer.key_id)
        if self._unsaved:
            self._save(trust.taken)

    def _use(self, kiosk: str, trust: KeyTrust) -> None:
        self._trust, self._pinned = trust, pinned_by(kiosk, trust)
        self._sealer.use(trust.intake)

    def _save(self, taken: Sequence[SignedDocument]) -> None:
        """Some milliseconds on the loop, a few times a year. On a full disk it goes on in memory:
        after a restart central says it again."""
        chain = KeyChain(tuple(taken))
        try:
            with suppress(FileNotFoundError):
                write_whole(self._folder / _BEFORE, (self._folder / _TOLD).read_bytes())
            write_whole(self._folder / _TOLD, codec_of(KeyChain).write(chain))
        except OSError as error:
            log.error("keys_not_kept", error=type(error).__name__)
            return
        self._unsaved = False


def _kept(folder: Path, begun: KeyTrust) -> KeyTrust:
    for name in (_TOLD, _BEFORE):
        try:
            chain = codec_of(KeyChain).read((folder / name).read_bytes())
        except FileNotFoundError:
            continue
        except (OSError, Malformed):
            log.error("keys_damaged", file=name)
            continue
        found = take_all(begun, chain.endorsements)
        if found.taken == chain.endorsements:
            return found
        log.error("keys_damaged", file=name)
    return begun


def _authorities_in(folder: Path) -> Sequence[str]:
    identity = identity_in(folder)
    found = []
    for der in () if identity is None else identity.enrolled.authorities:
        with suppress(ValueError):
            public = x509.load_der_x509_certificate(der).public_key()
            if isinstance(public, EllipticCurvePublicKey):
                spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
                found.append(authority_id(spki))
    return found
