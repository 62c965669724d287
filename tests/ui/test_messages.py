"""Every sentence that is asked for exists, and every one that exists is asked for."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest

from central.services.registry import KINDS as PAPERS
from central.web.verifier.page import _FIELDS
from kiosk.config.first_setup import QUESTIONS
from kiosk.domain.entry import Mistake
from kiosk.domain.faults import BLOCKING
from kiosk.domain.maintenance.stay import WhyAgain
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.services import Group, Why
from kiosk.gateway.query import GatewayTrouble
from kiosk.maintenance.registry import TOOLS
from kiosk.maintenance.tools.queue import REASONS
from kiosk.services.registry import registry
from kiosk.services.third_party_accident import NUMBERS
from kiosk.sync.network.stages import NOT_LOOKED_AT, STAGES
from kiosk.ui.paths import qml_root
from kiosk.ui.present import icons
from kiosk.ui.present.idle import _DRAWINGS
from shared_runtime.messages.loading import shipped
from tests.demandes import FOLLOW_UPS
from tests.domain.entries.every import EVERY_ENTRY
from wire.actions import ActionState
from wire.citizen import CodeKind
from wire.commands import OutOfServiceReason
from wire.demandes.card_opposition import Circumstance
from wire.demandes.demande import Assurance
from wire.demandes.kinds import KINDS
from wire.demandes.third_party_accident import Accident
from wire.health import CheckState, HealthCode, Part
from wire.prints import PrintState
from wire.staff import StaffLack
from wire.staff_calls.looks import NetworkStage
from wire.sync import NOT_YET

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    file
    for part in (
        "central/cli",
        "central/fleet",
        "central/rights",
        "central/web/verifier",
        "kiosk/cli",
        "kiosk/doctor",
        "kiosk/documents",
        "kiosk/domain",
        "kiosk/maintenance",
        "kiosk/services",
        "kiosk/ui",
        "scripts/still",
        "shared_runtime/messages",
        "wire",
    )
    for file in (ROOT / part).rglob("*.py")
)
PAGE = ROOT / "central/web/verifier/templates/page.html"
SENTENCES = shipped().sentences
LANGUAGES = sorted(SENTENCES)
KEYS = sorted(SENTENCES["fr"])
QT_ID = re.compile(r'qsTrId\((?:[\w. ]+\? *)?"([^"]+)"(?: *: *"([^"]+)")?')
PROBES = (
    *("", "1", "12", "-", "@@", "0" * 5, "9" * 8, "/" * 8, "31122100"),
    *("0" * 13, "1850375999001" + "19"),
)
"""Between them they make every mistake that there is."""
VERBS = {
    "ask_whether_it_came": ("",),
    "choose": ("",),
    "confirm": (".question", ".button"),
    "explain": (".title", ".next"),
    "date_text": ("",),
    "fill": ("", ".hint"),
    "find": ("",),
    "inform": ("",),
    "offer": (".title", ".next"),
    "offer_again": (".title", ".next"),
    "option": ("",),
    "page": ("",),
    "say": ("",),
    "show": (".title",),
    "take_paper": ("",),
    "tell": (".title", ".line", ".rest"),
    "message": ("",),
    "Instead": ("",),
    "_no_code": (".title", ".next"),
    "_sorry": (".title", ".next"),
    "_whether": ("", ".yes", ".no"),
}
"""What each verb makes of the key it is given."""
OF_A_PAPER = {
    "refused": (".title", ".next"),
    "no_answer": (".title", ".next"),
    "unreachable": (".title", ".next"),
    "cut_off": (".title", ".next"),
    "take": ("",),
    "did_it_come": ("",),
    "nothing_came": (".title", ".next"),
    "refusals": (".title", ".next"),
}
"""What is made of the keys that a kind of paper names."""

MISTAKES = [
    (entry.name, mistake)
    for entry in EVERY_ENTRY
    for mistake in Mistake
    if any(entry.check(typed) is mistake for typed in PROBES)
]
WRONG_CARDS = sorted(_DRAWINGS)
SERVICES = sorted(registry({}).services)
MONTHS = [str(month) for month in range(1, 13)]
WEEKDAYS = [str(day) for day in range(1, 8)]
TEST = "test"
"""A receipt of no request, by which staff try the printer."""
LACKS = (*get_args(StaffLack), "away")
DEEDS_FAIL = (
    *(trouble for trouble in PaperTrouble),
    *("malformed", "no_speaker", "not_printed", "role_too_low", "sync-away"),
)
FILLED: Mapping[str, Iterable[str | tuple[str, ...]]] = {
    "deed.{reason}": DEEDS_FAIL,
    "maintenance.bundle.{where}": ("central", "stick"),
    "maintenance.role.{role}": ("agent", "technician"),
    "paper.{blocked}.title": PaperTrouble,
    "staff.again.{state.again}": WhyAgain,
    "staff.lack.{lack}": LACKS,
    "staff.lack.{lack}.next": LACKS,
    "staff.{name}": ("code", "pin"),
    "staff.{name}.hint": ("code", "pin"),
    "staff.{state.step}": ("asking", "checking"),
    "tool.{tool.id}.detail": [tool.id for tool in TOOLS],
    "tool.{tool.id}.title": [tool.id for tool in TOOLS],
    "date.month.{here.month}": MONTHS,
    "accident.call.{each}": NUMBERS,
    "alert.{news.kind}": ("opened", "reminder", "closed"),
    "card_test.{word}": ("read", "staff", "mute", "removed", "timed_out", "reader"),
    "accident.kind.{accident}": Accident,
    "accident.kind.{declared.accident}": Accident,
    "card_lost.fact.{circumstance}": Circumstance,
    "code.{step.kind}.forgotten": CodeKind,
    "code.{step.kind}.title": CodeKind,
    "date.month.{at.month}": MONTHS,
    "date.month.{since.month}": MONTHS,
    "date.month_name.{day.month}": MONTHS,
    "date.month_name.{opens.month}": MONTHS,
    "date.weekday.{at.isoweekday()}": WEEKDAYS,
    "hours.weekday.{opens.isoweekday()}": WEEKDAYS,
    "health.part.{name}": Part,
    "health.state.{state}": [*CheckState, "never_heard", "silent", "out_of_service"],
    "health.{check.reason}.means": HealthCode,
    "health.{check.reason}.mend": [
        code for code in HealthCode if code.state not in (CheckState.OK, CheckState.NOT_FITTED)
    ],
    "fault.{fault}": BLOCKING,
    "confirm.tray.{view.place.tray_side}": ("left", "right", "below"),
    "group.{group}": Group,
    "group.{state.group}.ask": Group,
    "ij.month.{span.start.month}": MONTHS,
    "mistake.{entry.name}.{mistake}": MISTAKES,
    "paper.{trouble}.title": PaperTrouble,
    "paper.{trouble}.wait": PaperTrouble,
    "queue.assurance.{action.assurance}": Assurance,
    "queue.kind.{action.kind}": KINDS,
    "queue.reason.{action.reason}": NOT_YET,
    "queue.state.{stands}": [*get_args(ActionState), "not_yet"],
    "queue.trouble.{name}": [each.__name__.lower() for each in get_args(GatewayTrouble)],
    "receipt.operation.{kind}": (*KINDS, TEST),
    "receipt.next.{follow_up}": [
        each for each in (*FOLLOW_UPS, TEST) if shipped().knows(f"receipt.next.{each}")
    ],
    "receipt.todo.{follow_up}": [
        each for each in FOLLOW_UPS if shipped().knows(f"receipt.todo.{each}")
    ],
    "recorded.delay.{kind}": (*KINDS, TEST),
    "recorded.delay.{receipt.kind}": KINDS,
    "recorded.next.{follow_up}": (*FOLLOW_UPS, TEST),
    "recorded.next.{receipt.follow_up}": FOLLOW_UPS,
    "recorded.operation.{receipt.kind}": KINDS,
    "recorded.todo.{follow_up}": [
        each for each in FOLLOW_UPS if shipped().knows(f"recorded.todo.{each}")
    ],
    "refunds.month.{period.end.month}": MONTHS,
    "service.{service}": SERVICES,
    "service.{service.id}": SERVICES,
    "setup.ask.{question.name}": [question.name for question in QUESTIONS],
    "service.{service.id}.invite": [
        each for each in SERVICES if shipped().knows(f"service.{each}.invite")
    ],
    "service.{state.service}": SERVICES,
    "service.{service.id}.detail": SERVICES,
    "tool.logs.process.{name}": ("kiosk-ui", "kiosk-sync"),
    "tool.network.broken.{broken}": get_args(NetworkStage),
    "tool.network.stage.{found.stage}": get_args(NetworkStage),
    "tool.prints.state.{each.state}": get_args(PrintState),
    "tool.queue.reason.{reason}": REASONS,
    "tool.service.reason.{reason}": get_args(OutOfServiceReason),
    "verifier.kind.{kind}": [kind.slug for kind in PAPERS],
    "why.{why}": Why,
    "wrong_card.{name}.next": WRONG_CARDS,
    "wrong_card.{name}.title": WRONG_CARDS,
}
"""What can stand in the places of a key that is put together: all of it has to be there."""


def called(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
        case _:
            return ""


def keys_of(node: ast.expr) -> Iterator[str]:
    """The keys that an argument may stand for; none when it is no literal. One with placeholders
    stands for each of the keys that they make, not for any one that looks like it."""
    match node:
        case ast.Constant(str(key)):
            yield key
        case ast.JoinedStr([ast.Constant(), *_]):
            # One that begins with a variable is how a verb makes its keys, not a key asked for.
            template = ast.unparse(node)[2:-1]
            assert template in FILLED, f"say in FILLED what can stand in {template!r}"
            blank = re.sub(r"\{[^}]*\}", "{}", template)
            for values in FILLED[template]:
                yield blank.format(*((values,) if isinstance(values, str) else values))
        case ast.IfExp(_, first, second):
            yield from keys_of(first)
            yield from keys_of(second)
        case _:
            return


def asked_in_python() -> Iterator[tuple[str, str]]:
    """Where a key is asked for, and the key. ``option`` may name a detail as well, a page has
    lines."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and called(node.func) == "PaperKeys":
                for key in keys_of_a_paper(node):
                    yield f"{file.name}:{node.lineno}", key
            if not isinstance(node, ast.Call) or called(node.func) not in VERBS or not node.args:
                continue
            verb = called(node.func)
            first = 1 if verb == "date_text" else 0
            for argument in (node.args[first], *further(verb, node.args)):
                for key in keys_of(argument):
                    for end in VERBS[verb]:
                        yield f"{file.name}:{node.lineno}", key + end


