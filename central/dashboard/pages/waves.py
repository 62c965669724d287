"""Waves: which go on, how each goes on step by step and kiosk by kiosk, and pausing one."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.admins.shown_names import shown_names
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may, may_somewhere
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.layer_places import where_it_holds
from central.dashboard.live import stream
from central.dashboard.query_texts import chosen, row_number
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.dashboard.wave_places import WaveInPath, place_of_wave
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.rollout import Wave, pause_wave, resume_wave
from central.fleet.configuration.wave_progress import (
    MemberOutcome,
    WaveMember,
    WaveProgress,
    wave_members,
    waves_within,
)
from central.fleet.reach import Reach
from central.store.audit import StaffAct
from central.store.database import transaction

_SHOWN_WAVES, LINES = 30, 50
_TOLD = frozenset({"started", "paused", "resumed", "aborted", "changed"})

router = APIRouter(include_in_schema=False)
_MAY = may(Deed.PUBLISH, place_of_wave)


@router.get("/waves", dependencies=[may_somewhere(Deed.SEE)])
async def show_all(
    request: Request, container: DashboardContainerOf, admin: SignedIn
) -> HTMLResponse:
    reach = reach_of(admin)

    def find(db: Session) -> tuple[Sequence[Wave], Mapping[str, str]]:
        found = waves_within(db, reach, _SHOWN_WAVES)
        return found, shown_names(db, [each.started_by for each in found])

    found, names = await container.find(find)
    # Counted once for all who look, at these or at one of them.
    lines = [
        (each, await container.waves.current((each.id, reach)) if each.is_open else None)
        for each in found
    ]
    return page(
        request,
        "waves.html",
        lines=lines,
        names=names,
        publishes=bool(admin.scopes_of(Deed.PUBLISH)),
        shown=_SHOWN_WAVES,
    )


@router.get("/waves/{wave}", dependencies=[may_somewhere(Deed.SEE)])
async def show(
    request: Request, container: DashboardContainerOf, admin: SignedIn, wave: WaveInPath
) -> HTMLResponse:
    reach, query = reach_of(admin), request.query_params
    progress = await progress_within(container, wave, reach)
    state, told = chosen(MemberOutcome, query.get("state", "")), query.get("told", "")
    stage = row_number(query.get("step"))
    after = row_number(query.get("after")) or 0

    def find(db: Session) -> tuple[Sequence[WaveMember], Mapping[str, str], bool]:
        step = None if stage is None else stage - 1
        members = wave_members(db, progress.wave, reach, state, step, after - 1, LINES + 1)
        place = where_it_holds(db, ConfigurationLayer.parse(progress.wave.layer))
        names = shown_names(db, [progress.wave.started_by])
        return members, names, admin.may(Deed.PUBLISH, place)

    members, names, publishes = await container.find(find)
    asked = {"state": state or "", "step": "" if stage is None else str(stage)}
    return page(
        request,
        "wave/wave.html",
        progress=progress,
        wave=progress.wave,
        revision=revision_of(progress),
        outcomes=list(MemberOutcome),
        members=members[:LINES],
        next_after=members[LINES - 1].position + 1 if len(members) > LINES else None,
        asked=asked,
        state=state,
        step=stage,
        after=after,
        names=names,
        publishes=publishes,
        needed=-(-progress.told * progress.wave.plan.success_percent // 100),
        soaks_until=progress.wave.began_at + progress.wave.plan.soak,
        told=told if told in _TOLD else None,
        draft=row_number(query.get("draft")),
        now=container.clock.now(),
    )


@router.get("/waves/{wave}/live", dependencies=[may_somewhere(Deed.SEE)])
async def live(
    container: DashboardContainerOf, admin: SignedIn, wave: WaveInPath
) -> StreamingResponse:
    reach = reach_of(admin)
    await progress_within(container, wave, reach)

    async def revision() -> str:
        found = await container.waves.current((wave, reach))
        return "" if found is None else revision_of(found)

    return stream(container.clock, container.streams, admin.id, revision)


@router.post("/waves/{wave}/pause", dependencies=[_MAY])
async def pause(
    container: DashboardContainerOf, access: AccessOf, admin: SignedIn, wave: WaveInPath
) -> Response:
    work = partial(_done, access, admin, wave, "wave_pause", lambda db: pause_wave(db, wave))
    return await told_after(container, access, wave, work, "paused")


@router.post("/waves/{wave}/resume", dependencies=[_MAY])
async def resume(
    container: DashboardContainerOf, access: AccessOf, admin: SignedIn, wave: WaveInPath
) -> Response:
    now = access.clock.now()
    work = partial(_done, access, admin, wave, "wave_resume", lambda db: resume_wave(db, now, wave))
    return await told_after(container, access, wave, work, "resumed")


async def progress_within(container: DashboardContainer, wave: int, reach: Reach) -> WaveProgress:
    """Raises HTTPException where there is none for whoever looks."""
    found = await container.waves.current((wave, reach))
    if found is None:
        raise HTTPException(404)
    return found


async def told_after(
    container: DashboardContainer,
    access: Access,
    wave: int,
    work: Callable[[], bool],
    well: str,
) -> Response:
    told = well if await access.in_thread(work) else "changed"
    container.waves.forget()
    return RedirectResponse(f"/waves/{wave}?told={told}", HTTPStatus.SEE_OTHER)


def revision_of(progress: WaveProgress) -> str:
    return hashlib.sha256(repr(progress).encode()).hexdigest()[:16]


def _done(
    access: Access, admin: Admin, wave: int, act: StaffAct, work: Callable[[Session], bool]
) -> bool:
    with transaction(access.engine) as db:
        if not work(db):
            return False
        access.audit.record_staff(db, audited(admin.id), act, f"wave {wave}")
    return True
