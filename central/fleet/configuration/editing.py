"""Two people who change what one layer says at the same time: neither loses what she wrote.

Whoever saves says on what her form was opened. Where somebody was faster, nothing is kept: she gets
both together, what she changed over what the other did, and saves that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.fleet.configuration.content import changed, kept
from central.fleet.configuration.drafts import (
    discard,
    draft_of,
    newest_approved,
    newest_draft,
    open_drafts,
    said_now,
    write_draft,
)
from central.fleet.configuration.layer_list import word_of
from central.fleet.configuration.layers import ConfigurationLayer
from central.store.audit_models import AuditHeadRow

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenedOn:
    """``number``: of the version that the layer said then, 0 for none; ``newest``: of the newest
    draft that there was; ``draft``: that the form began with, 0 where it began with the version."""

    number: int
    newest: int
    draft: int = 0


@dataclass(frozen=True, slots=True)
class SavedDraft:
    draft: int
    replaced: int | None


@dataclass(frozen=True, slots=True)
class UnchangedContent:
    """It says what is said already, or proposed: there is nothing to keep."""


@dataclass(frozen=True, slots=True)
class OtherWasFaster:
    """``content``: both together; ``theirs``: what they say; ``taken``: fields that are theirs now,
    ``both``: those that both have changed, of which hers were kept. ``draft``: 0 where theirs is
    approved already. ``opened``: on what she goes on."""

    content: Content
    theirs: Content
    who: str
    draft: int
    taken: tuple[str, ...]
    both: tuple[str, ...]
    opened: OpenedOn


Saving = SavedDraft | UnchangedContent | OtherWasFaster


def opened_now(db: Session, layer: ConfigurationLayer, draft: int = 0) -> OpenedOn:
    current = newest_approved(db, layer)
    number = 0 if current is None else current[0].number
    return OpenedOn(number, newest_draft(db, layer), draft)


def beginning(db: Session, layer: ConfigurationLayer, opened: OpenedOn) -> Content:
    """What the form was filled with. Nothing, where there never was such a version or draft."""
    if opened.draft:
        found = draft_of(db, opened.draft)
        return found.content if found is not None and found.layer == layer else {}
    word = word_of(db, layer, opened.number)
    return {} if word is None else word.content


def save(
    db: Session,
    now: datetime,
    author: str,
    layer: ConfigurationLayer,
    opened: OpenedOn,
    content: Content,
) -> Saving:
    """A draft of it, unless somebody was faster. ``content`` is checked. A draft of her own that
    she began with is withdrawn: the new one stands in its place."""
    _one_after_the_other(db)
    faster = _faster(db, layer, opened)
    if faster is not None:
        who, draft, theirs = faster
        together, taken, both = merged_edits(beginning(db, layer, opened), content, theirs)
        go_on = opened_now(db, layer, draft)
        return OtherWasFaster(together, theirs, who, draft, taken, both, go_on)
    if kept(content) in (kept(said_now(db, layer)), kept(beginning(db, layer, opened))):
        return UnchangedContent()
    begun = draft_of(db, opened.draft) if opened.draft else None
    mine = begun is not None and begun.layer == layer and discard(db, now, author, begun.id)
    number = write_draft(db, now, author, layer, content)
    return SavedDraft(number, begun.id if mine and begun is not None else None)


def merged_edits(
    start: Content, mine: Content, theirs: Content
) -> tuple[Content, tuple[str, ...], tuple[str, ...]]:
    """Both together, the fields that are theirs, and those that both have changed."""
    by_me, by_them = set(changed(start, mine)), changed(start, theirs)
    apart = set(changed(mine, theirs))
    taken = tuple(each for each in by_them if each not in by_me)
    both = tuple(each for each in by_them if each in by_me and each in apart)
    found = {name: value for name, value in mine.items() if name not in taken}
    return found | {name: theirs[name] for name in taken if name in theirs}, taken, both


def _faster(
    db: Session, layer: ConfigurationLayer, opened: OpenedOn
) -> tuple[str, int, Content] | None:
    """Who has said what since the form was opened: the newest draft that waits, else what was
    approved."""
    newer = [each for each in open_drafts(db, layer) if each.id > opened.newest]
    if newer:
        return newer[-1].author, newer[-1].id, newer[-1].content
    current = newest_approved(db, layer)
    if current is not None and current[0].number != opened.number:
        return current[0].approver, 0, said_now(db, layer)
    return None


def _one_after_the_other(db: Session) -> None:
    """Whoever saves waits here for who saves now: nobody looks before the other has written."""
    db.execute(select(AuditHeadRow.position).with_for_update())
