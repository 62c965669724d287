"""Ending a wave for good, and drafting what its layer said before."""

from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.container import DashboardContainerOf
from central.dashboard.pages.waves import progress_within
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.dashboard.wave_places import WaveInPath, place_of_wave
from central.fleet.configuration.drafts import said_before, write_draft
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.rollout import abort_wave, wave_of
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MAY = may(Deed.PUBLISH, place_of_wave)


@router.get("/waves/{wave}/abort", dependencies=[_MAY])
async def confirm(
    request: Request, container: DashboardContainerOf, admin: SignedIn, wave: WaveInPath
) -> HTMLResponse:
    progress = await progress_within(container, wave, reach_of(admin))
    return page(request, "wave/abort.html", progress=progress, wave=progress.wave)


@router.post("/waves/{wave}/abort", dependencies=[_MAY, fresh()])
async def abort(
    request: Request,
    container: DashboardContainerOf,
    access: AccessOf,
    admin: SignedIn,
    wave: WaveInPath,
) -> Response:
    rolls_back = bool(field(sent_fields(request), "rollback"))
    told = await access.in_thread(partial(_abort, access, admin, wave, rolls_back))
    container.waves.forget()
    return RedirectResponse(f"/waves/{wave}?told={told}", HTTPStatus.SEE_OTHER)


def _abort(access: Access, admin: Admin, number: int, rolls_back: bool) -> str:
    """What the page that follows is to tell, with the draft's number where one was written."""
    now, by = access.clock.now(), audited(admin.id)
    with transaction(access.engine) as db:
        if abort_wave(db, now, number) is None:
            return "changed"
        access.audit.record_staff(db, by, "wave_abort", f"wave {number}")
        wave = wave_of(db, number)
        layer = None if wave is None else ConfigurationLayer.parse(wave.layer)
        before = said_before(db, layer) if layer is not None and rolls_back else None
        if layer is None or before is None:
            return "aborted"
        draft = write_draft(db, now, by, layer, before)
        access.audit.record_staff(db, by, "config_draft", f"draft {draft}")
        return f"aborted&draft={draft}"
