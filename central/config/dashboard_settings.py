"""What is set for the console as a process of its own; nothing of it opens a request."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from central.admins.session_times import SessionTimes
from central.config import production
from central.config.server_settings import ServerSettings
from central.config.setting_oidc import OidcSettings
from central.config.setting_values import RequestDays, RequestKind
from central.crypto.hashing import HashCost

_COST = HashCost()
_Seconds = Annotated[int, Field(ge=60, le=86_400)]


class DashboardSettings(ServerSettings):
    """For ``central dashboard`` and ``central admin``. It knows no key of the intake, the authority
    or the signer: where one is given, somebody has handed the console more than it is to have."""

    port: Annotated[int, Field(ge=0, le=65_535)] = Field(
        default=8090, description="Port to listen on; 0 takes a free one."
    )
    public_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+$")] = Field(
        default="http://127.0.0.1:8090",
        description="Address under which browsers reach the console, without a path: forms from "
        "elsewhere are refused.",
    )
    caisse_name: Annotated[str, StringConstraints(min_length=1, max_length=80)] = Field(
        default="Caisse de démonstration", description="Name of the caisse, on each page."
    )
    admin_key_file: Path = Field(
        default=Path("central-admin.key"),
        description="Key of the console's accounts and forms; `central admin add` makes one where "
        "it is missing.",
    )
    audit_key_file: Path = Field(
        default=Path("central-audit.key"),
        description="Key of the audit alone, as `central audit-key` prints it.",
    )
    staff_secret_file: Path | None = Field(
        default=None,
        description="Secret of the caisse of which each agency's staff pepper is made, as "
        "`central staff secret` makes it; without it nobody is given a PIN.",
        examples=["/etc/borne/central-staff.key"],
    )
    session_idle_s: _Seconds = Field(
        default=1_800,
        description="After that long without a request somebody is signed out.",
        json_schema_extra={"unit": "s"},
    )
    session_longest_s: _Seconds = Field(
        default=43_200,
        description="The longest that somebody stays signed in.",
        json_schema_extra={"unit": "s"},
    )
    proof_s: Annotated[int, Field(ge=60, le=3_600)] = Field(
        default=300,
        description="How long ago somebody may have proved who they are for what cannot be undone.",
        json_schema_extra={"unit": "s"},
    )
    reader_socket: Path | None = Field(
        default=None,
        description="Unix socket of `central reader`; without it the console shows no content.",
        examples=["/run/central-reader/reader.sock"],
    )
    signer_socket: Path | None = Field(
        default=None,
        description="Unix socket of `central fleet signer`; without it what is approved in the "
        "console waits for `central fleet config renew`, and no command is given.",
        examples=["/run/central-signer/signer.sock"],
    )
    request_days: dict[RequestKind, RequestDays] = Field(
        default_factory=dict,
        description="Days, by kind, after which agents are late with a request: as for "
        "`central serve`.",
        examples=[{"ceam": 5}],
    )
    hash_time: Annotated[int, Field(gt=0, le=100)] = Field(
        default=_COST.time,
        description="argon2id of passwords: passes over the memory.",
        json_schema_extra={"unit": "passes"},
    )
    hash_memory_kib: Annotated[int, Field(ge=32, le=2_097_152)] = Field(
        default=_COST.memory_kib,
        description="argon2id of passwords: memory of one hash.",
        json_schema_extra={"unit": "KiB"},
    )
    oidc: OidcSettings | None = Field(
        default=None, description="A provider at which people sign in, beside local accounts."
    )

    @property
    def hash_cost(self) -> HashCost:
        return HashCost(self.hash_time, self.hash_memory_kib, _COST.lanes)

    @property
    def session_times(self) -> SessionTimes:
        return SessionTimes(
            timedelta(seconds=self.session_idle_s),
            timedelta(seconds=self.session_longest_s),
            timedelta(seconds=self.proof_s),
        )

    def rules(self) -> tuple[tuple[bool, str], ...]:
        return (
            *super().rules(),
            (
                self.session_longest_s < self.session_idle_s,
                "session_longest_s: shorter than session_idle_s",
            ),
            (
                self.production
                and self.oidc is not None
                and not self.oidc.issuer.startswith("https"),
                "oidc.issuer: https is needed in production",
            ),
        )

    def floors(self) -> Iterator[str]:
        yield from super().floors()
        for mistake in production.weak_costs(self.hash_time, self.hash_memory_kib):
            yield mistake.removeprefix("codes.")
        files = {"admin_key_file": self.admin_key_file, "audit_key_file": self.audit_key_file}
        if self.staff_secret_file is not None:
            files["staff_secret_file"] = self.staff_secret_file
        if self.oidc is not None and self.oidc.client_secret_file is not None:
            files["oidc.client_secret_file"] = self.oidc.client_secret_file
        yield from production.open_files(files)
