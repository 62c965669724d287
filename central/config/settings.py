"""Central's configuration: one TOML file, the environment over it, every mistake named at once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SecretStr, StringConstraints
from pydantic_settings import NoDecode

from central.config import production
from central.config.schemes import DEFAULT_SERVED, SchemeContact, Schemes
from central.config.server_settings import ServerSettings
from central.config.setting_alerts import AlertSettings
from central.config.setting_budgets import BudgetSettings
from central.config.setting_reading import ReadingSettings
from central.config.setting_values import (
    CodeSettings,
    ContactSetting,
    GrandRegime,
    Key,
    LimitSettings,
    RequestDays,
    RequestKind,
    own_user,
    user_ids,
)
from central.crypto.hashing import HashCost
from wire.calls.attestation import ATTESTATION
from wire.calls.call import Call, SessionLevel
from wire.calls.rights import RIGHTS


class Settings(ServerSettings):
    """Durations end in ``_s``. Paths are taken as given, relative to the working directory."""

    server_key: Key | None = Field(
        default=None,
        description="Key of all sealed and keyed values, at least 32 bytes; better in a file.",
    )
    server_key_file: Path = Field(
        default=Path("central.key"),
        description="File with that key, and with former ones behind it; `central migrate` "
        "makes one where it is missing.",
    )
    body_keys_folder: Path = Field(
        default=Path("central-body-keys"),
        description="Folder with a key for each month, under which the content of requests is kept "
        "apart from the store; `central migrate` makes it. Never in a backup of the store.",
    )
    intake_key_file: Path = Field(
        default=Path("central-intake.key"),
        description="Private key for which kiosks seal requests, X25519 in PEM form; `central "
        "migrate` makes one where it is missing, `central intake-key` prints its public half.",
    )
    intake_old_key_files: tuple[Path, ...] = Field(
        default=(),
        description="Former such keys, for what kiosks sealed before they got the new one.",
    )
    authority_key_file: Path = Field(
        default=Path("central-authority.key"),
        description="Private key that signs the certificates of kiosks; `central migrate` makes "
        "one where it is missing.",
    )
    authority_certificate_file: Path = Field(
        default=Path("central-authority.pem"),
        description="Its certificate in PEM form, made with it; behind it those of former keys.",
    )
    kiosk_port: Annotated[int, Field(ge=0, le=65_535)] | None = Field(
        default=None,
        description="Port for kiosks with certificates, by TLS that central itself speaks; without "
        "one they come through a proxy, or with device tokens.",
    )
    kiosk_socket: Path | None = Field(
        default=None,
        description="Unix socket for a proxy that has verified the certificates of kiosks.",
    )
    kiosk_socket_group: str | None = Field(
        default=None,
        description="Group of that proxy's account; without one central's own account alone.",
        examples=["www-data"],
    )
    kiosk_url: Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+$")] | None = Field(
        default=None,
        description="Address under which kiosks with certificates come; they are told it when they "
        "are enrolled.",
        examples=["https://kiosks.central.example:8443"],
    )
    bodies_kept_days: Annotated[int, Field(ge=1, le=3_650)] = Field(
        default=30,
        description="How long the content of a request is kept after it came in.",
        json_schema_extra={"unit": "days"},
    )
    next_poll_s: Annotated[int, Field(ge=1, le=3_600)] = Field(
        default=60,
        description="When a kiosk that has nothing to send is to ask again.",
        json_schema_extra={"unit": "s"},
    )
    caisse_id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}$")] = Field(
        default="demo",
        description="How kiosks know this caisse: stands in their certificates, and in all that is "
        "signed for them.",
    )
    signing_key_file: Path = Field(
        default=Path("central-signing.key"),
        description="Private key that signs what kiosks are told, Ed25519 in PEM form; `central "
        "fleet signing-key --make` makes one. For the signer's account alone, not the server's.",
    )
    signing_public_file: Path = Field(
        default=Path("central-signing.pem"),
        description="What `central fleet signing-key` prints: kiosks are given it when they are "
        "enrolled, and believe no other signature from then on.",
    )
    signer_socket: Path | None = Field(
        default=None,
        description="Unix socket of `central fleet signer`; without it who approves signs too, "
        "with the key at hand.",
        examples=["/run/central-signer/signer.sock"],
    )
    signer_users: Annotated[frozenset[int], NoDecode, BeforeValidator(user_ids)] = Field(
        default_factory=own_user,
        description="Users, by name or id, whose processes the signer answers; by default its own. "
        "In the environment separated by commas.",
        examples=[["central", "central-operator"]],
    )
    reader_socket: Path | None = Field(
        default=None,
        description="Unix socket of `central reader`, which alone opens what people asked for; "
        "without it no page shows that.",
        examples=["/run/central-reader/reader.sock"],
    )
    reader_users: Annotated[frozenset[int], NoDecode, BeforeValidator(user_ids)] = Field(
        default_factory=own_user,
        description="Users, by name or id, whose processes the reader answers; by default its own. "
        "In the environment separated by commas.",
        examples=[["central-console"]],
    )
    reading: ReadingSettings = Field(
        default=ReadingSettings(),
        description="How many requests may be opened before an alarm is raised.",
    )
    request_days: dict[RequestKind, RequestDays] = Field(
        default_factory=dict,
        description="Days, by kind, after which agents are late with a request; without one it is "
        "that of the kind: 1 for a lost card, else 7.",
        examples=[{"ceam": 5}],
    )
    configuration_days: Annotated[int, Field(ge=1, le=3_650)] = Field(
        default=90,
        description="How long a kiosk may take up a configuration after it was signed; what it has "
        "taken up holds until the next one.",
        json_schema_extra={"unit": "days"},
    )
    rights_source: Annotated[
        str, StringConstraints(pattern=r"^(seeded|[A-Za-z_][\w.]*:[A-Za-z_]\w*)$")
    ] = Field(
        default="seeded",
        description="Who knows people and their rights: the fictitious ones, or `package.module:"
        "factory` of a caisse's own RightsSource.",
    )
    schemes_served: tuple[GrandRegime, ...] = Field(
        default=DEFAULT_SERVED, description="Grands régimes served here, by their two digits."
    )
    scheme_contacts: dict[GrandRegime, ContactSetting] = Field(
        default_factory=dict,
        description="Whom the people of another scheme are sent to: `name` and `phone` by the two "
        "digits of the grand régime.",
    )
    attestation_level: Literal["C", "L"] = Field(
        default="L", description="What an attestation asks for: C the card, L the code too."
    )
    citizen_idle_s: Annotated[int, Field(ge=30, le=3_600)] = Field(
        default=300,
        description="After that long without a call a citizen session is over.",
        json_schema_extra={"unit": "s"},
    )
    citizen_longest_s: Annotated[int, Field(ge=60, le=14_400)] = Field(
        default=1_800,
        description="The longest that a citizen session lasts.",
        json_schema_extra={"unit": "s"},
    )
    history_months: Annotated[int, Field(ge=1, le=60)] = Field(
        default=27,
        description="How many months before this one a paper on what was paid may go back.",
        json_schema_extra={"unit": "months"},
    )
    sms_dock_socket: Path | None = Field(
        default=None, description="Unix socket of the dock that shows messages; never at a caisse."
    )
    demo_kiosk_token: Annotated[SecretStr, Field(min_length=32)] | None = Field(
        default=None, description="Token of the demonstration's kiosk; never at a caisse."
    )
    codes: CodeSettings = Field(
        default=CodeSettings(), description="What becomes of wrong codes, and what a hash costs."
    )
    budgets: BudgetSettings = Field(
        default=BudgetSettings(),
        description="What one kiosk may do in 24 hours before it is paused and an alarm is raised.",
    )
    metrics_token_file: Path | None = Field(
        default=None,
        description="File with the token, at least 32 bytes, for which `/metrics` is there.",
    )
    alerts: AlertSettings = Field(
        default=AlertSettings(), description="Who is told of kiosks that are not well, and when."
    )
    limits: LimitSettings = Field(
        default=LimitSettings(), description="How often a thing may be asked before a 429."
    )

    @property
    def silence_s(self) -> int:
        """Until a kiosk that has nothing to send asks again, and some."""
        return max(super().silence_s, self.next_poll_s + 15)

    @property
    def citizen_idle(self) -> timedelta:
        return timedelta(seconds=self.citizen_idle_s)

    @property
    def citizen_longest(self) -> timedelta:
        return timedelta(seconds=self.citizen_longest_s)

    @property
    def configuration_lifetime(self) -> timedelta:
        return timedelta(days=self.configuration_days)

    @property
    def bodies_kept(self) -> timedelta:
        return timedelta(days=self.bodies_kept_days)

    @property
    def schemes(self) -> Schemes:
        contacts = {
            code: SchemeContact(c.name, c.phone) for code, c in self.scheme_contacts.items()
        }
        return Schemes(frozenset(self.schemes_served), contacts)

    @property
    def hash_cost(self) -> HashCost:
        return HashCost(self.codes.hash_time, self.codes.hash_memory_kib, self.codes.hash_lanes)

    def level_of(self, call: Call[Any, Any]) -> SessionLevel | None:
        """What a call asks for; of an attestation the caisse decides, and of what is shown for
        it."""
        return SessionLevel(self.attestation_level) if call in (RIGHTS, ATTESTATION) else call.level

    def floors(self) -> Iterator[str]:
        yield from super().floors()
        yield from production.weak_costs(self.codes.hash_time, self.codes.hash_memory_kib)
        yield from production.wide_limits("budgets", self.budgets)
        yield from production.wide_limits("reading", self.reading)
        files = {"intake_key_file": self.intake_key_file}
        if self.authority_key_file.exists():
            files["authority_key_file"] = self.authority_key_file
        for index, path in enumerate(self.intake_old_key_files):
            files[f"intake_old_key_files.{index}"] = path
        if self.server_key is not None:
            key = self.server_key.get_secret_value().encode()
            yield from production.weak_keys({"server_key": key})
        else:
            files["server_key_file"] = self.server_key_file
        if self.metrics_token_file is not None:
            files["metrics_token_file"] = self.metrics_token_file
        if self.alerts.smtp_password_file is not None:
            files["alerts.smtp_password_file"] = self.alerts.smtp_password_file
        if self.alerts.webhook_secret_file is not None:
            files["alerts.webhook_secret_file"] = self.alerts.webhook_secret_file
        yield from production.open_files(files)
        yield from production.open_folders({"body_keys_folder": self.body_keys_folder})

    def rules(self) -> tuple[tuple[bool, str], ...]:
        return (
            *super().rules(),
            (
                self.citizen_longest_s < self.citizen_idle_s,
                "citizen_longest_s: shorter than citizen_idle_s",
            ),
            (
                self.production and self.rights_source == "seeded",
                "rights_source: fictitious people have no place in production",
            ),
            (
                self.production and self.sms_dock_socket is not None,
                "sms_dock_socket: the dock has no place in production",
            ),
            (
                self.kiosk_port is not None and self.kiosk_url is None,
                "kiosk_url: kiosks must be told where kiosk_port is reached",
            ),
            (
                self.production and self.demo_kiosk_token is not None,
                "demo_kiosk_token: a known token has no place in production",
            ),
            *self.alerts.rules(production=self.production),
        )
