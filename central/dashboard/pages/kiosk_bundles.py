"""A support bundle of a kiosk, to be opened by whoever has the support key."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter, HTTPException, Response

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may
from central.dashboard.kiosk_places import place_of_kiosk
from central.dashboard.signed_in import SignedIn
from central.fleet.support_bundles import content_of
from central.store.database import transaction

router = APIRouter(include_in_schema=False)


@router.get(
    "/kiosks/{kiosk}/bundles/{bundle:uuid}", dependencies=[may(Deed.OPERATE, place_of_kiosk)]
)
async def download(access: AccessOf, admin: SignedIn, kiosk: str, bundle: UUID) -> Response:
    content = await access.in_thread(partial(_taken, access, admin, kiosk, bundle))
    if content is None:
        raise HTTPException(404)
    headers = {"Content-Disposition": f'attachment; filename="borne-{bundle}.bundle"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


def _taken(access: Access, admin: Admin, kiosk: str, bundle: UUID) -> bytes | None:
    """Written down each time, before it is given."""
    with transaction(access.engine) as db:
        content = content_of(db, access.clock.now(), kiosk, bundle)
        if content is not None:
            access.audit.record_staff(
                db, audited(admin.id), "support_bundle", "taken", kiosk=kiosk, request=bundle
            )
    return content
