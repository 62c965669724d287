"""Reading a carte Vitale: what our own work adds to the card's answers."""

from functools import partial

from benchmarks.measure import Finding, timed
from devdock.cards.people import cards
from kiosk.domain.card import CardRead
from kiosk.hardware.pcsc.vitale import read_vitale
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import CardProfile

BUDGET_MS = 30.0


def findings() -> list[Finding]:
    found = []
    for name in ("camille-martin", "nadia-benali"):
        profile = cards()[name].profile
        commands = _read(profile)
        ours = timed(partial(_read, profile), 200)
        bare = timed(partial(_replay, profile, commands), 200)
        found.append(
            Finding(
                f"card of {name}",
                max(0.0, ours.p95_ms - bare.median_ms),
                BUDGET_MS,
                f"p95, above a bare loop of the same {len(commands)} exchanges"
                f" ({bare.median_ms:.2f} ms)",
            )
        )
    return found


def _read(profile: CardProfile) -> list[bytes]:
    """Reads the card to its holders. Returns the commands it was sent."""
    chip = VirtualChip(profile)
    chip.reset()
    conversation = read_vitale(chip.atr)
    commands = [next(conversation)]
    try:
        while True:
            commands.append(conversation.send(chip.answer(commands[-1])))
    except StopIteration as end:
        if not isinstance(end.value, CardRead):
            raise RuntimeError("the card to be timed cannot be read") from None
    return commands


def _replay(profile: CardProfile, commands: list[bytes]) -> None:
    chip = VirtualChip(profile)
    chip.reset()
    for command in commands:
        chip.answer(command)
