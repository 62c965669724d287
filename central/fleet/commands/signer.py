"""The signer's part in commands: it is asked *which*, never *what*, and believes no row.

It reads what is to be done from the store, and signs it where somebody known by name gave it, the
verb is on the list, the kiosk is known, it lasts no longer than LONGEST_VALIDITY, and, where the
verb is privileged, a second person approved exactly that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

import structlog
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from central.crypto.signing_ring import SigningRing
from central.fleet.commands.issuing import digest_of
from central.fleet.configuration.content import read_kept
from central.fleet.configuration.drafts import two_persons
from central.fleet.configuration.groups import is_known
from central.fleet.configuration.signer import (
    FORGED,
    ConfigurationSigner,
    NotSigned,
    VersionCount,
)
from central.fleet.endorsed_keys import signing_keys_for
from central.store.audit import AuditTrail
from central.store.command_models import (
    CommandApprovalRow,
    CommandRow,
    CommandSignatureRow,
    CommandStateRow,
)
from central.store.configuration_models import ConfigurationVersionRow
from central.store.database import transaction
from shared_runtime.clock import Clock
from wire.codec import Malformed, codec_of
from wire.commands import COMMAND_PURPOSE, LONGEST_VALIDITY, PRIVILEGED, KioskCommand
from wire.signed import SignedBody
from wire.signing import TooLargeToSign, sign

_log = structlog.get_logger("central")

CommandSigning = Mapping[UUID, int | NotSigned]
"""For each command the version of its document, or why there is none."""


@dataclass(frozen=True, slots=True)
class CommandSigner:
    """``account``: as which the signer runs, for the audit."""

    engine: Engine
    ring: Callable[[], SigningRing]
    versions: VersionCount
    clock: Clock
    audit: AuditTrail
    caisse: str
    account: str

    @classmethod
    def beside(cls, other: ConfigurationSigner) -> Self:
        """With the same key and count: no two documents for a kiosk have one version."""
        return cls(
            other.engine,
            other.ring,
            other.versions,
            other.clock,
            other.audit,
            other.caisse,
            other.account,
        )

    def sign_commands(self, commands: Sequence[UUID]) -> CommandSigning:
        """Raises one of STORE_FAILS: then nothing was signed."""
        with transaction(self.engine) as db:
            done = {each: self._sign(db, each) for each in dict.fromkeys(commands)}
        for command, outcome in done.items():
            if outcome in FORGED:
                _log.error("command_forged", command=str(command), why=str(outcome))
        return done

    def _sign(self, db: Session, command: UUID) -> int | NotSigned:
        row = db.get(CommandRow, command)
        if row is None:
            return NotSigned.UNKNOWN_COMMAND
        order = self._proven(db, row)
        if isinstance(order, NotSigned):
            return order
        former = _last_version(db, row.kiosk)
        # Never before what was signed last, whatever the clock says: a lower bound for kiosks.
        issued_at = max(self.clock.now(), _last_issued(db, row.kiosk) or row.issued_at)
        body = SignedBody(
            purpose=COMMAND_PURPOSE,
            caisse=self.caisse,
            kiosk=row.kiosk,
            version=self.versions.take(1, former)[0],
            issued_at=issued_at,
            not_after=issued_at + (row.expires_at - self.clock.now()),
            content=codec_of(KioskCommand).plain(order),
        )
        try:
            document = sign(body, signing_keys_for(db, self.ring(), (row.kiosk,))[row.kiosk])
        except TooLargeToSign:
            return NotSigned.TOO_LARGE
        db.add(
            CommandSignatureRow(
                command=row.id,
                kiosk=row.kiosk,
                version=body.version,
                body=document.body,
                key_id=document.key_id,
                signature=document.signature,
                issued_at=issued_at,
            )
        )
        self.audit.record_staff(
            db, self.account, "command_sign", row.verb, kiosk=row.kiosk, request=row.id
        )
        return body.version

    def _proven(self, db: Session, row: CommandRow) -> KioskCommand | NotSigned:
        """What is to be signed, where the rows prove that it was wanted."""
        if db.get(CommandSignatureRow, row.id) is not None:
            return NotSigned.UNCHANGED
        if not is_known(db, row.kiosk):
            return NotSigned.UNKNOWN_KIOSK
        if digest_of(row) != row.digest:
            return NotSigned.OTHER_DIGEST
        state = db.get(CommandStateRow, row.id)
        if state is None or state.state != "pending" or row.expires_at <= self.clock.now():
            return NotSigned.EXPIRED
        if row.expires_at - row.issued_at > LONGEST_VALIDITY or row.issued_at > self.clock.now():
            return NotSigned.WRONG_CONTENT
        try:
            command = codec_of(KioskCommand).of_plain(
                {"id": row.id, "order": read_kept(row.content)}
            )
        except (Malformed, ValueError):
            return NotSigned.WRONG_CONTENT
        if not row.issuer or command.order.verb != row.verb:
            return NotSigned.WRONG_CONTENT
        return _approved(db, row, command)


def _approved(db: Session, row: CommandRow, command: KioskCommand) -> KioskCommand | NotSigned:
    if command.order.verb not in PRIVILEGED:
        return command
    approval = db.get(CommandApprovalRow, row.id)
    if approval is None:
        return NotSigned.NOTHING_APPROVED
    if approval.issuer != row.issuer or not two_persons(row.issuer, approval.approver):
        return NotSigned.SAME_PERSON
    return command if approval.digest == row.digest else NotSigned.OTHER_DIGEST


def _last_version(db: Session, kiosk: str) -> int:
    row = CommandSignatureRow
    return db.scalar(select(func.max(row.version)).where(row.kiosk == kiosk)) or 0


def _last_issued(db: Session, kiosk: str) -> datetime | None:
    rows = (CommandSignatureRow, ConfigurationVersionRow)
    found = [db.scalar(select(func.max(row.issued_at)).where(row.kiosk == kiosk)) for row in rows]
    return max((each for each in found if each is not None), default=None)
