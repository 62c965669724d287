"""The screens of a conversation: one for each kind of step, whatever the service."""

from collections.abc import Iterable
from typing import Any, assert_never

from kiosk.domain import conversation
from kiosk.domain.actions import AskCode, HandOver, PerformedStep
from kiosk.domain.engine import ConversationDone, Position
from kiosk.domain.flow import (
    Choose,
    Confirm,
    Fact,
    Fill,
    Offer,
    Option,
    Show,
    ShowProblem,
    ShowRecorded,
    TakePaper,
)
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.place import in_language
from kiosk.domain.states import InService
from kiosk.domain.typed_code import CODE_FORMS
from kiosk.ui.present import icons
from kiosk.ui.present.fill import fill_screen
from kiosk.ui.present.parts import FactView, OptionView
from kiosk.ui.present.screens import (
    ChooseScreen,
    CodeScreen,
    ConfirmScreen,
    RecordedScreen,
    Screen,
    ShowScreen,
    WorkingScreen,
)
from kiosk.ui.present.view import View
from shared_runtime.messages.message import Message
from wire.citizen import CodeKind

_ON_PAPER = frozenset({"recorded.receipt", "recorded.receipt.sheet"})
"""What is said of a receipt that has come out."""


def step_screen(state: InService, step: Position, view: View) -> Screen:
    """The screen of the step at which the conversation stands."""
    translations = view.translations
    match step:
        case AskCode() if state.checking:
            return WorkingScreen(
                translations.say("working.code"),
                (translations.say("working.keep_card"),),
                icons.for_screen("working.code", view.registry),
            )
        case AskCode():
            return _code(step, view)
        case Choose(question, options):
            return ChooseScreen(
                translations.text(question),
                _options(options, view),
                icons.for_screen(question.key, view.registry),
                view.registry.services[state.service].group.value,
            )
        case Confirm():
            return _confirm(step, state, view)
        case Fill():
            return fill_screen(step, view)
        case TakePaper():
            return _paper(step, view)
        case ShowRecorded():
            return _recorded(step, view)
        case Show():
            return _show(step, view)
        case Offer():
            return _offer(step, state, view)
        case HandOver() if state.blocked is not None:
            return _paper_waits(state.blocked, state, view)
        case PerformedStep(title):
            # A card that is out already, or never was in, needs no keeping in.
            keeps = not (isinstance(step, HandOver) or state.leaving or state.visit.insured is None)
            line = "working.keep_card" if keeps else "working.paper"
            drawing = icons.for_screen(title.key, view.registry)
            return WorkingScreen(translations.text(title), (translations.say(line),), drawing)
        case ConversationDone():
            return WorkingScreen(translations.say("working.next"), ())
        case _:
            assert_never(step)


def _code(step: AskCode, view: View) -> CodeScreen:
    translations = view.translations
    provisional = step.kind is CodeKind.PROVISIONAL
    letters = view.letters and not provisional
    if view.shows_typed:
        hint = translations.say("code.shown")
    elif provisional:
        hint = translations.say("code.provisional.hint", digits=step.phone_last_two or "")
    else:
        hint = translations.say("code.letters.hint" if letters else "code.personal.hint")
    wrong = step.tries_left is not None
    return CodeScreen(
        kind="codeLetters" if letters else "code",
        title=translations.say(f"code.{step.kind}.title"),
        hint=hint,
        typed=view.typed,
        glimpse=view.glimpse,
        shows_typed=view.shows_typed,
        can_submit=view.typed >= CODE_FORMS[step.kind].least,
        message=translations.say("code.wrong", count=step.tries_left or 0) if wrong else "",
        provisional=provisional,
        can_forget=step.can_forget,
        forget=translations.say(f"code.{step.kind}.forgotten"),
        keys=view.keys,
        form=CODE_FORMS[step.kind],
    )


def _show(step: Show[Any], view: View) -> ShowScreen:
    translations = view.translations
    return ShowScreen(
        kind="problem" if isinstance(step, ShowProblem) else "show",
        title=translations.text(step.title),
        lines=tuple(map(translations.text, step.lines)),
        facts=_facts(step.facts, view),
        ways=_options(step.ways, view),
        drawing=icons.for_screen(step.title.key, view.registry),
        badge="",
        can_reveal=_can_reveal(step.facts, view),
    )


def _confirm(step: Confirm, state: InService, view: View) -> ConfirmScreen:
    """The first fact says whom a paper is for."""
    say = view.translations.say
    facts = _facts(step.facts, view)
    prints = view.registry.services[state.service].needs_paper
    return ConfirmScreen(
        question=view.translations.text(step.question),
        line=say("confirm.line"),
        facts=facts,
        button=view.translations.text(step.button),
        drawing=icons.for_screen(step.question.key, view.registry) or "document",
        can_reveal=_can_reveal(step.facts, view),
        change=say("confirm.change") if conversation.can_go_back(view.registry, state) else "",
        paper=say(f"service.{state.service}") if prints else "",
        paper_for=facts[0].value if prints and facts else "",
        tray=say(f"confirm.tray.{view.place.tray_side}") if prints else "",
        tray_side=view.place.tray_side,
    )


