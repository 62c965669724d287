"""Drafts of what a layer is to say, and the second person who approves one.

The rule of the two persons stands in ``two_persons``, which the signer asks again, and in the
database itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.fleet.configuration.content import content_digest, kept, read_kept
from central.fleet.configuration.layers import ConfigurationLayer
from central.store.admin_models import AdminRow
from central.store.configuration_models import ConfigurationApprovalRow, ConfigurationDraftRow

_ADMIN = "admin:"
ApprovedRows = tuple[ConfigurationApprovalRow, ConfigurationDraftRow]


@dataclass(frozen=True, slots=True)
class ConfigurationDraft:
    """``approver``: who approved it, None as long as nobody has. ``overtaken``: something else was
    approved for the layer since it was written. ``discarded``: its author withdrew it."""

    id: int
    layer: ConfigurationLayer
    base: int
    content: Mapping[str, Any]
    digest: str
    author: str
    written_at: datetime
    approver: str | None
    overtaken: bool
    discarded: bool

    @property
    def waits(self) -> bool:
        """For a second person."""
        return self.approver is None and not self.overtaken and not self.discarded


class NotApproved(StrEnum):
    """Why a draft is not approved; the value is a sentence for who asked."""

    UNKNOWN = "there is no such draft"
    DONE = "it is approved already"
    DISCARDED = "who wrote it has withdrawn it"
    OVERTAKEN = "something else was approved for that layer since it was written: draft it anew"
    SAME_PERSON = "who wrote it cannot approve it: a second person must"
    CHANGED = "it does not say what you were shown"


def two_persons(author: str, approver: str) -> bool:
    """Whether they are: each as ``central.cli.operator.person`` names who sits there."""
    return author != approver


def are_two(db: Session, author: str, approver: str) -> bool:
    """The same, where one of them sits at the console and the other at this machine: an admin who
    signs in by the name of an account of the system is taken for who has that account. Who has two
    names of different wording is not found out: a caisse gives such an account to nobody who
    publishes at the console."""
    if author.startswith(_ADMIN) is approver.startswith(_ADMIN):
        return two_persons(author, approver)
    login = _login_of(db, author)
    return not login or login != _login_of(db, approver)


def _login_of(db: Session, person: str) -> str:
    """``admin:ID`` by what they sign in with, and an account as ``operator.person`` writes it:
    empty where central knows none. Of an address, what stands before its ``@``."""
    name = person.rpartition(" (")[0]
    if person.startswith(_ADMIN):
        row = db.get(AdminRow, person.removeprefix(_ADMIN))
        name = "" if row is None else row.login or ""
    return name.partition("@")[0].strip().casefold()


def write_draft(
    db: Session, now: datetime, author: str, layer: ConfigurationLayer, content: Mapping[str, Any]
) -> int:
    """Keeps what was checked, and returns the draft's number."""
    current = newest_approved(db, layer)
    text = kept(content)
    row = ConfigurationDraftRow(
        layer=str(layer),
        base=0 if current is None else current[0].number,
        content=text,
        digest=content_digest(text),
        author=author,
        written_at=now,
    )
    db.add(row)
    db.flush()
    return row.id


def said_now(db: Session, layer: ConfigurationLayer) -> Mapping[str, Any]:
    """What a layer says: the draft that was approved last. Nothing where none was."""
    current = newest_approved(db, layer)
    return {} if current is None else read_kept(current[1].content)


def said_before(db: Session, layer: ConfigurationLayer) -> Mapping[str, Any] | None:
    """What it said before that; None where nothing was approved."""
    current = newest_approved(db, layer)
    if current is None:
        return None
    earlier = ConfigurationApprovalRow.number < current[0].number
    former = _with_draft(db, _approvals(layer).where(earlier))
    return {} if former is None else read_kept(former[1].content)


