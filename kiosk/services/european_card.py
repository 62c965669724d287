"""Commander la carte européenne (CEAM): for oneself or the family, to the address on file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import assert_never

from kiosk.domain.dates import day_text
from kiosk.domain.flow import Choose, Fact, Option, Show
from kiosk.domain.here import Here
from kiosk.domain.identity import Holder, Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import by_card, who
from kiosk.services.demande import record, to_address_on_file
from kiosk.services.dialog import choose, confirm, option, read
from shared_runtime.messages.message import Message, message
from shared_runtime.private import Private
from wire.calls.ceam import CEAM, CeamCard, CeamCards
from wire.calls.rights import RIGHTS
from wire.demandes.ceam import CeamOrder, CeamPerson
from wire.demandes.demande import kind_of
from wire.rights import Beneficiaire, Droits

_ENDS_SOON = timedelta(days=90)
_MOST_NAMES = 8
"""In one line of a summary, in large letters too."""


@dataclass(frozen=True, slots=True, repr=False)
class _Member(Private):
    """Somebody whose card it may be. ``rights_end``: None where no end is known; ``card``: None
    where central tells nothing of cards."""

    person: CeamPerson
    rights_end: date | None = None
    card: CeamCard | None = None

    @property
    def is_free(self) -> bool:
        """Whether a card may be ordered, as far as anybody knows."""
        return self.card is None or self.card.allowed

    @property
    def name(self) -> str:
        return self.person.given_name or self.person.family_name


_Members = tuple[_Member, ...]


class _Whose(Enum):
    MINE = "mine"
    ALL = "all"
    CHOSEN = "chosen"
    NOBODYS = "nobodys"


async def carte_europeenne(here: Here, insured: Insured) -> None:
    """Said before anything is ordered: when to ask for it, and who helps when that is too late.
    Whom central does not know by a code asks for themselves alone."""
    holder = insured.holder
    family = await _family(holder)
    free = tuple(member for member in family if member.is_free)
    match await _first_page(insured, family, free):
        case _Whose.MINE:
            whose = free[:1]
        case _Whose.ALL:
            whose = free
        case _Whose.CHOSEN:
            whose = await _chosen(holder, free)
        case _Whose.NOBODYS:
            return
        case unexpected:
            assert_never(unexpected)
    facts = [*_for_whom(holder, whose), to_address_on_file(), *_until_rights_end(here, whose)]
    if len(family) > 1:  # their first page has no room for it
        facts.append(Fact(message("ceam.fact.delay"), message("ceam.fact.days")))
    if len(free) > 1:
        facts += _why_not(family)
    go = await confirm("ceam.confirm", *facts)
    await record(here.place, go, _order(holder, whose))


async def _family(holder: Holder) -> _Members:
    """The holder first; then those under 16, as central knows them. An older central tells of no
    cards: then the caisse sees to it who has one."""
    rights = await read("working.rights", RIGHTS, None, optional=True)
    if not isinstance(rights, Droits) or rights.assure.date_naissance != holder.birth_date:
        return (_Member(_myself(holder)),)
    told = await read("working.rights", CEAM, None, optional=True)
    cards = {each.person: each for each in told.cards} if isinstance(told, CeamCards) else {}
    me = _Member(_myself(holder), _end_of(rights.assure), cards.get(rights.assure.reference))
    others = (
        _Member(_named(person), _end_of(person), cards.get(person.reference))
        for person in rights.ayants_droit
    )
    return (me, *others)


def _myself(holder: Holder) -> CeamPerson:
    return CeamPerson(holder.family_name, holder.given_name, holder.birth_date)


def _named(person: Beneficiaire) -> CeamPerson:
    rank = person.rang_naissance if person.rang_naissance > 1 else None
    return CeamPerson(person.nom_famille, person.prenom, person.date_naissance, rank)


def _end_of(person: Beneficiaire) -> date | None:
    ends = [period.date_fin for period in person.periodes_amo]
    return max((end for end in ends if end is not None), default=None) if None not in ends else None


def _first_page(
    insured: Insured, family: _Members, free: _Members
) -> Choose[_Whose] | Show[_Whose]:
    """Where there is only one card to order, or none: what to know first, and why."""
    if len(free) > 1:
        return choose("ceam.for_whom", *_ways(insured.holder, family, free))
    lines: tuple[str, ...] = ("ceam.none_now", "ceam.lost")
    ways = [option("way.home", _Whose.NOBODYS)]
    if free:
        lines = ("ceam.lasts", "ceam.when", "ceam.sooner") if len(family) == 1 else ("ceam.when",)
        alone = option("way.on", _Whose.ALL)
        child = option("ceam.for_one", _Whose.ALL, name=free[0].name)
        ways.insert(0, alone if len(family) == 1 else child)
    shown = tuple(message(line) for line in (*lines, *_more(insured, family)))
    return Show(message("ceam.title"), shown, tuple(ways), tuple(_why_not(family)))


def _ways(holder: Holder, family: _Members, free: _Members) -> Iterator[Option[_Whose]]:
    if family[0].is_free:
        yield option("ceam.for_me", _Whose.MINE)
    if _order(holder, free).fits:
        if free == family:
            yield option("ceam.for_all", _Whose.ALL, "ceam.for_all.detail")
        else:
            yield option("ceam.for_the_others", _Whose.ALL)
    yield option("ceam.for_some", _Whose.CHOSEN)


def _more(insured: Insured, family: _Members) -> Iterator[str]:
    """What else whoever is on the card should know."""
    if len(insured.others) >= len(family):
        yield "ceam.with_code" if len(family) == 1 else "ceam.own_card"
    elif family[0].card is None:
        yield "ceam.has_one"


def _why_not(family: _Members) -> Iterator[Fact]:
    for member in family:
        if not member.is_free:
            yield Fact(message("plain", text=member.name), _reason(member.card))


def _reason(card: CeamCard | None) -> Message:
    match card:
        case CeamCard(why="valid", card_until=date() as until):
            return message("ceam.valid", day=day_text(until))
        case CeamCard(why="ordered"):
            return message("ceam.ordered")
        case _:
            return message("ceam.agent")


async def _chosen(holder: Holder, free: _Members) -> _Members:
    """One after the other, for as long as there is somebody left, and room for them."""
    chosen: _Members = (await choose("ceam.whose", *map(_option, free)),)
    while left := [
        each for each in free if each not in chosen and _order(holder, (*chosen, each)).fits
    ]:
        enough: Option[_Member | None] = option("ceam.enough", None)
        others: list[Option[_Member | None]] = [
            Option(each.label, each.value) for each in map(_option, left)
        ]
        another = await choose("ceam.another", *others, enough)
        if another is None:
            break
        chosen = (*chosen, another)
    return chosen


def _option(member: _Member) -> Option[_Member]:
    return Option(message("plain", text=member.name), member)


def _order(holder: Holder, whose: _Members) -> CeamOrder:
    """Of an order for oneself alone an older central understands all."""
    people = tuple(member.person for member in whose)
    return CeamOrder(by_card(holder), None if people == (_myself(holder),) else people)


def _for_whom(holder: Holder, whose: _Members) -> tuple[Fact, ...]:
    if _order(holder, whose).people is None:
        return who(by_card(holder))
    named = whose if len(whose) <= _MOST_NAMES else whose[: _MOST_NAMES - 2]
    names, more = ", ".join(member.name for member in named), len(whose) - len(named)
    said = (
        message("ceam.fact.more", names=names, count=more) if more else message("plain", text=names)
    )
    return (Fact(message("demande.fact.for"), said),)


def _until_rights_end(here: Here, whose: _Members) -> Iterator[Fact]:
    """No card lasts longer than the rights of whom it is for."""
    ends = [member.rights_end for member in whose if member.rights_end is not None]
    if ends and here.today is not None and min(ends) < here.today + _ENDS_SOON:
        until = message("ceam.fact.until", day=day_text(min(ends)))
        yield Fact(message("ceam.fact.rights"), until)


DEMARCHE = Demarche(
    ServiceId("ceam"),
    Group.CARD,
    Level.CODE,
    carte_europeenne,
    often=True,
    queued=True,
    kind=kind_of(CeamOrder),
    pictures=Pictures(
        drawing="ceam",
        screens={
            "ceam": "ceam",
            "ceam.whose": "ceamFamily",
            "ceam.another": "people",
            "ceam.for_whom": "people",
        },
        options={
            "ceam.for_all": "list",
            "ceam.for_me": "person",
            "ceam.for_some": "check",
            "ceam.for_the_others": "list",
        },
    ),
)
