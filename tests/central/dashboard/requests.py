"""Requests in the store, each as a test says, for the pages that list them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from central.store.database import transaction
from central.store.intake_models import RequestItemRow, RequestRow
from tests.central.world import MORNING


def add_request(
    engine: Engine,
    id_: UUID,
    site: str,
    ago: timedelta = timedelta(0),
    reference: str | None = None,
    **changed: Any,
) -> None:
    """Asked for once, with a content that nobody can read."""
    at = MORNING - ago
    row: dict[str, Any] = {
        "kind": "ceam",
        "applicant": f"{id_.int:064x}",
        "state": "ready",
        "asked": 1,
        "newest_made_at": at,
        "received_at": at,
    }
    with transaction(engine) as db:
        db.add(RequestRow(id=id_, site=site, **(row | changed)))
        db.flush()
        db.add(
            RequestItemRow(
                kiosk="k1",
                id=id_,
                request=id_,
                reference=reference or f"R-{id_.int}",
                assurance="card",
                made_at=at,
                received_at=at,
                sealed=bytes(8),
            )
        )
