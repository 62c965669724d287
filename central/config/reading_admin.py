"""Reading what the console alone is given: its key, the key of its audit, its provider's secret."""

import os
from pathlib import Path

from central.config.dashboard_settings import DashboardSettings
from central.config.server_settings import ConfigurationError
from central.crypto.admin_key import AdminKey
from central.crypto.narrow_keys import AuditKey
from central.runtime.chance import Chance
from central.store.audit import AuditTrail
from shared_runtime.clock import Clock

_LEAST_SECRET_BYTES = 32


def admin_key_of(settings: DashboardSettings) -> AdminKey:
    """Raises ConfigurationError when it cannot be read."""
    try:
        return AdminKey.of_text(settings.admin_key_file.read_bytes())
    except OSError:
        raise ConfigurationError(
            ("admin_key_file: cannot be read; `central admin add` makes one",)
        ) from None
    except ValueError as error:
        raise ConfigurationError((f"admin_key_file: {error}",)) from None


def make_missing_admin_key(settings: DashboardSettings, chance: Chance) -> Path | None:
    """Writes a new key where it is missing, for its owner alone. Raises ConfigurationError."""
    return _written("admin_key_file", settings.admin_key_file, chance)


def audit_trail_of(settings: DashboardSettings, clock: Clock) -> AuditTrail:
    """The one place where the console takes up what the audit's chain is made with. Raises
    ConfigurationError."""
    try:
        return AuditTrail(AuditKey.of_text(settings.audit_key_file.read_bytes()), clock)
    except OSError:
        raise ConfigurationError(
            ("audit_key_file: cannot be read; `central audit-key` prints one",)
        ) from None
    except ValueError as error:
        raise ConfigurationError((f"audit_key_file: {error}",)) from None


def staff_secret_of(settings: DashboardSettings) -> bytes | None:
    """None where nobody is given a PIN. Raises ConfigurationError."""
    if settings.staff_secret_file is None:
        return None
    try:
        secret = bytes.fromhex(settings.staff_secret_file.read_text(encoding="ascii").strip())
    except OSError:
        raise ConfigurationError(
            ("staff_secret_file: cannot be read; `central staff secret` makes one",)
        ) from None
    except ValueError:
        secret = b""
    if len(secret) < _LEAST_SECRET_BYTES:
        raise ConfigurationError(("staff_secret_file: at least 32 bytes in hex are needed",))
    return secret


def make_missing_staff_secret(settings: DashboardSettings, chance: Chance) -> Path | None:
    """Writes a new one where it is missing, for its owner alone. Raises ConfigurationError."""
    if settings.staff_secret_file is None:
        raise ConfigurationError(("staff_secret_file: is not set",))
    return _written("staff_secret_file", settings.staff_secret_file, chance)


def client_secret_of(settings: DashboardSettings) -> str | None:
    """Raises ConfigurationError."""
    if settings.oidc is None or settings.oidc.client_secret_file is None:
        return None
    try:
        secret = settings.oidc.client_secret_file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise ConfigurationError(("oidc.client_secret_file: cannot be read",)) from None
    if not secret:
        raise ConfigurationError(("oidc.client_secret_file: is empty",))
    return secret


def _written(setting: str, path: Path, chance: Chance) -> Path | None:
    """32 bytes in hex, for their owner alone. None where the file is there already."""
    if path.exists():
        return None
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise ConfigurationError((f"{setting}: cannot be written: {error.strerror}",)) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(chance.bytes(_LEAST_SECRET_BYTES).hex().encode("ascii") + b"\n")
    return path
