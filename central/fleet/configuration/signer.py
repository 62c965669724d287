"""The signer: what nobody approved, it does not sign, whoever asks.

It is asked *for which kiosks* to sign, never *what*: it reads the approved drafts from the store
and puts them together itself. Author and approver must be two, the digest of what was approved must
be the digest of what is to be signed, and the version grows by a count of the signer's own. So
whoever holds a web worker can have signed again what two people agreed on, and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from central.crypto.signing_ring import SigningRing
from central.fleet.configuration.content import (
    WrongContent,
    checked,
    content_digest,
    kept,
    read_kept,
)
from central.fleet.configuration.drafts import newest_approved, two_persons
from central.fleet.configuration.groups import groups_of, is_known
from central.fleet.configuration.layers import content_of, merged
from central.fleet.endorsed_keys import signing_keys_for
from central.store.audit import AuditTrail
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationDraftRow,
    ConfigurationVersionRow,
)
from central.store.database import transaction
from shared_runtime.clock import Clock
from wire.signed import CONFIGURATION_PURPOSE, SignedBody
from wire.signing import TooLargeToSign, document_digest, sign, signing_key_id

AT_ONCE = 200
"""Kiosks in one transaction: a country's are signed in a minute, and nobody waits long for the
store meanwhile."""

_log = structlog.get_logger("central")


class NotSigned(StrEnum):
    """Why nothing new is signed for a kiosk; the value is a word for programs."""

    UNCHANGED = "unchanged"
    """It has been signed, and that still holds for long."""
    UNKNOWN_KIOSK = "unknown-kiosk"
    NOTHING_APPROVED = "nothing-approved"
    SAME_PERSON = "same-person"
    """Somebody has written an approval into the store by another way than ours."""
    OTHER_DIGEST = "other-digest"
    """What is there is not what was approved."""
    WRONG_CONTENT = "wrong-content"
    """No kiosk could use it: it was approved by a release that knew other limits."""
    TOO_LARGE = "too-large"
    UNKNOWN_COMMAND = "unknown-command"
    EXPIRED = "expired"
    """A command that is too late, or not pending any more."""


FORGED = frozenset({NotSigned.SAME_PERSON, NotSigned.OTHER_DIGEST})
"""What only happens where somebody has meddled with the store."""

Signing = Mapping[str, int | NotSigned]
"""For each kiosk the new version, or why there is none."""


@dataclass(frozen=True, slots=True)
class FormerVersion:
    """Of the newest document that was signed for a kiosk, by the key of this id."""

    version: int
    content_digest: str
    issued_at: datetime
    key_id: str


class VersionCount(Protocol):
    def take(self, count: int, above: int) -> range:
        """So many numbers, above this one and above all that were ever taken; kept for good before
        it returns."""
        ...


@dataclass(frozen=True, slots=True)
class ConfigurationSigner:
    """``ring``: the signer's keys, read anew each time: the next one is made while this process
    runs. ``lifetime``: how long a kiosk may take up what is signed; past half of it, it is signed
    anew. ``account``: as which the signer runs, for the audit."""

    engine: Engine
    ring: Callable[[], SigningRing]
    versions: VersionCount
    clock: Clock
    audit: AuditTrail
    caisse: str
    lifetime: timedelta
    account: str

    def sign_for(self, kiosks: Sequence[str]) -> Signing:
        """Signs what is approved for each. Raises one of STORE_FAILS: what was signed before that
        stays."""
        done: dict[str, int | NotSigned] = {}
        asked = tuple(dict.fromkeys(kiosks))
        for first in range(0, len(asked), AT_ONCE):
            with transaction(self.engine) as db:
                done.update(self._some(db, asked[first : first + AT_ONCE]))
        for kiosk, outcome in done.items():
            if outcome in FORGED:
                _log.error("approval_forged", kiosk=kiosk, why=str(outcome))
        return done

    def _some(self, db: Session, kiosks: Sequence[str]) -> Signing:
        former = {kiosk: _former(db, kiosk) for kiosk in kiosks}
        keys = signing_keys_for(db, self.ring(), kiosks)
        due = {kiosk: self._due(db, kiosk, former[kiosk], keys[kiosk]) for kiosk in kiosks}
        wanted = [kiosk for kiosk, content in due.items() if not isinstance(content, NotSigned)]
        above = max((row.version for row in former.values() if row is not None), default=0)
        numbers = iter(self.versions.take(len(wanted), above) if wanted else ())
        return {
            kiosk: content
            if isinstance(content, NotSigned)
            else self._sign(db, kiosk, content, next(numbers), former[kiosk], keys[kiosk])
            for kiosk, content in due.items()
        }

    def _due(
        self, db: Session, kiosk: str, former: FormerVersion | None, key: Ed25519PrivateKey
    ) -> dict[str, Any] | NotSigned:
        """What is to be signed for the kiosk now."""
        if not is_known(db, kiosk):
            return NotSigned.UNKNOWN_KIOSK
        said = []
        for layer in groups_of(db, kiosk).layers:
            found = newest_approved(db, layer)
            if found is not None:
                content = proven(*found)
                if isinstance(content, NotSigned):
                    return content
                said.append((layer, content))
        if not said:
            return NotSigned.NOTHING_APPROVED
        content = content_of(merged(said))
        return NotSigned.UNCHANGED if self._holds(former, content, key) else content

    def _holds(
        self, former: FormerVersion | None, content: Mapping[str, Any], key: Ed25519PrivateKey
    ) -> bool:
        if former is None or former.content_digest != content_digest(kept(content)):
            return False
        if former.key_id != signing_key_id(key.public_key()):
            return False
        return self.clock.now() < former.issued_at + self.lifetime / 2

    def _sign(
        self,
        db: Session,
        kiosk: str,
        content: Mapping[str, Any],
        version: int,
        former: FormerVersion | None,
        key: Ed25519PrivateKey,
    ) -> int | NotSigned:
        # Never before the last one, whatever the clock says now: kiosks take it for a lower bound.
        now = self.clock.now()
        issued_at = now if former is None else max(now, former.issued_at)
        body = SignedBody(
            purpose=CONFIGURATION_PURPOSE,
            caisse=self.caisse,
            kiosk=kiosk,
            version=version,
            issued_at=issued_at,
            not_after=issued_at + self.lifetime,
            content=content,
        )
        try:
            document = sign(body, key)
        except TooLargeToSign:
            return NotSigned.TOO_LARGE
        db.add(
            ConfigurationVersionRow(
                kiosk=kiosk,
                version=version,
                digest=document_digest(document),
                content_digest=content_digest(kept(content)),
                body=document.body,
                key_id=document.key_id,
                signature=document.signature,
                issued_at=issued_at,
                not_after=body.not_after,
            )
        )
        self.audit.record_staff(db, self.account, "config_sign", f"version {version}", kiosk=kiosk)
        return version


def proven(
    approval: ConfigurationApprovalRow, draft: ConfigurationDraftRow
) -> dict[str, Any] | NotSigned:
    """What a layer says, where the rows prove that two people agreed on exactly that."""
    if not two_persons(draft.author, approval.approver) or draft.author != approval.author:
        return NotSigned.SAME_PERSON
    if not content_digest(draft.content) == draft.digest == approval.digest:
        return NotSigned.OTHER_DIGEST
    try:
        return checked(read_kept(draft.content))
    except WrongContent:
        return NotSigned.WRONG_CONTENT


def _former(db: Session, kiosk: str) -> FormerVersion | None:
    row = ConfigurationVersionRow
    found = db.execute(
        select(row.version, row.content_digest, row.issued_at, row.key_id)
        .where(row.kiosk == kiosk)
        .order_by(row.version.desc())
        .limit(1)
    ).first()
    return None if found is None else FormerVersion(*found)
