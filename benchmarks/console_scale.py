"""What a large fleet has beside its kiosks, so that every page of the console has much to show."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from central.admins.proposals import LIFETIME, SharedDeed
from central.fleet.configuration.content import checked, content_digest, kept
from central.fleet.revocation import Revocation
from central.store.admin_models import ProposalRow
from central.store.audit_models import AuditRow
from central.store.command_models import CommandRow, CommandStateRow
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationDraftRow,
    ConfigurationTargetRow,
    ConfigurationVersionRow,
    WaveMemberRow,
    WaveRow,
)
from central.store.database import insert_all, transaction
from central.store.models import EnrolmentRow, KioskRow
from central.store.staff_models import StaffMemberRow, StaffPinRow
from devdock.console_fleet.demandes import DemandeRows

_AT_ONCE = 5_000
_AUTHOR, _APPROVER = "karim.haddad", "claire.morel"
_NEW = 9
"""A version beyond all that the fictitious fleet has."""
_VERBS = ("test-page", "restart-app", "screenshot", "restart-machine", "clear-queue")


def fill_more(engine: Engine, now: datetime) -> None:
    """For each kiosk a version that it is not to have yet, most of them in a wave that goes on; and
    what comes with so many: commands, requests, acts of the audit, staff, what waits."""
    chance = Random(7)
    with transaction(engine) as db:
        rows = db.execute(select(KioskRow.id, KioskRow.site).order_by(KioskRow.id))
        kiosks = [(each.id, each.site or "") for each in rows]
        _approve_national(db, now)
        _roll_out(db, now, [id_ for id_, _ in kiosks])
        _command(db, chance, now, [id_ for id_, _ in kiosks])
        _wait(db, now, kiosks)
        _staff(db, now, sorted({site for _, site in kiosks if site}))
        asked = DemandeRows(chance, now, kiosks)
        asked.make(max(500, len(kiosks) // 5))
        asked.write(db)
    for first in range(0, 4 * len(kiosks), _AT_ONCE):
        with transaction(engine) as db:
            insert_all(db, AuditRow, list(_acts(chance, now, kiosks, first)))


def _approve_national(db: Session, now: datetime) -> None:
    """Its second word, of which no kiosk has a version yet; and a third that waits."""
    for number in (2, 3):
        text = kept(checked({"idle_s": 60 + number, "languages": ["fr", "en"]}))
        draft = ConfigurationDraftRow(
            layer="national",
            base=number - 1,
            content=text,
            digest=content_digest(text),
            author=_AUTHOR,
            written_at=now - timedelta(hours=2),
        )
        db.add(draft)
        db.flush()
        if number == 2:
            db.add(
                ConfigurationApprovalRow(
                    layer="national",
                    number=number,
                    draft=draft.id,
                    author=_AUTHOR,
                    digest=draft.digest,
                    approver=_APPROVER,
                    approved_at=now - timedelta(hours=1),
                )
            )


def _roll_out(db: Session, now: datetime, kiosks: Sequence[str]) -> None:
    wave = WaveRow(
        layer="national",
        state="running",
        stage=2,
        began_at=now - timedelta(hours=1),
        started_at=now - timedelta(hours=4),
        started_by=_AUTHOR,
        canaries=20,
        steps="5,25,100",
        success_percent=90,
        error_percent=5,
        soak_s=3_600,
        canary_within_s=7_200,
    )
    db.add(wave)
    db.flush()
    told = len(kiosks) // 4
    known = set(db.scalars(select(ConfigurationTargetRow.kiosk)))
    for place, first in enumerate(range(0, len(kiosks), _AT_ONCE)):
        some = kiosks[first : first + _AT_ONCE]
        insert_all(db, ConfigurationVersionRow, [_version(now, each) for each in some])
        lacking = [{"kiosk": each} for each in some if each not in known]
        insert_all(db, ConfigurationTargetRow, lacking)
        members = [
            {
                "wave": wave.id,
                "kiosk": each,
                "position": position,
                "version": _NEW,
                "former": 2,
                "told_at": now - timedelta(hours=4) if position < told else None,
            }
            for position, each in enumerate(some, place * _AT_ONCE)
        ]
        insert_all(db, WaveMemberRow, members)
    row = ConfigurationTargetRow
    member = WaveMemberRow
    new = select(member.kiosk).where(member.wave == wave.id, member.position < told)
    said = {"version": _NEW, "digest": "0" * 64, "reported_digest": "0" * 64}
    db.execute(update(row).where(row.kiosk.in_(new)).values(**said))


def _version(now: datetime, kiosk: str) -> dict[str, Any]:
    return {
        "kiosk": kiosk,
        "version": _NEW,
        "digest": "0" * 64,
        "content_digest": f"{kiosk:0>64}",
        "body": b"{}" * 1_000,
        "key_id": "0" * 16,
        "signature": b"0" * 64,
        "issued_at": now - timedelta(hours=5),
        "not_after": now + timedelta(days=90),
    }


def _command(db: Session, chance: Random, now: datetime, kiosks: Sequence[str]) -> None:
    """One in fifty is under way."""
    commands, states = [], []
    for number in range(len(kiosks)):
        kiosk, verb = kiosks[number], chance.choice(_VERBS)
        id_, under_way = UUID(int=chance.getrandbits(128), version=4), number % 50 == 0
        minutes = chance.randint(0, 50) if under_way else chance.randint(60, 100_000)
        at = now - timedelta(minutes=minutes)
        commands.append(
            {
                "id": id_,
                "kiosk": kiosk,
                "verb": verb,
                "content": kept({"verb": verb}),
                "digest": f"{chance.getrandbits(256):064x}",
                "issuer": _AUTHOR,
                "issued_at": at,
                "expires_at": at + timedelta(hours=1),
            }
        )
        state = chance.choice(("pending", "sent")) if under_way else "executed"
        states.append({"command": id_, "kiosk": kiosk, "state": state, "moved_at": at})
    insert_all(db, CommandRow, commands)
    insert_all(db, CommandStateRow, states)


def _wait(db: Session, now: datetime, kiosks: Sequence[tuple[str, str]]) -> None:
    """Machines that are to be kiosks, and some that are to be none."""
    for number, (kiosk, site) in enumerate(kiosks[:: max(1, len(kiosks) // 200)], start=100):
        db.add(
            EnrolmentRow(
                id=UUID(int=number),
                code_sha256=f"{number:064x}",
                site=site,
                name=f"neuve-{number}",
                state="asked" if number % 2 else "open",
                made_by=f"admin:{_AUTHOR}",
                made_at=now - timedelta(minutes=4),
                expires_at=now + timedelta(days=1),
                key_sha256=f"{number:064x}",
                asked_at=now,
            )
        )
        if number % 4 == 0:
            db.add(
                ProposalRow(
                    id=UUID(int=number),
                    deed=SharedDeed.REVOKE_KIOSK.value,
                    target=kiosk,
                    content=Revocation(kiosk, "hors d’usage").content,
                    proposer=_AUTHOR,
                    proposed_at=now,
                    expires_at=now + LIFETIME,
                )
            )


def _staff(db: Session, now: datetime, sites: Sequence[str]) -> None:
    """Two at each agency, a dozen at the first."""
    names = [(site, each) for site in sites for each in range(12 if site == sites[0] else 2)]
    members = [
        {
            "id": f"s{place}",
            "key": f"{place:016x}",
            "name": f"Claire Morel {each}",
            "role": "agent",
            "revision": 1,
            "added_at": now,
        }
        for place, (_, each) in enumerate(names)
    ]
    told = {"verifier": "0" * 64, "pepper": "0" * 16, "set_at": now}
    pins = [{"staff": f"s{place}", "site": site, **told} for place, (site, _) in enumerate(names)]
    insert_all(db, StaffMemberRow, members)
    insert_all(db, StaffPinRow, pins)


def _acts(
    chance: Random, now: datetime, kiosks: Sequence[tuple[str, str]], first: int
) -> Iterator[dict[str, Any]]:
    """Most were done by somebody at a kiosk: the page shows none of those."""
    for number in range(first, first + _AT_ONCE):
        own = number % 20 == 0
        yield {
            "at": now - timedelta(days=10) + timedelta(seconds=number),
            "kiosk": chance.choice(kiosks)[0],
            "visit": None if own else UUID(int=number),
            "act": "kiosk_code" if own else "request",
            "outcome": "done",
            "action": UUID(int=number),
            "account": "admin:demo" if own else None,
        }
