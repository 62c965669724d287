"""Pages of tools as tests ask for them, and what stands on them in French."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from kiosk.domain.maintenance.tool import (
    AskFirst,
    DoBySync,
    DoHere,
    FactRow,
    LookAgain,
    Page,
    Say,
    Seen,
    Tool,
    ToolContext,
    ToolDeed,
    ToolId,
    ToolOffer,
    TypeFirst,
)
from kiosk.maintenance.registry import TOOLS
from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import shipped
from wire.configuration import StaffRole

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
FRENCH = Translations(shipped(), "fr")
EVERYTHING = frozenset({"receipts", "speaker"})


def tool(name: str) -> Tool:
    return next(each for each in TOOLS if each.id == ToolId(name))


def page(
    name: str,
    answers: Mapping[str, object] | None = None,
    *,
    role: StaffRole = "agent",
    fitted: frozenset[str] = EVERYTHING,
    card: str = "",
    closed: str = "",
) -> Page:
    """``answers``: by the names of the looks."""
    here = ToolContext(role, NOW, fitted, card, closed)
    return tool(name).page(Seen(answers or {}), here)


def said(what: Say) -> str:
    return what if isinstance(what, str) else FRENCH.text(what)


def facts(shown: Page) -> list[FactRow]:
    return [row for row in shown.rows if isinstance(row, FactRow)]


def line(row: FactRow) -> tuple[str, str, str]:
    return said(row.label), said(row.value), said(row.detail)


def labels(offers: tuple[ToolOffer, ...], role: StaffRole = "technician") -> list[str]:
    """Of those that somebody of that role sees."""
    return [said(each.label) for each in offers if role == "technician" or each.role == "agent"]


def every_offer(offers: tuple[ToolOffer, ...]) -> Iterator[ToolOffer]:
    """These, and those behind their questions."""
    for offer in offers:
        yield offer
        if isinstance(offer.leads_to, AskFirst):
            yield from every_offer(offer.leads_to.options)


def request(offer: ToolOffer) -> object:
    """What the deed sends to kiosk-sync."""
    done = deed(offer)
    assert not isinstance(done, DoHere)
    return done.request


def deed(offer: ToolOffer) -> ToolDeed:
    match offer.leads_to:
        case DoHere() | DoBySync() | LookAgain() as done:
            return done
        case AskFirst() | TypeFirst() as first:
            raise AssertionError(f"{type(first).__name__} comes first")


def question(offer: ToolOffer) -> AskFirst:
    assert isinstance(offer.leads_to, AskFirst)
    return offer.leads_to
