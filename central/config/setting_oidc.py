"""The section [oidc]: at which provider people sign in, and what its claims are worth here."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from central.admins.oidc_claims import ClaimedGrant
from central.admins.roles import AdminRole, Grant, Scope

_Text = Annotated[str, StringConstraints(min_length=1, max_length=255)]


def _scope(text: Any) -> Any:
    Scope.parse(str(text))
    return text


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class GroupSetting(_Section):
    group: _Text = Field(description="A name among the groups of the claim.")
    role: AdminRole = Field(description="What its members are here.")
    scope: Annotated[_Text, BeforeValidator(_scope)] = Field(
        description="Where: `caisse`, `agency:SITE` or `tag:NAME`."
    )


class OidcSettings(_Section):
    issuer: Annotated[
        str,
        StringConstraints(
            max_length=255, pattern=r"^(https://[^\s?#]+|http://(127\.0\.0\.1|localhost)[^\s?#]*)$"
        ),
    ] = Field(description="The provider, exactly as its discovery document and tokens name it.")
    client_id: _Text = Field(description="How the provider knows the console.")
    client_secret_file: Path | None = Field(
        default=None, description="File with its secret; none where PKCE alone is asked."
    )
    scopes: Annotated[str, StringConstraints(pattern=r"^openid( [!-~]+)*$")] = Field(
        default="openid profile", description="What is asked of the provider."
    )
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(
        default="SSO", description="What the button on the sign-in page calls it."
    )
    groups_claim: _Text = Field(
        default="groups", description="Claim of the ID token that names the groups."
    )
    groups: tuple[GroupSetting, ...] = Field(
        default=(),
        description="What the members of a group may do: `group`, `role` and `scope` each. It "
        "counts beside what `central admin grant` has given.",
    )

    @property
    def claimed_grants(self) -> tuple[ClaimedGrant, ...]:
        return tuple(
            ClaimedGrant(each.group, Grant(each.role, Scope.parse(each.scope)))
            for each in self.groups
        )
