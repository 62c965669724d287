"""The rules of alerts: what each means, from when on, who is told, and whether it reaches them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may, may_somewhere
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.alert_rule_forms import (
    RecipientForm,
    ThresholdChange,
    ThresholdForm,
    changes_typed,
    checked_recipient,
    in_field,
)
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.query_texts import storable
from central.dashboard.rendering import page, words_for
from central.dashboard.scope_choices import scopes_of_choices
from central.dashboard.signed_in import SignedIn
from central.dashboard.words import Words
from central.fleet.alerts import outbox
from central.fleet.alerts.outbox import AlertMessage
from central.fleet.alerts.recipients import (
    AlertRecipient,
    RecipientDelivery,
    WatchState,
    add_recipient,
    deliveries,
    recipients,
    remove_recipient,
    watch_state,
)
from central.fleet.alerts.thresholds import (
    RANGES,
    Threshold,
    ThresholdInForce,
    change,
    thresholds,
)
from central.fleet.reach import EVERYWHERE
from central.store.audit import StaffAct
from central.store.database import transaction

_MAY = may(Deed.ADMINISTER)
_TOLD = frozenset({"changed", "added", "removed", "tested", "gone", "same"})
RULES = ("kiosk_silent", "site_silent", "failed", "warning", "alarm")
RecipientInPath = Annotated[int, Path(ge=1, le=2**31 - 1)]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ShownRules:
    thresholds: Sequence[ThresholdInForce]
    recipients: Sequence[AlertRecipient]
    deliveries: Mapping[tuple[str, str], RecipientDelivery]
    watch: WatchState | None


@router.get("/alerts/rules", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    return await _shown(request, container, admin, ThresholdForm(), RecipientForm())


@router.post("/alerts/rules", dependencies=[_MAY])
async def change_rules(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> Response:
    fields = sent_fields(request)
    typed = {each: storable(field(fields, each, 16)) for each in Threshold}
    seen = {each: field(fields, f"seen_{each}", 16) for each in Threshold}

    def write() -> ThresholdForm | Sequence[ThresholdChange]:
        with transaction(access.engine) as db:
            found = changes_typed(thresholds(db), typed, seen)
            if not isinstance(found, ThresholdForm):
                for each in found:
                    _change(db, access, admin, each)
            return found

    found = await access.in_thread(write)
    if isinstance(found, ThresholdForm):
        return await _shown(request, container, admin, found, RecipientForm())
    return _told("changed" if found else "same")


@router.post("/alerts/recipients", dependencies=[_MAY, fresh()])
async def add(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> Response:
    fields = sent_fields(request)
    form = RecipientForm(
        field(fields, "channel", 8),
        storable(field(fields, "address", 2_000)),
        field(fields, "least", 16),
        storable(field(fields, "scope", 80)),
    )
    scopes = scopes_of_choices(await container.choices.current(EVERYWHERE))
    found = checked_recipient(form, scopes)
    if isinstance(found, RecipientForm):
        return await _shown(request, container, admin, ThresholdForm(), found)

    def write() -> bool:
        with transaction(access.engine) as db:
            number = add_recipient(
                db,
                found.scope,
                found.least,
                found.channel,
                found.address,
                admin.name,
                access.clock.now(),
            )
            if number is None:
                return False
            _record(db, access, admin, "alert_recipient_add", number)
            return True

    if not await access.in_thread(write):
        twice = replace(form, wrong="twice")
        return await _shown(request, container, admin, ThresholdForm(), twice)
    return _told("added")


@router.post("/alerts/recipients/{recipient}/remove", dependencies=[_MAY])
async def remove(access: AccessOf, admin: SignedIn, recipient: RecipientInPath) -> Response:
    def write() -> str:
        with transaction(access.engine) as db:
            if not remove_recipient(db, recipient):
                return "gone"
            _record(db, access, admin, "alert_recipient_remove", recipient)
            return "removed"

    return _told(await access.in_thread(write))


@router.post("/alerts/recipients/{recipient}/test", dependencies=[_MAY])
async def test(
    request: Request, access: AccessOf, admin: SignedIn, recipient: RecipientInPath
) -> Response:
    """Put where alerts are put: what arrives shows that they would."""
    words = words_for(request)

    def write() -> str:
        with transaction(access.engine) as db:
            found = next((each for each in recipients(db) if each.id == recipient), None)
            if found is None:
                return "gone"
            outbox.put(db, [_test_message(access, words, admin, found)], access.clock.now())
            _record(db, access, admin, "alert_recipient_test", recipient)
            return "tested"

    return _told(await access.in_thread(write))


def _change(db: Session, access: Access, admin: Admin, wanted: ThresholdChange) -> None:
    change(db, wanted.name, wanted.value, admin.name, access.clock.now())
    value = "file" if wanted.value is None else wanted.value
    outcome = f"{wanted.name}={value}"[:32]
    access.audit.record_staff(db, audited(admin.id), "alert_threshold", outcome)


def _record(db: Session, access: Access, admin: Admin, act: StaffAct, number: int) -> None:
    """Without the address: whose it is stands in the store alone."""
    access.audit.record_staff(db, audited(admin.id), act, str(number))


def _test_message(
    access: Access, words: Words, admin: Admin, recipient: AlertRecipient
) -> AlertMessage:
    id_ = UUID(bytes=access.chance.bytes(16), version=4)
    subject = words.say("rules.test.subject")
    if recipient.channel == "webhook":
        at = access.clock.now().isoformat()
        body = json.dumps({"id": str(id_), "kind": "test", "at": at})
    else:
        body = words.say("rules.test.body", who=admin.name) + "\n"
    return AlertMessage(id_, recipient.channel, recipient.address, subject, body)


def _told(told: str) -> Response:
    return RedirectResponse(f"/alerts/rules?told={told}", HTTPStatus.SEE_OTHER)


async def _shown(
    request: Request,
    container: DashboardContainer,
    admin: Admin,
    form: ThresholdForm,
    recipient: RecipientForm,
) -> HTMLResponse:
    """Who is told is shown to those alone who may change it: addresses are people's."""
    sees_people = admin.may(Deed.ADMINISTER)

    def find(db: Session) -> ShownRules:
        return ShownRules(
            thresholds(db),
            recipients(db) if sees_people else (),
            deliveries(db) if sees_people else {},
            watch_state(db),
        )

    found = await container.find(find)
    told = request.query_params.get("told", "")
    is_wrong = bool(form.wrong or recipient.wrong)
    return page(
        request,
        "alert_rules.html",
        status=HTTPStatus.BAD_REQUEST if is_wrong else HTTPStatus.OK,
        found=found,
        editable=sees_people,
        rules=RULES,
        ranges=RANGES,
        in_field=in_field,
        form=form,
        recipient=recipient,
        scopes=scopes_of_choices(await container.choices.current(EVERYWHERE)),
        now=container.clock.now(),
        told=told if told in _TOLD else None,
    )