def keys_of_a_paper(node: ast.Call) -> Iterator[str]:
    for given in node.keywords:
        values = given.value.values if isinstance(given.value, ast.Dict) else [given.value]
        for value in values:
            for key in keys_of(value):
                for end in OF_A_PAPER[given.arg or ""]:
                    yield key + end


def further(verb: str, arguments: list[ast.expr]) -> list[ast.expr]:
    match verb:
        case "option":
            return arguments[2:3]
        case "page" | "inform":
            return arguments[1:]
        case _:
            return []


def held_in_python() -> set[str]:
    """Whatever in the sources looks like a key: keys also travel in variables and tables."""
    return {
        node.value
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def asked_in_qml() -> set[str]:
    found: set[str] = set()
    for file in qml_root().rglob("*.qml"):
        for match in QT_ID.finditer(file.read_text()):
            found.update(filter(None, match.groups()))
    return found


def asked_on_the_check_page() -> set[str]:
    template = PAGE.read_text()
    assert template.count('say("verifier." ~ field') == 2
    of_fields = {f"verifier.{field}{end}" for field in _FIELDS for end in ("", "_hint")}
    return {*re.findall(r'say\("([\w.]+)"\)', template), *of_fields}


TROUBLES = {
    ("paper.py", f"paper.{trouble}{end}") for trouble in PaperTrouble for end in (".title", ".next")
}
"""Their keys are put together far from the verbs that explain them."""
OF_TOOLS = {(tool.id, f"tool.{tool.id}.{end}") for tool in TOOLS for end in ("title", "detail")}
"""What the menu of staff says of each."""
OF_DEEDS = {
    ("staff_calls", f"deed.{reason}")
    for reason in (
        *("unknown-action", "not-waiting", "central-away", "unknown-print", "not-open"),
        *("closed-by-fleet", "not-allowed", "code-unknown", "not-offered", "refused", "no-key"),
        *("no-key-told", "not-supported", "too-large", "no-stick", "stick-full", "stick-failed"),
        *("stick-unreadable", "stick-locked"),
        *("not-sent", "too-many-bundles", "central-refused"),
    )
}
"""Why kiosk-sync could not do what staff asked for."""
WELL = (CheckState.OK, CheckState.NOT_FITTED)
OF_LINKS = {
    ("network", f"network.{stage}.{reason}.{end}")
    for stage, reasons in STAGES.items()
    for reason, state in (*reasons.items(), (NOT_LOOKED_AT, CheckState.UNKNOWN))
    for end in (("means",) if state in WELL else ("means", "mend"))
    if (stage, reason) != ("cable", NOT_LOOKED_AT)  # the first is always looked at
}
"""What kiosk-sync may find of each link of the way to central."""
ASKED = sorted({*asked_in_python(), *TROUBLES, *OF_TOOLS, *OF_DEEDS, *OF_LINKS})


def test_every_mistake_was_made():
    assert {mistake for _, mistake in MISTAKES} == set(Mistake)


def test_the_sources_were_looked_through():
    assert len(ASKED) > 80
    assert len(asked_in_qml()) > 30


@pytest.mark.parametrize(("where", "key"), ASKED, ids=[f"{w} {k}" for w, k in ASKED])
def test_python_asks_for_sentences_that_exist(where, key):
    assert key in SENTENCES["fr"], where


@pytest.mark.parametrize("key", [key for key in KEYS if key.endswith(".question")])
def test_no_question_alarms_whoever_is_to_answer_it(key):
    assert icons.for_screen(key, registry({})) not in ("", "warning", "agent")


@pytest.mark.parametrize("key", sorted(asked_in_qml() | asked_on_the_check_page()))
def test_qml_and_the_check_page_ask_for_sentences_that_exist(key):
    assert key in SENTENCES["fr"]


def test_no_sentence_is_left_over():
    used = held_in_python() | asked_in_qml() | asked_on_the_check_page() | {key for _, key in ASKED}
    assert [key for key in KEYS if key not in used] == []
