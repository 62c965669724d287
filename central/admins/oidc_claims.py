"""What a provider says of somebody who signed in there, and what of it is believed: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from central.admins.accounts import shown_name
from central.admins.roles import Grant

_SKEW_S = 60
"""Between the provider's clock and ours (RFC 7519, section 4.1.4: "a few minutes" at most)."""
_LONGEST_SUBJECT = 255
"""OpenID Connect Core, section 2: ASCII, no longer than this."""
_MOST_GROUPS = 1_000


class ClaimsRefused(Exception):
    """The claims are not for us, not for now or not as the standard wants them. The text is a slug
    for the log and never quotes them."""


@dataclass(frozen=True, slots=True)
class ClaimedGrant:
    """Who has ``value`` among the groups gets the grant."""

    value: str
    grant: Grant


@dataclass(frozen=True, slots=True)
class ClaimRules:
    issuer: str
    client_id: str
    groups_claim: str
    grants: tuple[ClaimedGrant, ...]


@dataclass(frozen=True, slots=True)
class ProvenSubject:
    """``proved_at``: when the provider itself last asked who it is, where it says so."""

    subject: str
    name: str
    grants: tuple[Grant, ...]
    proved_at: int | None


def proven_subject(
    header: Mapping[str, Any],
    claims: Mapping[str, Any],
    rules: ClaimRules,
    nonce: str,
    now: datetime,
    access_token: str | None = None,
) -> ProvenSubject:
    """Checks claims whose signature was checked (OpenID Connect Core, section 3.1.3.7). Raises
    ClaimsRefused."""
    # Loaded here: who only speaks of these claims, as the settings do, does not wait for it.
    from authlib.oidc.core import CodeIDToken
    from joserfc.errors import JoseError

    token = CodeIDToken(
        claims,
        header,
        {"iss": {"value": rules.issuer}, "aud": {"value": rules.client_id}},
        {"nonce": nonce, "client_id": rules.client_id, "access_token": access_token},
    )
    try:
        token.validate(int(now.timestamp()), _SKEW_S)
    except JoseError as error:
        raise ClaimsRefused(error.error) from None
    except (TypeError, ValueError, AttributeError, KeyError):
        # A claim of another type than the standard's, which the library did not expect either.
        raise ClaimsRefused("malformed_claim") from None
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims:
        raise ClaimsRefused("missing_claim")
    subject, proved_at = claims["sub"], claims.get("auth_time")
    if not (0 < len(subject) <= _LONGEST_SUBJECT and subject.isascii() and subject.isprintable()):
        raise ClaimsRefused("invalid_subject")
    return ProvenSubject(
        subject,
        _name(claims),
        _grants(claims.get(rules.groups_claim), rules.grants),
        int(proved_at) if isinstance(proved_at, int | float) else None,
    )


def _name(claims: Mapping[str, Any]) -> str:
    said = (claims.get(each) for each in ("name", "preferred_username", "sub"))
    shown = (shown_name(each) for each in said if isinstance(each, str))
    return next(filter(None, shown), "?")


def _grants(groups: Any, rules: Sequence[ClaimedGrant]) -> tuple[Grant, ...]:
    """A claim of another form than a name or a list of names is nobody's."""
    if isinstance(groups, str):
        groups = [groups]
    if not isinstance(groups, list) or len(groups) > _MOST_GROUPS:
        return ()
    names = {each for each in groups if isinstance(each, str)}
    return tuple(dict.fromkeys(rule.grant for rule in rules if rule.value in names))
