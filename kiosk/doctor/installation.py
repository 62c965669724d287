"""Judges how the machine is set up: what ``kiosk setup --check`` says beside the doctor."""

from kiosk.doctor.probes.installation import InstallationSeen
from wire.health import HealthCheck, HealthCode, Part, check_of

OUR_CUPS_SETTINGS = "/usr/share/borne/cups/cupsd.conf"
_STARTED = frozenset({"enabled", "enabled-runtime", "alias", "static", "linked", "generated"})
_OF_OTHERS = 0o007


def installation(seen: InstallationSeen) -> tuple[HealthCheck, ...]:
    """Each part of it, in the order of ``Part``."""
    return (
        _units(seen),
        _accounts(seen),
        _card_access(seen),
        _print_settings(seen),
        check_of(
            Part.DISPLAY,
            HealthCode.DISPLAY_THERE if seen.has_display else HealthCode.DISPLAY_ABSENT,
        ),
        _staff_pepper(seen),
        _swap(seen),
    )


def _units(seen: InstallationSeen) -> HealthCheck:
    missing = [
        unit for unit, state in seen.unit_states.items() if not state or state == "not-found"
    ]
    idle = [unit for unit, state in seen.unit_states.items() if state not in _STARTED]
    if missing:
        return check_of(Part.UNITS, HealthCode.UNITS_MISSING, {"units": " ".join(missing)})
    if idle:
        return check_of(Part.UNITS, HealthCode.UNITS_DISABLED, {"units": " ".join(idle)})
    return check_of(Part.UNITS, HealthCode.UNITS_ENABLED)


def _accounts(seen: InstallationSeen) -> HealthCheck:
    if seen.missing_accounts:
        missing = {"accounts": " ".join(seen.missing_accounts)}
        return check_of(Part.ACCOUNTS, HealthCode.ACCOUNTS_MISSING, missing)
    return check_of(Part.ACCOUNTS, HealthCode.ACCOUNTS_THERE)


def _card_access(seen: InstallationSeen) -> HealthCheck:
    """Whoever may open pcscd's socket reads the card; a virtual reader lets a program play one."""
    if seen.has_virtual_reader:
        code = HealthCode.CARD_ACCESS_VIRTUAL
    elif seen.card_socket_mode is None:
        code = HealthCode.CARD_ACCESS_UNSEEN
    elif seen.card_socket_mode & _OF_OTHERS:
        code = HealthCode.CARD_ACCESS_WIDE
    else:
        code = HealthCode.CARD_ACCESS_NARROW
    return check_of(Part.CARD_ACCESS, code)


def _print_settings(seen: InstallationSeen) -> HealthCheck:
    """CUPS's own defaults keep people's papers: see docs/decisions/0004-appliance.md."""
    if seen.cups_command is None:
        code = HealthCode.PRINT_SETTINGS_UNSEEN
    elif OUR_CUPS_SETTINGS in seen.cups_command:
        code = HealthCode.PRINT_SETTINGS_IN_FORCE
    else:
        code = HealthCode.PRINT_SETTINGS_OTHERS
    return check_of(Part.PRINT_SETTINGS, code)


def _staff_pepper(seen: InstallationSeen) -> HealthCheck:
    if seen.has_staff_pepper is None:
        code = HealthCode.STAFF_PEPPER_UNSEEN
    elif seen.has_staff_pepper:
        code = HealthCode.STAFF_PEPPER_THERE
    else:
        code = HealthCode.STAFF_PEPPER_MISSING
    return check_of(Part.STAFF_PEPPER, code)


def _swap(seen: InstallationSeen) -> HealthCheck:
    """Our own processes swap nothing, nor do those that hold a paper or a card; others might."""
    if seen.plain_swap is None:
        return check_of(Part.SWAP, HealthCode.SWAP_UNSEEN)
    if seen.plain_swap:
        return check_of(Part.SWAP, HealthCode.SWAP_PLAIN, {"places": " ".join(seen.plain_swap)})
    return check_of(Part.SWAP, HealthCode.SWAP_SAFE)
