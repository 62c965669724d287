"""What the fictitious kiosks are told: configuration, commands, and what became of both."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from central.fleet.configuration.content import content_digest, kept
from central.store.command_models import CommandApprovalRow, CommandRow, CommandStateRow
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationDraftRow,
    ConfigurationTargetRow,
)
from central.store.database import insert_all
from devdock.console_fleet.places import POSTCODES

_AUTHOR, _APPROVER = "karim.haddad", "claire.morel"
_LAYERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("national", {"idle_s": 60, "languages": ["fr", "en"]}),
    ("caisse", {"caisse_name": "Caisse de démonstration", "idle_warning_s": 20}),
    ("tag:accès facilité", {"idle_s": 180}),
)
_COMMANDS = (
    ("test-page", "executed", None, 40),
    ("restart-app", "acknowledged", None, 12),
    ("screenshot", "refused", "in-a-visit", 300),
    ("restart-machine", "pending", None, 3),
)


def tell(db: Session, chance: Random, now: datetime, kiosks: list[str]) -> None:
    insert_all(db, ConfigurationTargetRow, [_target(chance, now, each) for each in kiosks])
    for kiosk in kiosks[:40]:
        for command in chance.sample(_COMMANDS, k=chance.randint(0, 3)):
            _command(db, chance, now, kiosk, command)


def approve_layers(db: Session, now: datetime, agencies: Mapping[str, str]) -> None:
    """``agencies``: by site the town where each is."""
    layers = (*_LAYERS, *(_agency(site, town) for site, town in agencies.items()))
    texts = {layer: kept(content) for layer, content in layers}
    drafts = [
        ConfigurationDraftRow(
            layer=layer,
            base=0,
            content=text,
            digest=content_digest(text),
            author=_AUTHOR,
            written_at=now - timedelta(days=12),
        )
        for layer, text in texts.items()
    ]
    db.add_all(drafts)
    db.flush()
    approvals = [
        {
            "layer": each.layer,
            "number": 1,
            "draft": each.id,
            "author": _AUTHOR,
            "digest": each.digest,
            "approver": _APPROVER,
            "approved_at": now - timedelta(days=11),
        }
        for each in drafts
    ]
    insert_all(db, ConfigurationApprovalRow, approvals)


def _agency(site: str, town: str) -> tuple[str, dict[str, Any]]:
    address = {"street": "1 place du Marché", "postcode": POSTCODES[town], "town": town}
    return f"agency:{site}", {"address": address}


def _target(chance: Random, now: datetime, kiosk: str) -> dict[str, Any]:
    behind = chance.random() < 0.06
    digest = hashlib.sha256(kiosk.encode()).hexdigest()
    return {
        "kiosk": kiosk,
        "version": 2,
        "digest": digest,
        "set_at": now - timedelta(days=11),
        "reported_version": 2,
        "reported_digest": digest,
        "reported_state": "rolled_back" if behind else "applied",
        "reported_reason": "central_silent" if behind else None,
        "running": 1 if behind else 2,
        "reported_at": now - timedelta(days=11) + timedelta(minutes=chance.randint(2, 400)),
        "heard_at": None,
    }


def _command(
    db: Session,
    chance: Random,
    now: datetime,
    kiosk: str,
    command: tuple[str, str, str | None, int],
) -> None:
    verb, state, reason, minutes = command
    at = now - timedelta(minutes=minutes + chance.randint(0, 20))
    row = CommandRow(
        id=UUID(int=chance.getrandbits(128), version=4),
        kiosk=kiosk,
        verb=verb,
        content=kept({"verb": verb}),
        digest=f"{chance.getrandbits(256):064x}",
        issuer=_AUTHOR,
        issued_at=at,
        expires_at=at + timedelta(hours=1),
    )
    db.add(row)
    db.flush()
    moved_at = min(now, at + timedelta(minutes=1))
    db.add(
        CommandStateRow(command=row.id, kiosk=kiosk, state=state, reason=reason, moved_at=moved_at)
    )
    if verb.startswith("restart") and state != "pending":
        db.add(
            CommandApprovalRow(
                command=row.id,
                issuer=row.issuer,
                digest=row.digest,
                approver=_APPROVER,
                approved_at=at,
            )
        )
