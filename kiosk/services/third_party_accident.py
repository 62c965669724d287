"""Déclarer un accident causé par un tiers: how, when, and who is responsible as far as is known."""

from kiosk.domain.dates import card_date_text
from kiosk.domain.entries.address import COMPLEMENT
from kiosk.domain.entries.days import past_day
from kiosk.domain.flow import Choose, Fact, Option, Show
from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import by_card, who
from kiosk.services.demande import record
from kiosk.services.dialog import Way, choose, confirm, fill, option
from shared_runtime.messages.message import Message, message
from wire.demandes.demande import kind_of
from wire.demandes.third_party_accident import Accident, Responsible, ThirdPartyAccident

_YEARS = range(1998, 2101)
_LINE = COMPLEMENT
"""All that is typed besides the day may be left empty."""
NUMBERS = ("17", "3919", "119", "114")
"""Whom to call: in danger, to talk, for a child, without a voice."""


async def accident_par_un_tiers(here: Here, insured: Insured) -> None:
    """Whoever was struck is told first whom to call, and gets no paper unless they want one."""
    accident = await choose("accident.kind", *map(_kind, Accident))
    if accident is Accident.BLOWS and await _help_for_whom_it_concerns() is not Way.ON:
        return
    on = await fill("accident.when", past_day(here.today, _YEARS))
    place = await fill("accident.place", _LINE)
    responsible = await _responsible()
    report = await _whether("accident.report")
    work = await _whether("accident.work")
    applicant = by_card(insured.holder)
    declared = ThirdPartyAccident(applicant, accident, on, report, work, place or None, responsible)
    go = await confirm("accident.confirm", *who(applicant), *_summary(declared))
    await record(here.place, go, declared)


def _kind(accident: Accident) -> Option[Accident]:
    return option(f"accident.kind.{accident}", accident)


def _help_for_whom_it_concerns() -> Show[Way]:
    numbers = (Fact(message(f"accident.call.{each}"), _plain(each)) for each in NUMBERS)
    ways = (option("way.on", Way.ON), option("way.home", Way.NO))
    lines = (message("accident.blows.alone"),)
    return Show(message("accident.blows.title"), lines, ways, tuple(numbers))


async def _responsible() -> Responsible | None:
    """None where nobody knows who it is, or nothing was typed."""
    if not await _whether("accident.known"):
        return None
    name = await fill("accident.name", _LINE)
    insurer = await fill("accident.insurer", _LINE)
    claim = await fill("accident.claim", _LINE)
    responsible = Responsible(name or None, insurer or None, claim or None)
    return responsible if responsible.is_known else None


def _whether(key: str) -> Choose[bool]:
    return choose(key, option(f"{key}.yes", True), option(f"{key}.no", False))


def _summary(declared: ThirdPartyAccident) -> tuple[Fact, ...]:
    happened = message(f"accident.kind.{declared.accident}")
    facts = [
        Fact(message("accident.fact.what"), happened),
        Fact(message("accident.fact.when"), _plain(card_date_text(declared.on))),
    ]
    if declared.place is not None:
        facts.append(Fact(message("accident.fact.where"), _plain(declared.place)))
    if declared.responsible is not None:
        known = declared.responsible
        told = ", ".join(filter(None, (known.name, known.insurer, known.claim)))
        facts.append(Fact(message("accident.fact.responsible"), _plain(told)))
    if declared.work:
        facts.append(Fact(message("accident.fact.too"), message("accident.fact.employer")))
    return tuple(facts)


def _plain(text: str) -> Message:
    return message("plain", text=text)


DEMARCHE = Demarche(
    ServiceId("accident_par_un_tiers"),
    Group.REQUESTS,
    Level.CODE,
    accident_par_un_tiers,
    rank=6,
    queued=True,
    kind=kind_of(ThirdPartyAccident),
    pictures=Pictures("accident", screens={"accident": "accident", "accident.blows": "phone"}),
)
