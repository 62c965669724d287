"""What the signer endorsed, told to each kiosk as far as it needs it, and which keys each goes by.

Statements lie in the store, and are verified when they are read: a row that somebody wrote there
says nothing. Nobody could believe it either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from central.crypto.signing_ring import SigningRing
from central.store.database import insert_or_update
from central.store.key_models import KeyEndorsementRow, KioskKeysRow, RetiredKeyRow
from shared_runtime.clock import Clock
from wire.codec import codec_of
from wire.endorsement import (
    MAX_ENDORSEMENTS,
    KeyChain,
    KeyEndorsement,
    KnownKeys,
    public_key_id,
)
from wire.endorsing import KeyTrust, take_all
from wire.signed import SignedDocument
from wire.signing import document_digest, signing_key_id
from wire.strict_json import loads
from wire.sync import Item

_LOOK_EVERY_S = 10.0
"""How soon all workers tell what was endorsed just now."""
_NOTED_FOR_S = 3_600.0
"""How long it is remembered what a kiosk said, so that the same is not looked up again."""
_MOST_GIVEN = 4


@dataclass(frozen=True, slots=True)
class EndorsedKey:
    statement: KeyEndorsement
    key_id: str
    document: SignedDocument


@dataclass(slots=True)
class EndorsedKeys:
    """``first``: the signer's keys that kiosks were given before anything was endorsed, 32 bytes
    each. Called from worker threads, several at once."""

    clock: Clock
    caisse: str
    first: tuple[bytes, ...] = ()
    _told: tuple[EndorsedKey, ...] = ()
    _trust: KeyTrust | None = None
    _looked_at: float | None = None
    _noted: dict[str, tuple[KnownKeys | None, float]] = field(default_factory=dict)

    def exchanged(
        self, db: Session, kiosk: str, known: KnownKeys | None, items: Sequence[Item]
    ) -> tuple[SignedDocument, ...]:
        """Notes which keys the kiosk goes by, and gives the statements that it lacks."""
        self._note(db, kiosk, known, items)
        self._look(db)
        return () if known is None else self._lacking(known)

    def is_settled(
        self, light: Engine, kiosk: str, known: KnownKeys | None, items: Sequence[Item]
    ) -> bool:
        """Whether ``exchanged`` has nothing to note or to give, as with nearly every call."""
        if not self._is_noted(kiosk, self._said(kiosk, known, items)):
            return False
        if not self._is_fresh:
            with Session(light) as db:
                self._look(db)
        return known is None or not self._lacking(known)

    def all_told(self, db: Session) -> tuple[EndorsedKey, ...]:
        """What holds of all that lies in the store, the oldest first."""
        self._look(db)
        return self._told

    def given(self, db: Session) -> tuple[bytes, ...]:
        """The public keys that a kiosk is given when it is enrolled: first the one that signs now,
        then former ones, for a kiosk of the release before, until they are retired."""
        self._look(db)
        retired = set(db.scalars(select(RetiredKeyRow.key_id)))
        current = [] if self._trust is None else list(self._trust.current.values())
        former = () if self._trust is None else reversed([*self._trust.former.values()])
        keys = [*current, *(each.key for each in former)]
        kept = [each for each in keys if signing_key_id(each) not in retired]
        return tuple(each.public_bytes_raw() for each in kept[:_MOST_GIVEN])

    def enrolled(self, db: Session, kiosk: str) -> None:
        """The kiosk was given its keys anew: it goes by the one that signs now."""
        self._look(db)
        current = () if self._trust is None else tuple(self._trust.current)
        row = _row(db, kiosk)
        row.signing = " ".join(current[:8]) if self._told else None
        self._noted.pop(kiosk, None)

    def certified(self, db: Session, kiosk: str, authority: str) -> None:
        """By which authority's key its newest certificate is."""
        _row(db, kiosk).certified_by = authority

    def add(self, db: Session, chain: KeyChain) -> Sequence[EndorsedKey]:
        """What of the signer's chain was not told before. Raises ValueError where it is not of a
        key that kiosks were given, or leads elsewhere."""
        if chain.first not in self.first:
            raise ValueError("it begins with a key that no kiosk was given")
        begun = KeyTrust.beginning(self.caisse, map(_key, self.first))
        if take_all(begun, chain.endorsements).taken != chain.endorsements:
            raise ValueError("it does not hold")
        self._looked_at = None
        before = {document_digest(each.document) for each in self.all_told(db)}
        if not before <= {document_digest(each) for each in chain.endorsements}:
            raise ValueError("it lacks what kiosks were told")
        now = self.clock.now()
        new = [each for each in chain.endorsements if document_digest(each) not in before]
        for document in new:
            db.add(_as_row(document, now))
        db.flush()
        self._looked_at = None
        fresh = {document_digest(each) for each in new}
        return [each for each in self.all_told(db) if document_digest(each.document) in fresh]

    def _lacking(self, known: KnownKeys) -> tuple[SignedDocument, ...]:
        if not known.signing:
            return ()  # it has pinned nobody, and believes nobody
        told = self._told
        links = [each for each in told if each.statement.use == "signing"]
        begin = max(
            (each.statement.number for each in links if each.statement.former in known.signing),
            default=None,
        )
        wanted = [] if begin is None else [each for each in links if _number(each) >= begin]
        wanted += [each for each in told if each.statement.use == "intake"][-1:]
        lacking = [each for each in wanted if each.key_id != known.intake]
        return tuple(each.document for each in sorted(lacking, key=_number)[:MAX_ENDORSEMENTS])

    def _note(
        self, db: Session, kiosk: str, known: KnownKeys | None, items: Sequence[Item]
    ) -> None:
        said = self._said(kiosk, known, items)
        if self._is_noted(kiosk, said):
            return
        row = _row(db, kiosk)
        signing = None if known is None else " ".join(known.signing)
        authorities = None if known is None else " ".join(known.authorities)
        intake = said.intake or row.intake
        if (row.signing, row.intake, row.authorities) != (signing, intake, authorities):
            row.signing, row.intake, row.authorities = signing, intake, authorities
        self._noted[kiosk] = (said, self.clock.monotonic() + _NOTED_FOR_S)

    def _said(self, kiosk: str, known: KnownKeys | None, items: Sequence[Item]) -> KnownKeys:
        """What a kiosk of the release before does not say is seen from what it sealed."""
        if known is not None:
            return known
        before, _ = self._noted.get(kiosk, (None, 0.0))
        of_old = None if before is None else before.intake
        return KnownKeys((), items[-1].header.key_id if items else of_old)

    def _is_noted(self, kiosk: str, said: KnownKeys) -> bool:
        before, until = self._noted.get(kiosk, (None, 0.0))
        return said == before and self.clock.monotonic() < until

    @property
    def _is_fresh(self) -> bool:
        looked_at = self._looked_at
        return looked_at is not None and self.clock.monotonic() < looked_at + _LOOK_EVERY_S

    def _look(self, db: Session) -> None:
        if self._is_fresh:
            return
        rows = db.scalars(select(KeyEndorsementRow).order_by(KeyEndorsementRow.number)).all()
        documents = [SignedDocument(each.body, each.key_id, each.signature) for each in rows]
        trust = take_all(KeyTrust.beginning(self.caisse, map(_key, self.first)), documents)
        self._trust, self._told = trust, tuple(map(_endorsed, trust.taken))
        self._looked_at = self.clock.monotonic()


