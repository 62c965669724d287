"""The section [alerts]: who is told of kiosks that are not well, when, and how."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_SECTION = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
Email = Annotated[
    str, StringConstraints(pattern=r"^[^\s@<>,;:\"]{1,64}@[A-Za-z0-9.-]{1,250}$", max_length=254)
]
WebhookUrl = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s/@]+(/[^\s]*)?$", max_length=2_000)
]
SiteName = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]{1,64}$")]
Minutes = Annotated[int, Field(ge=1, le=10_080)]


class ContactOfSite(BaseModel):
    """Who is in charge of a site."""

    model_config = _SECTION

    emails: tuple[Email, ...] = Field(default=(), description="Mailboxes that are written to.")
    webhook: WebhookUrl | None = Field(
        default=None, description="Address that software of the caisse listens at."
    )


class AlertSettings(BaseModel):
    """`contacts.<site>` names who is in charge of a site, `contacts."*"` who is of all others."""

    model_config = _SECTION

    contacts: dict[SiteName, ContactOfSite] = Field(
        default_factory=dict,
        description='`emails` and `webhook` by the site\'s name; "*" for every site that is not '
        "named.",
    )
    smtp_host: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.:-]{1,250}$")] | None = Field(
        default=None, description="The mail relay; without one no mail is sent."
    )
    smtp_port: Annotated[int, Field(ge=1, le=65_535)] = Field(
        default=587, description="Its port: 587 as a rule, 465 with `tls`."
    )
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the way to the relay is encrypted."
    )
    smtp_user: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = Field(
        default=None, description="Account at the relay, where it asks for one."
    )
    smtp_password_file: Path | None = Field(
        default=None, description="File with that account's password."
    )
    sender: Email = Field(
        default="bornes@localhost", description="From which address alerts are mailed."
    )
    webhook_secret_file: Path | None = Field(
        default=None,
        description="File with the secret by which webhooks are signed, at least 32 bytes.",
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = Field(
        default="fr", description="In which language alerts are written."
    )
    opens_after_min: Minutes = Field(
        default=5,
        description="What passes by itself within that time is told to nobody.",
        json_schema_extra={"unit": "min"},
    )
    closes_after_min: Minutes = Field(
        default=10,
        description="How long all must have been well before an alert is over.",
        json_schema_extra={"unit": "min"},
    )
    silent_after_min: Minutes = Field(
        default=10,
        description="From then on a kiosk that does not call is silent.",
        json_schema_extra={"unit": "min"},
    )
    out_of_service_days: Annotated[int, Field(ge=1, le=3_650)] = Field(
        default=30,
        description="A kiosk that is silent for so long is out of service and troubles nobody.",
        json_schema_extra={"unit": "days"},
    )
    remind_after_h: Annotated[int, Field(ge=1, le=720)] = Field(
        default=24,
        description="When somebody is reminded of an alert that nobody has acknowledged.",
        json_schema_extra={"unit": "h"},
    )
    quiet_from: time = Field(
        default=time(20),
        description="From that time on, at the caisse, nobody is told of an alert.",
    )
    quiet_until: time = Field(
        default=time(7),
        description="Until that time; the same as `quiet_from`: there are no such hours.",
    )

    def rules(self, *, production: bool) -> Iterator[tuple[bool, str]]:
        """What may not stand together: whether it does, and what to say of it."""
        mailed = any(each.emails for each in self.contacts.values())
        hooks = [each.webhook for each in self.contacts.values() if each.webhook is not None]
        yield mailed and self.smtp_host is None, "alerts.smtp_host: nobody is mailed without it"
        yield (
            bool(hooks) and self.webhook_secret_file is None,
            "alerts.webhook_secret_file: webhooks are signed with it",
        )
        yield (
            (self.smtp_user is None) != (self.smtp_password_file is None),
            "alerts.smtp_user, alerts.smtp_password_file: both or none",
        )
        yield (
            self.smtp_user is not None and self.smtp_tls == "none",
            "alerts.smtp_tls: no password goes over a line that is not encrypted",
        )
        yield (
            production and any(hook.startswith("http://") for hook in hooks),
            "alerts.contacts: webhooks are https in production",
        )
