"""Who may sign in here, as the configuration in force says, and whether a PIN is theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from wire.configuration import StaffVerifier
from wire.staff import SignInStaff, StaffLack, WayIn
from wire.staff_pepper import StaffPepper, is_affordable

_STEP_S, _DIGITS, _STEPS_OFF = 30, 6, 1


@dataclass(frozen=True, slots=True)
class StaffRoll:
    pepper: StaffPepper
    staff: tuple[StaffVerifier, ...]
    nobodys: str
    """A verifier that nothing fits: a name that is none takes as long as one that is."""

    @property
    def by_badge(self) -> bool:
        return any(each.badge is not None for each in self.staff)

    @property
    def with_code(self) -> bool:
        return any(each.totp is not None for each in self.staff)

    def named(self, asked: SignInStaff) -> StaffVerifier | None:
        if asked.badge is not None:
            badge = self.pepper.badge(asked.badge)
            return next((each for each in self.staff if each.badge == badge), None)
        name = typed_name(asked)
        return next((each for each in self.staff if each.staff == name), None)

    def fits(self, found: StaffVerifier | None, pin: str) -> bool:
        """Blocks for the time of a hash, whoever it is."""
        if found is None:
            self.pepper.fits(self.nobodys, "", pin)
            return False
        return self.pepper.fits(found.verifier, found.staff, pin)

    def code_step(self, found: StaffVerifier, code: str, now: datetime, last: int) -> int | None:
        """The time step of a code that is right and newer than the last one; 0 of somebody who has
        no second factor; None where it is wrong."""
        if found.totp is None:
            return 0
        secret = self.pepper.open_secret(found.staff, found.totp)
        if secret is None or len(code) != _DIGITS:
            return None
        totp = TOTP(secret, _DIGITS, SHA1(), _STEP_S, enforce_key_length=False)  # noqa: S303 - RFC 6238
        current = int(now.timestamp()) // _STEP_S
        steps = range(current - _STEPS_OFF, current + _STEPS_OFF + 1)
        right = [step for step in steps if _is_code(totp, code, step)]
        return next((step for step in right if step > last), None)


def roll_of(told: Sequence[StaffVerifier], pepper: StaffPepper | None) -> StaffRoll | StaffLack:
    """Of those whom this kiosk can check. Blocks for the time of a hash."""
    if not told:
        return "no_staff"
    if pepper is None:
        return "no_pepper"
    ours = tuple(each for each in told if each.pepper == pepper.id and is_affordable(each.verifier))
    if not ours:
        return "other_pepper"
    return StaffRoll(pepper, ours, pepper.nobodys(like=ours[0].verifier))


def typed_name(asked: SignInStaff) -> str:
    return (asked.name or "").strip().casefold()


def way_in(asked: SignInStaff) -> WayIn:
    return "name" if asked.badge is None else "badge"


def _is_code(totp: TOTP, code: str, step: int) -> bool:
    try:
        totp.verify(code.encode(), step * _STEP_S)
    except InvalidToken:
        return False
    return True
