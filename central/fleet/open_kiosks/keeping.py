"""The one row in which the directory lies: written by who watches the fleet, read by the others."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from central.fleet.open_kiosks.directory import KioskDirectory, PublicDirectory
from central.store.database import insert_or_update, may_read
from central.store.fleet_models import OpenKiosksRow
from wire.codec import Malformed, codec_of

STALE_AFTER = timedelta(minutes=15)
"""Where nobody has watched the fleet for so long, nothing is known of any kiosk."""
_ROW = OpenKiosksRow
_THE_ONE = 1
PUBLIC = (_ROW.id, _ROW.tag, _ROW.made_at, _ROW.public)
"""All that the public page's role may read of it."""


D = TypeVar("D", PublicDirectory, KioskDirectory)


@dataclass(frozen=True, slots=True)
class Edition:
    """``tag``: the same as long as nothing in it has changed."""

    tag: str
    made_at: datetime


def keep(db: Session, now: datetime, public: PublicDirectory, kiosks: KioskDirectory) -> None:
    said = {
        "public": codec_of(PublicDirectory).adapter.dump_json(public).decode(),
        "kiosks": codec_of(KioskDirectory).adapter.dump_json(kiosks).decode(),
    }
    tag = hashlib.sha256("\n".join(said.values()).encode()).hexdigest()[:16]
    same = db.scalar(select(_ROW.tag).where(_ROW.id == _THE_ONE)) == tag
    told = {"made_at": now} if same else {"made_at": now, "tag": tag, **said}
    row = insert_or_update(db, _ROW).values({"id": _THE_ONE, "tag": tag, "made_at": now, **said})
    db.execute(row.on_conflict_do_update(index_elements=[_ROW.id], set_=told))


def edition(engine: Engine) -> Edition | None:
    """None where nobody has made one yet."""
    with engine.connect() as db:
        row = db.execute(select(_ROW.tag, _ROW.made_at).where(_ROW.id == _THE_ONE)).one_or_none()
    return None if row is None else Edition(row.tag, row.made_at)


def public_directory(engine: Engine) -> PublicDirectory:
    """Of what a later release has written, nothing."""
    with engine.connect() as db:
        return _read(PublicDirectory(), db.scalar(select(_ROW.public).where(_ROW.id == _THE_ONE)))


def kiosk_directory(engine: Engine) -> KioskDirectory:
    with engine.connect() as db:
        return _read(KioskDirectory(), db.scalar(select(_ROW.kiosks).where(_ROW.id == _THE_ONE)))


def may_read_public(engine: Engine) -> bool:
    """Whether the role that this engine connects as may read what the public may know."""
    return may_read(engine, *PUBLIC)


def _read(empty: D, text: str | None) -> D:
    try:
        return empty if text is None else codec_of(type(empty)).read(text)
    except Malformed:
        return empty