def signing_keys_for(
    db: Session, ring: SigningRing, kiosks: Sequence[str]
) -> Mapping[str, Ed25519PrivateKey]:
    """By which key each kiosk is to be told: the newest that was endorsed in words that kiosks can
    have heard or, where a kiosk follows no endorsement, the oldest that is still here."""
    row = KioskKeysRow
    following = set(
        db.scalars(select(row.kiosk).where(row.kiosk.in_(kiosks), row.signing.is_not(None)))
    )
    in_store = set(db.scalars(select(KeyEndorsementRow.digest)))
    said = zip(ring.chain.endorsements, ring.statements, strict=True)
    told = [each.number for doc, each in said if document_digest(doc) in in_store]
    newest, oldest = ring.newest(max(told, default=0)), ring.oldest
    return {kiosk: newest if kiosk in following else oldest for kiosk in kiosks}


def retire_key(db: Session, key_id: str, now: datetime) -> None:
    """No kiosk is given it any more."""
    new = insert_or_update(db, RetiredKeyRow).values(key_id=key_id, retired_at=now)
    db.execute(new.on_conflict_do_nothing())


def statement_of(document: SignedDocument) -> KeyEndorsement:
    """What it says, whoever has signed it. Raises ValueError."""
    plain: Any = loads(document.body)
    return codec_of(KeyEndorsement).of_plain(plain)


def _endorsed(document: SignedDocument) -> EndorsedKey:
    """Of one that was verified."""
    statement = statement_of(document)
    return EndorsedKey(statement, public_key_id(statement.key), document)


def _number(endorsed: EndorsedKey) -> int:
    return endorsed.statement.number


def _key(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)


def _as_row(document: SignedDocument, now: datetime) -> KeyEndorsementRow:
    return KeyEndorsementRow(
        digest=document_digest(document),
        number=statement_of(document).number,
        body=document.body,
        key_id=document.key_id,
        signature=document.signature,
        told_at=now,
    )


def _row(db: Session, kiosk: str) -> KioskKeysRow:
    """Made where it is missing: two exchanges of a kiosk may do so at once."""
    found = db.get(KioskKeysRow, kiosk)
    if found is None:
        db.execute(insert_or_update(db, KioskKeysRow).values(kiosk=kiosk).on_conflict_do_nothing())
        found = db.get_one(KioskKeysRow, kiosk)
    return found
