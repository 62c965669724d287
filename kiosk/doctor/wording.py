"""A finding said in a language."""

from dataclasses import dataclass

from kiosk.doctor.finding import Finding, FindingState, Part
from shared_runtime.messages.catalogue import Translations

_WELL = (FindingState.OK, FindingState.NOT_FITTED)


@dataclass(frozen=True, slots=True)
class FindingText:
    """``mend`` is empty where nothing is to be done."""

    means: str
    mend: str


@dataclass(frozen=True, slots=True)
class FindingTexts:
    """What the doctor says, in one language."""

    translations: Translations

    def title(self, state: FindingState) -> str:
        return self.translations.say("doctor.title", state=self.state(state))

    def state(self, state: FindingState) -> str:
        return self.translations.say(f"doctor.state.{state}")

    def part(self, part: Part) -> str:
        return self.translations.say(f"doctor.part.{part}")

    def say(self, finding: Finding) -> FindingText:
        """What it means, and how it is mended."""
        code, args = finding.code, finding.args
        mend = "" if code.state in _WELL else self.translations.say(f"doctor.{code}.mend", **args)
        return FindingText(self.translations.say(f"doctor.{code}.means", **args), mend)
