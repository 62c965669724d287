"""What is done to a kiosk's identity: proposing that it be revoked, ending a quarantine."""

from functools import partial
from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from central.admins.proposals import SharedDeed, open_proposals
from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.kiosk_places import place_of_kiosk
from central.dashboard.pages.proposals import told_there
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.fleet.kiosk_identity import KioskIdentity, identity_of
from central.fleet.kiosks import find_kiosk, release_kiosk
from central.fleet.revocation import Revocation
from central.intake.notes import LONGEST_NOTE, WrongNote, checked_note
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MAY = may(Deed.ADMINISTER, place_of_kiosk)


@router.get("/kiosks/{kiosk}/revoke", dependencies=[_MAY])
async def ask(request: Request, access: AccessOf, kiosk: str) -> HTMLResponse:
    return await _asking(request, access, kiosk)


@router.post("/kiosks/{kiosk}/revoke", dependencies=[_MAY])
async def propose(request: Request, access: AccessOf, admin: SignedIn, kiosk: str) -> Response:
    typed = field(sent_fields(request), "why")
    try:
        why = checked_note(typed)
    except WrongNote:
        why = ""
    if not why:
        return await _asking(request, access, kiosk, typed)
    wanted = Revocation(kiosk, why)
    done = await access.in_thread(partial(_proposed, access, admin, wanted))
    return told_there("proposed" if done else "changed")


@router.post("/kiosks/{kiosk}/release", dependencies=[_MAY, fresh()])
async def release(access: AccessOf, admin: SignedIn, kiosk: str) -> Response:
    def write() -> None:
        with transaction(access.engine) as db:
            known = find_kiosk(db, kiosk)
            if known is not None and known.quarantined_at is not None:
                release_kiosk(db, known.id)
                access.audit.record_staff(
                    db, audited(admin.id), "kiosk_release", "done", kiosk=known.id
                )

    await access.in_thread(write)
    return RedirectResponse(f"/kiosks/{quote(kiosk, safe='')}", HTTPStatus.SEE_OTHER)


def _proposed(access: Access, admin: Admin, wanted: Revocation) -> bool:
    """False where it is revoked already. What somebody has proposed already waits for one more
    person, and not for one more proposal."""
    with transaction(access.engine) as db:
        known = find_kiosk(db, wanted.kiosk)
        if known is None or known.revoked_at is not None:
            return False
        deed, now = SharedDeed.REVOKE_KIOSK, access.clock.now()
        if open_proposals(db, now, deed, known.id):
            return True
        access.proposals.propose(db, deed, known.id, admin.id, wanted.content)
        return True


def _identity(access: Access, kiosk: str) -> KioskIdentity:
    with transaction(access.engine) as db:
        return identity_of(db, kiosk, access.clock.now())


async def _asking(
    request: Request, access: Access, kiosk: str, wrong: str | None = None
) -> HTMLResponse:
    """``wrong``: a reason that was not taken, as it was typed."""
    return page(
        request,
        "revoke.html",
        status=HTTPStatus.OK if wrong is None else HTTPStatus.BAD_REQUEST,
        kiosk=kiosk,
        identity=await access.in_thread(partial(_identity, access, kiosk)),
        wrong=wrong,
        longest=LONGEST_NOTE,
    )
