"""Judging an item by itself, before the store is asked: what it is, or why it is not taken."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, assert_never

from central.crypto.decryption import IntakeKeys, KeyUnknown
from central.crypto.digests import Digests, ServerKeyUnknown
from central.crypto.keys import Keys
from central.crypto.references import CodeProof, SessionReferences
from central.intake.arrival import made_at
from central.intake.handlers import Received
from central.intake.proofs import is_of_its_visit
from central.rights.identifying import identify
from central.rights.people import CardIdentity
from central.rights.sessions import person_digests
from central.rights.source import Identified, Opposed, RightsSource, UnknownPerson
from wire.codec import Codec, Malformed, codec_of
from wire.demandes.demande import Applicant, Assurance
from wire.demandes.kinds import KINDS, Demande
from wire.sealing import SealBroken, digest
from wire.staff import STAFF_ACT_KIND, STAFF_ACT_VERSION, DoneByStaff
from wire.strict_json import NotStrictJson, loads
from wire.sync import Item, ItemHeader, Lack, SyncRequest

RejectionCode = (
    Lack | Literal["bad-digest", "seal-broken", "malformed-body", "bad-session-reference"]
)
"""Why an item is rejected: for good, or for what central lacks, and then the kiosk offers it again
by itself."""


@dataclass(frozen=True, slots=True)
class Rejected:
    code: RejectionCode


@dataclass(frozen=True, slots=True)
class StaffDone:
    """An item that tells of staff at the kiosk: for the audit alone."""

    act: DoneByStaff


ItemVerdict = Received | StaffDone | Rejected
_DEMANDE = Codec[Demande](Demande)


@dataclass(frozen=True, slots=True)
class Judge:
    keys: Keys
    intake_keys: IntakeKeys
    references: SessionReferences
    source: RightsSource
    longest_visit: timedelta

    def judge(
        self, kiosk: str, sent: SyncRequest, item: Item, received_at: datetime
    ) -> ItemVerdict:
        """Raises whatever the rights source raises."""
        header = item.header
        if digest(item.sealed) != item.digest:
            return Rejected("bad-digest")
        newest = _newest_version(header.kind)
        if newest is None:
            return Rejected("unknown-kind")
        if header.schema_version > newest:
            return Rejected("unknown-schema")
        try:
            body = self.intake_keys.open(item)
            if header.kind == STAFF_ACT_KIND:
                return StaffDone(codec_of(DoneByStaff).of_plain(loads(body)))
            demande = _DEMANDE.of_plain(loads(body))
        except KeyUnknown:
            return Rejected("unknown-key")
        except SealBroken:
            return Rejected("seal-broken")
        except (NotStrictJson, Malformed):
            return Rejected("malformed-body")
        if demande.kind != header.kind:
            return Rejected("malformed-body")
        asked_at = made_at(header, sent, received_at)
        declared = Assurance.DECLARED
        plain = Received(kiosk, header, demande, body, asked_at, received_at, declared)
        match header.assurance:
            case Assurance.DECLARED:
                return plain
            case Assurance.CARD:
                is_somebody = self._named_by(demande.applicant) is not None
                return replace(plain, assurance=Assurance.CARD) if is_somebody else plain
            case Assurance.CODE:
                return self._proved(plain)
            case _ as never:
                assert_never(never)

    def _proved(self, plain: Received) -> ItemVerdict:
        """With the proof of a code, as far as it goes."""
        try:
            proof = self._proof(plain.kiosk, plain.header)
        except ServerKeyUnknown:
            return Rejected("unknown-key")
        person = self._named_by(plain.demande.applicant)
        if proof is None or person is None or proof.person not in person.names:
            return Rejected("bad-session-reference")
        holds = is_of_its_visit(proof, plain.made_at, plain.received_at, self.longest_visit)
        return replace(
            plain,
            made_at=max(plain.made_at, proof.at),
            assurance=Assurance.CODE if holds else Assurance.DECLARED,
            proved_by=person,
        )

    def _proof(self, kiosk: str, header: ItemHeader) -> CodeProof | None:
        """That somebody proved a code in this visit to this kiosk."""
        if header.session_reference is None:
            return None
        proof = self.references.read(kiosk, header.session_reference)
        return proof if proof is not None and proof.visit == header.subject else None

    def _named_by(self, applicant: Applicant) -> Digests | None:
        """The digests of the person whom the card names; ``None`` where it names nobody, or is in
        opposition."""
        card = CardIdentity(
            applicant.nir.value,
            applicant.birth_date,
            applicant.family_name or "",
            applicant.given_name or "",
        )
        match identify(self.source, card):
            case Identified(person):
                return person_digests(self.keys, person.id)
            case Opposed() | UnknownPerson():
                return None
            case _ as never:
                assert_never(never)


def _newest_version(kind: str) -> int | None:
    """None of a kind that nobody here knows."""
    if kind == STAFF_ACT_KIND:
        return STAFF_ACT_VERSION
    known = KINDS.get(kind)
    return None if known is None else known.newest_version
