"""A check said in a language: the same words at the kiosk and at central."""

from dataclasses import dataclass

from shared_runtime.messages.catalogue import Translations
from wire.health import CheckState, HealthCheck

_WELL = (CheckState.OK, CheckState.NOT_FITTED)


@dataclass(frozen=True, slots=True)
class CheckText:
    """``mend`` is empty where nothing is to be done."""

    means: str
    mend: str


@dataclass(frozen=True, slots=True)
class CheckTexts:
    """What is said of checks, in one language. What a later release added to them has no words
    here: its slug stands for it."""

    translations: Translations

    def title(self, state: CheckState) -> str:
        return self.translations.say("health.title", state=self.state(state))

    def state(self, state: CheckState) -> str:
        return self.translations.say(f"health.state.{state}")

    def part(self, name: str) -> str:
        if not self._knows(f"part.{name}"):
            return name
        return self.translations.say(f"health.part.{name}")

    def say(self, check: HealthCheck) -> CheckText:
        """What it means, and how it is mended."""
        if not self._knows(f"{check.reason}.means"):
            return CheckText(check.reason, "")
        means = self.translations.say(f"health.{check.reason}.means", **check.args)
        if check.state in _WELL:
            return CheckText(means, "")
        return CheckText(means, self.translations.say(f"health.{check.reason}.mend", **check.args))

    def _knows(self, key: str) -> bool:
        return self.translations.catalogue.knows("health." + key)
