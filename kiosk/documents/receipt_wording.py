"""What a receipt says of each request. It is in French, whatever the screen speaks."""

import re
from datetime import datetime

from kiosk.documents.wording import long_date
from shared_runtime.messages.catalogue import FIRST_LANGUAGE, Translations
from shared_runtime.messages.loading import shipped
from shared_runtime.messages.message import Argument

_IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d|h\b)|(?<=\d.h) (?=\d)")


def say(key: str, **args: Argument) -> str:
    return _french().say(key, **args)


def _french() -> Translations:
    return Translations(shipped(), FIRST_LANGUAGE)


def operation(kind: str) -> str:
    return say(f"receipt.operation.{kind}")


def state(*, online: bool) -> str:
    return say("receipt.state.on_its_way" if online else "receipt.state.offline")


def delay(kind: str, *, online: bool) -> str:
    """As the screen says; from the moment the caisse has the request."""
    usual = say(f"recorded.delay.{kind}")
    return usual if online else say("receipt.delay_later", delay=usual)


def follows(follow_up: str) -> tuple[str, ...]:
    """What happens now; whole sentences. On paper there is room for more of them than on screen."""
    on_screen = say(f"recorded.next.{follow_up}")
    return tuple(_french().find(f"receipt.next.{follow_up}", on_screen).split("\n"))


def todo(follow_up: str) -> tuple[str, ...]:
    """What whoever asked must still do: a headline, and the sentences under it if there are any."""
    tasks = _french().find(f"receipt.todo.{follow_up}", "")
    if not tasks:
        return (say("receipt.todo.nothing"),)
    return (say("receipt.todo"), *tasks.split("\n"))


def moment(at: datetime) -> str:
    """``22 novembre 2026 à 14 h 05``, by the clock that ``at`` is told in."""
    day = long_date(at.date())
    return unbroken(say("receipt.moment", date=day, hour=at.hour, minute=f"{at.minute:02}"))


def unbroken(sentence: str) -> str:
    """With spaces that do not break in numbers and hours: ``36 46``, ``17 h 30``."""
    return _IN_A_NUMBER.sub("\u00a0", sentence)
