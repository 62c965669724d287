"""Writing down what was done: in the same transaction as the act, and chained to what was before.

Each row's hash is keyed and covers its content and the hash before it: nobody who can write into
the database, but lacks the server keys, changes, adds or takes out a row unseen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from central.crypto.narrow_keys import AuditKey
from central.store.audit_models import AuditHeadRow, AuditRow
from central.store.database import insert_all
from shared_runtime.clock import Clock

ItemAct = Literal["request", "lost"]
StaffAct = Literal[
    "show",
    "close",
    "audit",
    "kiosk_add",
    "kiosk_code",
    "kiosk_approve",
    "kiosk_refuse",
    "kiosk_release",
    "kiosk_revoke",
    "kiosk_resume",
    "unlock",
    "config_group",
    "tag_put",
    "tag_take",
    "bulk_start",
    "view_save",
    "view_change",
    "view_delete",
    "config_draft",
    "config_discard",
    "config_approve",
    "config_give",
    "config_sign",
    "wave_start",
    "wave_pause",
    "wave_resume",
    "wave_abort",
    "command_issue",
    "command_approve",
    "command_cancel",
    "command_sign",
    "command_result",
    "support_bundle",
    "key_prepare",
    "key_use",
    "key_retire",
    "staff_add",
    "staff_change",
    "staff_pin",
    "staff_suspend",
    "staff_resume",
    "staff_remove",
    "trouble_tick",
    "alert_acknowledge",
    "alert_silence",
    "alert_unsilence",
    "alert_threshold",
    "alert_recipient_add",
    "alert_recipient_remove",
    "alert_recipient_test",
    "audit_verify",
    "admin_add",
    "admin_invite",
    "admin_join",
    "admin_grant",
    "admin_ungrant",
    "admin_suspend",
    "admin_resume",
    "admin_recover",
    "admin_unlock",
    "sign_in",
    "sign_out",
    "prove_again",
    "session_end",
    "propose",
    "proposal_approve",
    "proposal_withdraw",
]

KioskAct = Literal["command_report", "command_result", "staff_act", "support_bundle"]

CHAIN_START = "0" * 64
"""What the first row has before it."""
_PENDING = "audit"
_LAGGING = timedelta(days=1)
"""Until the last worker is started anew, it goes on with the key that it knows as the current one.
"""


@dataclass(frozen=True, slots=True)
class ItemDone:
    """What became of one item of a kiosk's queue; ``nir`` where it could be opened."""

    action: UUID
    visit: UUID
    act: ItemAct
    outcome: str
    nir: str | None = None


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """Rows are put into the chain as the last thing in the transaction, in the order in which they
    were recorded: the chain is held as shortly as can be, and whoever holds it waits for nobody."""

    key: AuditKey
    clock: Clock

    def record(
        self, db: Session, kiosk: str, visit: UUID, act: str, outcome: str, nir: str | None
    ) -> None:
        """``act``: a word, such as the name of a call. ``nir``: of the person whom it is about,
        where that is known. Its digest is kept."""
        self._add(db, [self._row(act, outcome, kiosk=kiosk, visit=visit, nir=nir)])

    def record_items(self, db: Session, kiosk: str, done: Iterable[ItemDone]) -> None:
        self._add(
            db,
            [
                self._row(
                    each.act,
                    each.outcome,
                    kiosk=kiosk,
                    visit=each.visit,
                    nir=each.nir,
                    action=each.action,
                )
                for each in done
            ],
        )

    def record_staff(
        self,
        db: Session,
        account: str,
        act: StaffAct,
        outcome: str,
        *,
        kiosk: str | None = None,
        nir: str | None = None,
        person: str | None = None,
        request: UUID | None = None,
    ) -> None:
        """What was done with a command or in the console. ``account``: the operating system's, see
        ``central.cli.operator``, or ``admin:`` with an id; ``kiosk``: the one that it was about, or
        the admin in the same form; ``person``: the digest, where the NIR is not at hand."""
        row = self._row(act, outcome, kiosk=kiosk, nir=nir, action=request, account=account)
        self._add(db, [row if person is None else row | {"person": person}])

    def record_kiosk(
        self,
        db: Session,
        kiosk: str,
        act: KioskAct,
        outcome: str,
        *,
        action: UUID,
        account: str | None = None,
    ) -> None:
        """What a kiosk itself did or said, in no visit. ``account``: ``staff:`` with the name of
        who did it there, where it knows."""
        row = self._row(act, outcome, kiosk=kiosk, nir=None, action=action, account=account)
        self._add(db, [row])

    def person(self, nir: str) -> str:
        """How the audit knows whom something is about: to be found by who has NIR and key."""
        return self.key.persons.digest(nir)

    def names(self, nir: str) -> tuple[str, ...]:
        """How it knew them under each key."""
        return self.key.persons.digests(nir).names

    def hash_of(self, before: str, row: dict[str, Any]) -> str:
        """The hash of a row, of these columns, that comes after the one of that hash."""
        return self.key.chain.digest(before, *_texts(row))

    def is_hash(self, hash_: str | None, before: str, row: dict[str, Any]) -> bool:
        """Whether a row of these columns, after the one with the hash ``before``, has that hash.
        Raises ServerKeyUnknown. A key that was in use no more when the row says to be written made
        no hash of it: whoever comes by a former key writes nothing of today."""
        if hash_ is None or not self.key.chain.made(hash_, before, *_texts(row)):
            return False
        until = self.key.chain.key_of(hash_).until
        return until is None or row["at"] <= until + _LAGGING

    def _row(self, act: str, outcome: str, **more: Any) -> dict[str, Any]:
        nir = more.pop("nir")
        content = {
            "at": self.clock.now(),
            "act": act,
            "outcome": outcome,
            "person": None if nir is None else self.person(nir),
        }
        return dict.fromkeys(COLUMNS) | content | more

    def _add(self, db: Session, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        pending = db.info.setdefault(_PENDING, [])
        if not pending:
            event.listen(db, "before_commit", self._chain, once=True)
        pending.extend(rows)

    def _chain(self, db: Session) -> None:
        rows: list[dict[str, Any]] = db.info.pop(_PENDING)
        head = db.execute(select(AuditHeadRow.position, AuditHeadRow.hash).with_for_update()).one()
        position, before = head.position, head.hash
        for row in rows:
            position += 1
            row["position"] = position
            before = row["hash"] = self.hash_of(before, row)
        insert_all(db, AuditRow, rows)
        db.execute(update(AuditHeadRow).values(position=position, hash=before))


COLUMNS = ("position", "at", "kiosk", "visit", "act", "outcome", "action", "person", "account")
"""What the hash of a row covers, in this order; one that is added later goes behind the others, and
only into the hash of rows that have it."""


def _texts(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_text(row[name]) for name in COLUMNS)


def _text(value: Any) -> str:
    """A column's value in one form only; nothing is told apart from an empty text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(UTC).isoformat(timespec="microseconds")
    return f"={value}"
