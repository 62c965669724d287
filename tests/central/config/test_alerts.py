"""What may be said of alerts, and what does not go together."""

from datetime import time, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from central.cli.fleet_watch import rules_of
from central.config.setting_alerts import AlertSettings
from central.fleet.alerts.rules import SiteContact
from tests.central.world import settings_for

MAILED = {"*": {"emails": ["a@caisse.example"]}}
HOOKED = {"valence": {"webhook": "http://192.0.2.1/hook"}}


def mistakes(alerts: dict[str, Any], **more: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        settings_for("sqlite://", alerts=alerts, **more)
    return str(refused.value)


@pytest.mark.parametrize(
    ("alerts", "named"),
    [
        ({"contacts": MAILED}, "alerts.smtp_host"),
        ({"contacts": HOOKED}, "alerts.webhook_secret_file"),
        ({"smtp_user": "u"}, "alerts.smtp_user, alerts.smtp_password_file"),
        (
            {"smtp_user": "u", "smtp_password_file": "/p", "smtp_tls": "none"},
            "alerts.smtp_tls",
        ),
        ({"contacts": {"*": {"emails": ["a@b\\r\\nBcc: c@d"]}}}, "alerts.contacts"),
        ({"contacts": {"*": {"webhook": "file:///etc/passwd"}}}, "alerts.contacts"),
        ({"contacts": {"*": {"webhook": "https://user:secret@caisse.example"}}}, "alerts.contacts"),
        ({"quiet_from": "25:00"}, "alerts.quiet_from"),
        ({"opens_after_min": 0}, "alerts.opens_after_min"),
        ({"sender": "nobody"}, "alerts.sender"),
    ],
)
def test_each_mistake_is_named(alerts: dict[str, Any], named: str) -> None:
    assert named in mistakes(alerts)


def test_a_webhook_in_production_is_encrypted() -> None:
    said = mistakes({"contacts": HOOKED, "webhook_secret_file": "/s"}, production=True)
    assert "webhooks are https in production" in said


def test_what_is_set_is_what_is_done() -> None:
    alerts = {
        "contacts": MAILED,
        "smtp_host": "relay.caisse.example",
        "opens_after_min": 7,
        "quiet_from": "22:30",
    }
    rules = rules_of(settings_for("sqlite://", alerts=alerts))
    assert rules.opens_after == timedelta(minutes=7)
    assert (rules.quiet_from, rules.quiet_until) == (time(22, 30), time(7))
    assert rules.contact("valence") == SiteContact(("a@caisse.example",))


def test_without_a_word_nobody_is_told() -> None:
    assert not any(wrong for wrong, _ in AlertSettings().rules(production=True))
