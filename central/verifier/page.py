"""The check page for people: server-rendered, without scripts or anything from elsewhere.

What is typed travels in the body of a POST, never in an address; the code alone may stand in the
link that the paper's QR holds.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from central.attestations.canonical import canonical_birth_date, canonical_code, canonical_name
from central.attestations.checking import Altered, Claim, Genuine, Unissued, Verdict
from central.callers import PartsOf
from central.parts import Parts
from central.private import Private
from central.problems import ProblemError
from central.verifier.limits import TooMany, limited_check
from central.verifier.words import CATALOGUE, Language, choose_language, spoken_date
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
    loader=PackageLoader("central.verifier"), autoescape=True, undefined=StrictUndefined
)

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, repr=False)
class _Typed(Private):
    """The form as typed; ``language`` is empty when the form was not asked for in one."""

    code: str = ""
    family_name: str = ""
    birth_date: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Mistakes:
    """Keys of messages by the field they are about, in the order of the form."""

    by_field: dict[str, str]


_Outcome = Verdict | TooMany | _Mistakes


@router.get("/verifier")
def show(request: Request, parts: PartsOf, code: str = "", lang: str = "") -> HTMLResponse:
    typed = _Typed(code=code[:_LONGEST_FIELD], language=lang)
    return _page(request, parts, typed, None)


@router.post("/verifier")
async def submit(request: Request, parts: PartsOf) -> HTMLResponse:
    typed = _typed(await request.body())
    outcome = await run_in_threadpool(_judge, request, parts, typed)
    return _page(request, parts, typed, outcome)


@router.get("/verifier/style.css")
def style() -> Response:
    return FileResponse(_HERE / "style.css", media_type="text/css", headers=_ASSET_HEADERS)


@router.get("/verifier/fonts/{weight}.otf")
def font(weight: str) -> Response:
    name = _FONTS.get(weight)
    if name is None:
        raise ProblemError(ProblemType.NOT_FOUND)
    return FileResponse(_FONT_FOLDER / name, media_type="font/otf", headers=_ASSET_HEADERS)


def _typed(body: bytes) -> _Typed:
    """The fields of an URL-encoded form; what is malformed, foreign or too long is left out."""
    try:
        pairs = parse_qsl(body.decode("ascii"), max_num_fields=10, errors="strict")
    except ValueError:
        return _Typed()
    fields = {name: value.strip() for name, value in pairs if len(value) <= _LONGEST_FIELD}
    return _Typed(
        code=fields.get("code", ""),
        family_name=fields.get("family_name", ""),
        birth_date=fields.get("birth_date", ""),
        language=fields.get("lang", ""),
    )


def _judge(request: Request, parts: Parts, typed: _Typed) -> _Outcome:
    mistakes: dict[str, str] = {}
    code = canonical_code(typed.code)
    if code is None:
        mistakes["code"] = "code_wrong" if typed.code else "code_missing"
    if not canonical_name(typed.family_name):
        mistakes["family_name"] = "family_name_missing"
    birth_date = canonical_birth_date(typed.birth_date)
    if birth_date is None:
        mistakes["birth_date"] = "birth_date_wrong" if typed.birth_date else "birth_date_missing"
    if code is None or birth_date is None or mistakes:
        return _Mistakes(mistakes)
    return limited_check(parts, request, Claim(code, typed.family_name, birth_date))


def _page(request: Request, parts: Parts, typed: _Typed, outcome: _Outcome | None) -> HTMLResponse:
    language = choose_language(typed.language, request.headers.get("accept-language"))
    words = CATALOGUE[language]
    html = _templates.get_template("page.html").render(
        w=words,
        language=language,
        other_language="en" if language == "fr" else "fr",
        caisse=parts.settings.caisse_name,
        fields=_FIELDS,
        values=_values(_Typed() if isinstance(outcome, Genuine) else typed),
        mistakes=outcome.by_field if isinstance(outcome, _Mistakes) else {},
        result=_result(parts, language, outcome),
    )
    headers = dict(_HEADERS)
    status = 200
    if isinstance(outcome, _Mistakes):
        status = 422
    if isinstance(outcome, TooMany):
        status = 429
        headers["Retry-After"] = str(outcome.retry_after_s)
    return HTMLResponse(html, status_code=status, headers=headers)


def _values(typed: _Typed) -> dict[str, str]:
    return {name: getattr(typed, name) for name in _FIELDS}


def _result(
    parts: Parts, language: Language, outcome: _Outcome | None
) -> dict[str, str | bool] | None:
    """What the template shows of an outcome: its kind, title, text and, when genuine, dates."""
    words = CATALOGUE[language]
    match outcome:
        case Genuine(issued_on, valid_until):
            return {
                "kind": "genuine",
                "title": words["genuine"],
                "text": words["genuine_text"],
                "issued_on": spoken_date(issued_on, language),
                "valid_until": spoken_date(valid_until, language),
                "over": valid_until < parts.today(),
            }
        case Altered():
            return {"kind": "altered", "title": words["altered"], "text": words["altered_text"]}
        case Unissued():
            return {"kind": "unissued", "title": words["unissued"], "text": words["unissued_text"]}
        case TooMany(seconds):
            text = words["too_many_text"].format(seconds=seconds)
            return {"kind": "too_many", "title": words["too_many"], "text": text}
        case _Mistakes() | None:
            return None