def _recorded(step: ShowRecorded[Any], view: View) -> RecordedScreen:
    """The first fact is the reference, the others stand below it; the last line is about the
    receipt, which is drawn unless there is none."""
    reference, *others = _facts(step.facts, view)
    receipt = step.lines[-1].key
    on_paper = receipt in _ON_PAPER
    return RecordedScreen(
        title=view.translations.text(step.title),
        reference_label=reference.label,
        reference=reference.value,
        lines=(_to_do(step, view), *map(view.translations.text, step.lines)),
        facts=tuple(others),
        ways=_options(step.ways, view),
        drawing=icons.for_screen(receipt, view.registry),
        badge=view.translations.say("paper.ready"),
        finish=_finish(step, view, on_paper),
        to_note=not on_paper,
        tray_side=view.place.tray_side if receipt == "recorded.receipt.sheet" else "",
    )


def _to_do(step: ShowRecorded[Any], view: View) -> str:
    """What is left to do after what the second line says: mostly nothing."""
    follow_up = step.lines[1].key.removeprefix("recorded.next.")
    nothing = view.translations.say("recorded.todo.nothing")
    return view.translations.find(f"recorded.todo.{follow_up}", nothing)


def _finish(step: ShowRecorded[Any], view: View, on_paper: bool) -> str:
    """Said of the last screen alone: before it, a receipt is still to be asked for."""
    if step.ways[0].label.key != "recorded.other_thing":
        return ""
    return view.translations.say("recorded.finish.receipt" if on_paper else "recorded.finish")


def _offer(step: Offer, state: InService, view: View) -> ShowScreen:
    """Once more, or not; whoever has taken the card is told only."""
    translations = view.translations
    return ShowScreen(
        kind="problem",
        title=translations.text(step.title),
        lines=tuple(map(translations.text, step.lines)),
        facts=(),
        ways=tuple(
            OptionView(translations.text(way), icon=icons.for_option(way.key, view.registry))
            for way in offered_ways(step, state)
        ),
        drawing=icons.for_screen(step.title.key, view.registry),
        badge="",
        can_reveal=False,
    )


def offered_ways(step: Offer, state: InService) -> tuple[Message, ...]:
    """The buttons under an offer, in their order; the last one declines it."""
    return (step.decline,) if state.leaving else (step.button, step.decline)


def _paper_waits(trouble: PaperTrouble, state: InService, view: View) -> WorkingScreen:
    """The printer is stopped with a paper in it: what to do, and that it then goes on by itself."""
    translations = view.translations
    card_is_in = not state.leaving and state.visit.insured is not None
    stays = (translations.say("paper.card_stays"),) if card_is_in else ()
    return WorkingScreen(
        translations.say(f"paper.{trouble}.title"),
        (translations.say(f"paper.{trouble}.wait"), *stays),
        icons.for_screen(f"paper.{trouble}.title", view.registry),
        badge=translations.say("paper.waiting"),
        patience=translations.say("paper.goes_on"),
    )


def _paper(step: TakePaper[Any], view: View) -> ShowScreen:
    translations = view.translations
    where = in_language(view.place.paper_where, translations.language)
    return ShowScreen(
        kind="paper",
        title=translations.text(step.title),
        lines=(translations.say("paper.pages", count=step.pages, where=where),),
        facts=(),
        ways=_options(step.ways, view),
        drawing="paperOut",
        badge=translations.say("paper.ready"),
        can_reveal=False,
        tray_side=view.place.tray_side,
    )


def _options(options: Iterable[Option[Any]], view: View) -> tuple[OptionView, ...]:
    translations = view.translations
    return tuple(
        OptionView(
            label=translations.text(option.label),
            detail="" if option.detail is None else translations.text(option.detail),
            icon=icons.for_option(option.label.key, view.registry),
            picture=icons.for_choice(option.label.key, view.registry),
        )
        for option in options
    )


def _can_reveal(facts: Iterable[Fact], view: View) -> bool:
    return not view.revealed and any(fact.secret is not None for fact in facts)


def _facts(facts: Iterable[Fact], view: View) -> tuple[FactView, ...]:
    def value(fact: Fact) -> str:
        shown = fact.secret if view.revealed and fact.secret is not None else fact.value
        return view.translations.text(shown)

    return tuple(
        FactView(
            view.translations.text(fact.label),
            value(fact),
            secret=fact.secret is not None and not view.revealed,
            covered=fact.secret is not None,
            detail="" if fact.detail is None else view.translations.text(fact.detail),
        )
        for fact in facts
    )
