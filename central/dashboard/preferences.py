"""Language and colours, as somebody has chosen them in this browser: two cookies that say nothing
of who it is, so that the page to sign in has them too."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from central.dashboard.access.deeds import for_everybody
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.web.verifier.language import choose_language

Theme = Literal["light", "dark", "system"]
_THEMES: tuple[Theme, ...] = ("system", "light", "dark")
_THEME_COOKIE, _LANGUAGE_COOKIE = "console_theme", "console_language"
_YEAR_S = 365 * 24 * 3_600

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ConsolePreferences:
    theme: Theme
    language: str


def preferences_of(request: Request, container: DashboardContainer) -> ConsolePreferences:
    said = request.cookies.get(_THEME_COOKIE)
    return ConsolePreferences(
        next((each for each in _THEMES if each == said), "system"),
        choose_language(
            container.catalogue,
            request.cookies.get(_LANGUAGE_COOKIE, ""),
            request.headers.get("accept-language"),
        ),
    )


@router.get("/preferences", dependencies=[for_everybody()])
async def prefer(
    container: DashboardContainerOf, back: str = "/", theme: str = "", language: str = ""
) -> RedirectResponse:
    """Goes back to where it was asked from."""
    response = RedirectResponse(_within(back), status_code=303)
    chosen = {
        _THEME_COOKIE: theme if theme in _THEMES else None,
        _LANGUAGE_COOKIE: language if language in container.catalogue.languages else None,
    }
    for name, value in chosen.items():
        if value is not None:
            response.set_cookie(
                name,
                value,
                max_age=_YEAR_S,
                secure=container.encrypted,
                httponly=True,
                samesite="lax",
            )
    return response


def _within(back: str) -> str:
    """An address of this console alone, whatever the link says."""
    parts = urlsplit(back)
    is_ours = not parts.scheme and not parts.netloc and back.startswith("/")
    if not is_ours or back.startswith(("//", "/\\")) or not back.isprintable():
        return "/"
    return back
