"""The check page for people: server-rendered, without scripts or anything from elsewhere.

What is typed travels in the body of a POST, never in an address; the code alone may stand in the
link that the paper's QR holds.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from central.crypto.canonical import canonical_birth_date, canonical_code, canonical_name
from central.papers.checking import Altered, CheckResult, Claim, Genuine, Unissued
from central.runtime.problem_error import ProblemError
from central.web.verifier.checks import limited_check
from central.web.verifier.container import PublicContainer, PublicContainerOf
from central.web.verifier.language import choose_language
from central.web.verifier.limits import TooManyChecks, host_of
from central.web.verifier.pieces import in_pieces
from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.dates import date_text
from shared_runtime.private import Private
from wire.problem import ProblemType

_CSP = (
    "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Content-Security-Policy": _CSP, "Vary": "Accept-Language"}
_ASSET_HEADERS = {"Cache-Control": "public, max-age=86400"}
_FIELDS = ("code", "family_name", "birth_date")
_LONGEST_FIELD = 80
_FONTS = {
    "regular": "SourceSansPro-Regular.otf",
    "semibold": "SourceSansPro-Semibold.otf",
}
_HERE = Path(__file__).parent
_FONT_FOLDER = Path(str(files("font_source_sans_pro"))) / "files"
_templates = Environment(
    loader=PackageLoader("central.web.verifier"), autoescape=True, undefined=StrictUndefined
)

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, repr=False)
class _CheckForm(Private):
    """The form as sent; ``language`` is empty when the form was not asked for in one."""

    code: str = ""
    family_name: str = ""
    birth_date: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Mistakes:
    """Keys of messages by the field they are about, in the order of the form."""

    by_field: dict[str, str]


_Outcome = CheckResult | TooManyChecks | _Mistakes


@router.get("/verifier")
async def show(
    request: Request, container: PublicContainerOf, code: str = "", lang: str = ""
) -> HTMLResponse:
    form = _CheckForm(code=code[:_LONGEST_FIELD], language=lang)
    return _page(request, container, form, None)


@router.post("/verifier")
async def submit(request: Request, container: PublicContainerOf) -> HTMLResponse:
    wait_s = await container.in_thread(partial(container.counts.checks.wait_s, host_of(request)))
    if wait_s is not None:
        return _page(request, container, _CheckForm(), TooManyChecks(wait_s))
    form = _parsed(await request.body())
    outcome = await container.in_thread(partial(_judge, container, form))
    return _page(request, container, form, outcome)


@router.get("/verifier/style.css")
async def style() -> Response:
    return _asset(_HERE / "style.css", "text/css")


@router.get("/verifier/fonts/{weight}.otf")
async def font(weight: str) -> Response:
    name = _FONTS.get(weight)
    if name is None:
        raise ProblemError(ProblemType.NOT_FOUND)
    return _asset(_FONT_FOLDER / name, "font/otf")


def _asset(path: Path, media_type: str) -> Response:
    return in_pieces(_content(path), media_type, _ASSET_HEADERS)


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()


def _parsed(body: bytes) -> _CheckForm:
    """The fields of an URL-encoded form; what is malformed, foreign or too long is left out."""
    try:
        pairs = parse_qsl(body.decode("ascii"), max_num_fields=10, errors="strict")
    except ValueError:
        return _CheckForm()
    fields = {name: value.strip() for name, value in pairs if len(value) <= _LONGEST_FIELD}
    return _CheckForm(
        code=fields.get("code", ""),
        family_name=fields.get("family_name", ""),
        birth_date=fields.get("birth_date", ""),
        language=fields.get("lang", ""),
    )


def _judge(container: PublicContainer, form: _CheckForm) -> _Outcome:
    mistakes: dict[str, str] = {}
    code = canonical_code(form.code)
    if code is None:
        mistakes["code"] = "verifier.code_wrong" if form.code else "verifier.code_missing"
    if not canonical_name(form.family_name):
        mistakes["family_name"] = "verifier.family_name_missing"
    birth_date = canonical_birth_date(form.birth_date)
    if birth_date is None:
        mistakes["birth_date"] = (
            "verifier.birth_date_wrong" if form.birth_date else "verifier.birth_date_missing"
        )
    if code is None or birth_date is None or mistakes:
        return _Mistakes(mistakes)
    return limited_check(container, Claim(code, form.family_name, birth_date))


def _page(
    request: Request, container: PublicContainer, form: _CheckForm, outcome: _Outcome | None
) -> HTMLResponse:
    catalogue = container.catalogue
    accepted = request.headers.get("accept-language")
    translations = Translations(catalogue, choose_language(catalogue, form.language, accepted))
    html = _templates.get_template("page.html").render(
        say=translations.say,
        language=translations.language,
        right_to_left=catalogue.right_to_left(translations.language),
        others={
            each: catalogue.name(each)
            for each in catalogue.languages
            if each != translations.language
        },
        caisse=container.settings.caisse_name,
        fields=_FIELDS,
        values=_values(_CheckForm() if isinstance(outcome, Genuine) else form),
        mistakes=outcome.by_field if isinstance(outcome, _Mistakes) else {},
        result=_result(container, translations, outcome),
    )
    headers = dict(_HEADERS)
    status = 200
    if isinstance(outcome, _Mistakes):
        status = 422
    if isinstance(outcome, TooManyChecks):
        status = 429
        headers["Retry-After"] = str(outcome.retry_after_s)
    return HTMLResponse(html, status_code=status, headers=headers)


def _values(form: _CheckForm) -> dict[str, str]:
    return {name: getattr(form, name) for name in _FIELDS}


def _result(
    container: PublicContainer, translations: Translations, outcome: _Outcome | None
) -> dict[str, Any] | None:
    """What the template shows of an outcome: its sort, title and text; when genuine, what the paper
    tells beside its title, as label and value, and how to go on."""
    match outcome:
        case Genuine():
            over = outcome.valid_until is not None and outcome.valid_until < container.today()
            return {
                "sort": "genuine",
                "title": translations.say(
                    "verifier.genuine", kind=_kind_name(translations, outcome.kind)
                ),
                "text": translations.say("verifier.genuine_text"),
                "facts": _facts(translations, outcome),
                "advice": translations.say("verifier.over" if over else "verifier.compare"),
            }
        case Altered():
            return {
                "sort": "altered",
                "title": translations.say("verifier.altered"),
                "text": translations.say("verifier.altered_text"),
            }
        case Unissued():
            return {
                "sort": "unissued",
                "title": translations.say("verifier.unissued"),
                "text": translations.say("verifier.unissued_text"),
            }
        case TooManyChecks(seconds):
            text = translations.say("verifier.too_many_text", seconds=seconds)
            return {
                "sort": "too_many",
                "title": translations.say("verifier.too_many"),
                "text": text,
            }
        case _Mistakes() | None:
            return None


def _kind_name(translations: Translations, kind: str) -> str:
    """A kind that a newer central issued is as genuine as the others: a document."""
    return translations.find(f"verifier.kind.{kind}", translations.say("verifier.kind.unknown"))


def _facts(translations: Translations, paper: Genuine) -> list[tuple[str, str]]:
    facts = [(translations.say("verifier.issued_on"), _day(translations, paper.issued_on))]
    if paper.valid_until is not None:
        facts.append(
            (translations.say("verifier.valid_until"), _day(translations, paper.valid_until))
        )
    if paper.period is not None:
        start, end = _day(translations, paper.period.start), _day(translations, paper.period.end)
        period = translations.say("verifier.period_days", start=start, end=end)
        facts.append((translations.say("verifier.period"), period))
    return facts


def _day(translations: Translations, day: date) -> str:
    return date_text(translations, "date.written", day)
