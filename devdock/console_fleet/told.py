"""What the fictitious kiosks are told: configuration, commands, and what became of both."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from central.fleet.configuration.content import checked, content_digest, kept
from central.store.command_models import CommandApprovalRow, CommandRow, CommandStateRow
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationDraftRow,
    ConfigurationTargetRow,
    ConfigurationVersionRow,
)
from central.store.database import insert_all
from devdock.console_fleet.places import POSTCODES

_AUTHOR, _APPROVER = "karim.haddad", "claire.morel"
_ALENCON: dict[str, Any] = {
    "agency_name": "Alençon",
    "opening_hours": {
        **{day: ["08:30-12:00", "13:30-17:00"] for day in ("monday", "tuesday", "thursday")},
        "wednesday": ["08:30-12:00"],
        "friday": ["08:30-12:00", "13:30-16:00"],
        "exceptions": {"2026-12-24": ["08:30-12:00"], "2026-12-25": []},
    },
    "paper_where": {"fr": "sous l’écran", "en": "below the screen"},
}
_LAYERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("national", {"idle_s": 60, "languages": ["fr", "en"]}),
    ("caisse", {"caisse_name": "Caisse de démonstration", "idle_warning_s": 20}),
    ("agency:alencon", _ALENCON),
    ("tag:accès facilité", {"idle_s": 180}),
)
_WAITING = (
    (
        "agency:alencon",
        {
            "paper_where": {"fr": "à droite de l’écran", "en": "right of the screen"},
            "sound_volume": 40,
            "notices": [
                {
                    "id": "inventaire",
                    "text": {"fr": "L’agence ferme à midi le 31 décembre."},
                    "shown_from": "2026-12-21T07:00:00Z",
                    "shown_until": "2026-12-31T17:00:00Z",
                }
            ],
        },
    ),
    ("caisse", {"idle_warning_s": 30, "phone": "36 46"}),
)
"""What else they are to say, that nobody has approved yet."""
_COMMANDS = (
    ("test-page", "executed", None, 40),
    ("restart-app", "acknowledged", None, 12),
    ("screenshot", "refused", "in-a-visit", 300),
    ("restart-machine", "pending", None, 3),
)


def tell(db: Session, chance: Random, now: datetime, kiosks: list[str]) -> None:
    insert_all(db, ConfigurationTargetRow, [_target(chance, now, each) for each in kiosks])
    insert_all(db, ConfigurationVersionRow, [_version(now, each) for each in kiosks])
    for kiosk in kiosks[:40]:
        for command in chance.sample(_COMMANDS, k=chance.randint(0, 3)):
            _command(db, chance, now, kiosk, command)


def approve_layers(db: Session, now: datetime, agencies: Mapping[str, str]) -> None:
    """``agencies``: by site the town where each is. Something waits for a second person."""
    said = dict(_LAYERS)
    for site, town in agencies.items():
        layer = f"agency:{site}"
        said[layer] = said.get(layer, {}) | {"address": _address(town)}
    written_at = now - timedelta(days=12)
    drafts = [_draft(layer, content, 0, written_at) for layer, content in said.items()]
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
    for hours, (layer, changed) in enumerate(_WAITING, start=2):
        db.add(_draft(layer, said.get(layer, {}) | changed, 1, now - timedelta(hours=hours)))


def _address(town: str) -> dict[str, str]:
    return {"street": "1 place du Marché", "postcode": POSTCODES[town], "town": town}


def _draft(layer: str, said: dict[str, Any], base: int, at: datetime) -> ConfigurationDraftRow:
    text = kept(checked(said))
    return ConfigurationDraftRow(
        layer=layer,
        base=base,
        content=text,
        digest=content_digest(text),
        author=_AUTHOR,
        written_at=at,
    )


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


def _version(now: datetime, kiosk: str) -> dict[str, Any]:
    """As if it was signed when the layers were approved; no kiosk ever reads it."""
    digest = hashlib.sha256(kiosk.encode()).hexdigest()
    return {
        "kiosk": kiosk,
        "version": 2,
        "digest": digest,
        "content_digest": digest,
        "body": b"",
        "key_id": "0" * 16,
        "signature": b"",
        "issued_at": now - timedelta(days=11),
        "not_after": now + timedelta(days=79),
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
