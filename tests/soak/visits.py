"""Visits of every kind, as scripts: who comes, what they touch, how it ends."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice

from devdock.cards.people import cards
from tests.demarches import ATTESTATION, DAMAGED_CARD, READ_CARD
from tests.soak.memory_gateway import CODE, SENT_CODE, MemoryGateway
from tests.soak.rig import Rig, Script
from tests.soak.staff import StaffVisits

ME, MY_CHILD = 0, 1
_STAFFS, _FAULTS = (9, 19), 4
"""Their places among twenty."""
COMPLETE, MINIMAL = 0, 1

Visit = Callable[[], Script]


class Visits:
    """Each method is one visit, which begins and ends with nobody at the kiosk."""

    def __init__(self, rig: Rig, gateway: MemoryGateway) -> None:
        self._rig = rig
        self._gateway = gateway
        self.begun: Counter[str] = Counter()

    def code_of(self, _name: str) -> str:
        """What that person types."""
        return CODE

    def of_all_kinds(self, count: int, *, each_once: bool = False) -> Iterator[Script]:
        """``count`` visits in a mix that comes round every ``len(self.mix)`` visits; sooner where
        ``each_once``: no kind comes twice before the others have come."""
        mix = tuple(dict.fromkeys(self.mix)) if each_once else self.mix
        for visit in islice(cycle(mix), count):
            self.begun[visit.__name__] += 1
            yield visit()

    def told(self) -> Mapping[str, float]:
        """How many there were, and which share of them was staff's or met with a fault."""
        count = self.begun.total()
        of = {
            name: sum(self.begun[each.__name__] for each in kinds)
            for name, kinds in (("staff", self.staff), ("faults", self.faults))
        }
        return {"visits": count, **{f"{name}_share": of[name] / max(1, count) for name in of}}

    @property
    def mix(self) -> tuple[Visit, ...]:
        """A round: every tenth visit is staff's, every twentieth meets with a fault."""
        staff, faults, others = map(cycle, (self.staff, self.faults, self.others))
        return tuple(
            next(staff if place in _STAFFS else faults if place == _FAULTS else others)
            for _ in range(len(self.staff) * len(self.faults) // 2)
            for place in range(20)
        )

    @property
    def others(self) -> tuple[Visit, ...]:
        """Most people who walk up do little: every other visit is a short one."""
        long = (
            self.attestation,
            self.attestation_of_a_child,
            self.forgotten_code,
            self.idle_to_the_end,
            self.looks_at_the_card,
            self.other_settings,
            self.wrong_code_first,
            self.pulled_before_the_paper,
            self.two_holders,
            self.card_left_behind,
            self.asks_for_a_new_card,
            self.pulled_with_half_a_code,
        )
        short = (self.pulled_at_home, self.ends_at_once, self.upside_down, self.wrong_card)
        return tuple(visit for pair in zip(long, cycle(short)) for visit in pair)

    @property
    def faults(self) -> tuple[Visit, ...]:
        """Something of the kiosk's fails under somebody's hands."""
        return (
            self.printer_without_paper,
            self.central_gone_for_a_moment,
            self.session_lost,
            self.asks_while_the_queue_fails,
        )

    @property
    def staff(self) -> tuple[Visit, ...]:
        return StaffVisits(self._rig).kinds

    def attestation(self) -> Script:
        yield from self._to_confirm("camille-martin")
        yield from self._print()
        self._rig.touch("end")
        yield from self._take_card()

    def attestation_of_a_child(self) -> Script:
        yield from self._to_confirm("sophie-leroy", who=MY_CHILD, version=MINIMAL)
        yield from self._print()
        self._rig.touch("end")
        yield from self._take_card()

    def forgotten_code(self) -> Script:
        rig = self._rig
        yield from self._to_code("moussa-traore")
        rig.touch("forgotCode")
        yield rig.at("show")
        rig.touch("choose", 0)
        yield rig.at("code")
        rig.enter(SENT_CODE)
        yield rig.at("choose")
        rig.touch("end")
        yield from self._take_card()

    def wrong_card(self) -> Script:
        for name in ("bank", "vitale1", "cps"):
            self._insert(name)
            yield self._rig.at("wrongCard")
            yield from self._remove()

    def upside_down(self) -> Script:
        self._insert("upside-down")
        yield self._rig.at("wrongCard")
        yield from self._remove()

    def pulled_at_home(self) -> Script:
        yield from self._to_home("lea-bernard")
        yield from self._remove()

    def pulled_with_half_a_code(self) -> Script:
        yield from self._to_code("david-vincent")
        self._rig.touch("typeCharacter", "7")
        self._rig.touch("typeCharacter", "7")
        yield from self._remove()

    def idle_to_the_end(self) -> Script:
        rig = self._rig
        yield from self._to_home("wei-zhang")
        rig.fall_silent()
        yield rig.at("idle")
        rig.touch("stillHere")
        yield rig.at("home")
        rig.fall_silent()
        yield rig.at("idle")
        rig.fall_silent()
        yield from self._take_card()

    def looks_at_the_card(self) -> Script:
        rig = self._rig
        yield from self._to_home("lucie-rossi")
        yield from rig.opens(READ_CARD)
        yield rig.at("show")
        rig.touch("reveal")
        rig.touch("back")
        yield rig.at("home")
        rig.touch("end")
        yield from self._take_card()

    def asks_for_a_new_card(self) -> Script:
        rig = self._rig
        yield from self._to_recorded("julie-fontaine")
        rig.touch("choose", 0)
        yield rig.at("home")
        rig.touch("end")
        yield from self._take_card()

    def asks_while_the_queue_fails(self) -> Script:
        rig = self._rig
        yield from self._to_request("sarah-nguyen")
        self._gateway.absent = 1
        rig.touch("agree")
        yield rig.at("problem")
        rig.touch("end")
        yield from self._take_card()

    def printer_without_paper(self) -> Script:
        rig = self._rig
        yield from self._to_confirm("lucie-rossi")
        rig.printer.set_fault("paper_out")
        rig.touch("agree")
        yield lambda: rig.kind not in ("confirm", "working")
        rig.printer.set_fault(None)
        rig.touch("end")
        yield from self._take_card()

    def other_settings(self) -> Script:
        rig = self._rig
        for setting in ("toggleLargeText", "toggleContrast", "toggleLowMode"):
            rig.touch(setting)
        rig.touch("setLanguage", "en")
        rig.touch("touched")
        rig.touch("openHelp")
        rig.touch("closeHelp")
        yield from self._to_code("aicha-diallo")
        rig.touch("setLanguage", "fr")
        rig.touch("toggleLargeText")
        rig.touch("back")
        yield rig.at("home")
        rig.touch("end")
        yield from self._take_card()

    def wrong_code_first(self) -> Script:
        rig = self._rig
        yield from self._to_code("jean-payet")
        rig.enter("9999")
        yield lambda: rig.kind == "code" and bool(rig.screen.message)
        rig.enter(self.code_of("jean-payet"))
        yield rig.at("choose")
        rig.touch("end")
        yield from self._take_card()

    def central_gone_for_a_moment(self) -> Script:
        rig = self._rig
        yield from self._to_home("david-vincent")
        self._lose_central()
        yield from rig.opens(ATTESTATION)
        yield rig.at("problem")
        yield from self._find_central()
        rig.touch("choose", 0)
        yield rig.at("code")
        rig.touch("end")
        yield from self._take_card()
        yield from self._forget_that_central_was_gone()

    def _lose_central(self) -> None:
        self._gateway.absent = 1

    def _find_central(self) -> Script:
        """It is back without anybody doing anything."""
        yield from ()

    def _forget_that_central_was_gone(self) -> Script:
        yield from ()

    def pulled_before_the_paper(self) -> Script:
        rig = self._rig
        yield from self._to_confirm("camille-martin")
        rig.touch("agree")
        rig.reader.remove()
        yield rig.at("paper", "attract")
        if rig.kind == "paper":
            rig.touch("choose", 0)
        yield rig.at("attract")

    def session_lost(self) -> Script:
        rig = self._rig
        yield from self._to_code("ines-moreau")
        self._gateway.forgetful = 1
        rig.enter(CODE)
        yield lambda: rig.kind == "code" and not self._gateway.forgetful
        rig.enter(CODE)
        yield rig.at("choose")
        rig.touch("end")
        yield from self._take_card()

    def two_holders(self) -> Script:
        rig = self._rig
        self._insert("marie-helene-dupont-test")
        yield rig.at("choose")
        rig.touch("choose", 1)
        yield rig.at("home")
        rig.touch("end")
        yield from self._take_card()

    def card_left_behind(self) -> Script:
        rig = self._rig
        yield from self._to_home("claire-roux")
        rig.touch("end")
        yield rig.at("takeCard")
        rig.fall_silent()
        rig.fall_silent()
        yield from self._take_card()

    def ends_at_once(self) -> Script:
        yield from self._to_home("david-vincent")
        self._rig.touch("end")
        yield from self._take_card()

    def _insert(self, name: str) -> None:
        card = cards()[name]
        self._rig.reader.insert(card.profile, card.fault)

    def _remove(self) -> Script:
        self._rig.reader.remove()
        yield self._rig.at("attract")

    def _take_card(self) -> Script:
        yield self._rig.at("takeCard")
        yield from self._remove()

    def _to_home(self, name: str) -> Script:
        yield self._rig.at("attract")
        self._insert(name)
        yield self._rig.at("home", "choose")
        if self._rig.kind == "choose":
            self._rig.touch("choose", 0)
            yield self._rig.at("home")

    def _to_code(self, name: str) -> Script:
        yield from self._to_home(name)
        yield from self._rig.opens(ATTESTATION)
        yield self._rig.at("code")

    def _to_confirm(self, name: str, who: int = ME, version: int = COMPLETE) -> Script:
        rig = self._rig
        yield from self._to_code(name)
        rig.enter(self.code_of(name))
        yield rig.at("choose")
        yield from rig.answer("choose", who)
        yield rig.at("choose")
        yield from rig.answer("choose", version)
        yield rig.at("confirm")

    def _to_request(self, name: str) -> Script:
        yield from self._to_home(name)
        yield from self._rig.opens(DAMAGED_CARD)
        yield self._rig.at("confirm")

    def _to_recorded(self, name: str) -> Script:
        yield from self._to_request(name)
        self._rig.touch("agree")
        yield self._rig.at("recorded")
        self._rig.wipe_paper()

    def _print(self) -> Script:
        rig = self._rig
        rig.touch("agree")
        yield rig.at("paper")
        rig.wipe_paper()
        rig.touch("choose", 0)
        yield rig.at("home")