def draft_of(db: Session, draft: int) -> ConfigurationDraft | None:
    row = db.get(ConfigurationDraftRow, draft)
    if row is None:
        return None
    layer = ConfigurationLayer.parse(row.layer)
    current = newest_approved(db, layer)
    approval = db.scalar(
        select(ConfigurationApprovalRow).where(ConfigurationApprovalRow.draft == draft)
    )
    return ConfigurationDraft(
        id=row.id,
        layer=layer,
        base=row.base,
        content=read_kept(row.content),
        digest=row.digest,
        author=row.author,
        written_at=row.written_at,
        approver=None if approval is None else approval.approver,
        overtaken=row.base != (0 if current is None else current[0].number),
        discarded=row.discarded_at is not None,
    )


def open_drafts(
    db: Session, layer: ConfigurationLayer | None = None
) -> Sequence[ConfigurationDraft]:
    """Those that wait for somebody, the oldest first; of that layer alone where one is given."""
    row, approval = ConfigurationDraftRow, ConfigurationApprovalRow
    newest = (
        select(func.coalesce(func.max(approval.number), 0))
        .where(approval.layer == row.layer)
        .correlate(row)
        .scalar_subquery()
    )
    waiting = select(row.id).where(row.discarded_at.is_(None), row.base == newest).order_by(row.id)
    if layer is not None:
        waiting = waiting.where(row.layer == str(layer))
    found = (draft_of(db, each) for each in db.scalars(waiting).all())
    return tuple(each for each in found if each is not None and each.waits)


def newest_draft(db: Session, layer: ConfigurationLayer) -> int:
    """The number of the newest one that anybody ever wrote for a layer; 0 where there is none."""
    row = ConfigurationDraftRow
    return db.scalar(select(func.max(row.id)).where(row.layer == str(layer))) or 0


def discard(db: Session, now: datetime, author: str, draft: int) -> ConfigurationDraft | None:
    """The draft that its author takes back; None where it is not theirs, or waits no more."""
    _held(db, draft)
    found = draft_of(db, draft)
    if found is None or not found.waits or found.author != author:
        return None
    db.get_one(ConfigurationDraftRow, draft).discarded_at = now
    return found


def approve(
    db: Session, now: datetime, approver: str, draft: int, digest: str | None = None
) -> ConfigurationDraft | NotApproved:
    """The draft, which is from now on what its layer says. ``digest``: of what the approver has
    seen, where it was seen before."""
    _held(db, draft)
    found = draft_of(db, draft)
    if found is None:
        return NotApproved.UNKNOWN
    if found.approver is not None:
        return NotApproved.DONE
    if not are_two(db, found.author, approver):
        return NotApproved.SAME_PERSON
    if found.discarded:
        return NotApproved.DISCARDED
    if found.overtaken:
        return NotApproved.OVERTAKEN
    if digest not in (None, found.digest):
        return NotApproved.CHANGED
    row = ConfigurationApprovalRow(
        layer=str(found.layer),
        number=found.base + 1,
        draft=found.id,
        author=found.author,
        digest=found.digest,
        approver=approver,
        approved_at=now,
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:
        # Two approvals at once: the other one was faster.
        return NotApproved.OVERTAKEN
    return found


def newest_approved(db: Session, layer: ConfigurationLayer) -> ApprovedRows | None:
    """The rows themselves, for who believes neither."""
    return _with_draft(db, _approvals(layer))


def _held(db: Session, draft: int) -> None:
    """So that none is approved and withdrawn at once."""
    row = ConfigurationDraftRow
    db.execute(select(row.id).where(row.id == draft).with_for_update())


def _with_draft(db: Session, approvals: Select[Any]) -> ApprovedRows | None:
    approval = db.scalar(approvals)
    draft = None if approval is None else db.get(ConfigurationDraftRow, approval.draft)
    return None if approval is None or draft is None else (approval, draft)


def _approvals(layer: ConfigurationLayer) -> Select[Any]:
    """The newest first, one of them."""
    row = ConfigurationApprovalRow
    return select(row).where(row.layer == str(layer)).order_by(row.number.desc()).limit(1)
