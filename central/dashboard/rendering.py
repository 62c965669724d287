"""From a template to a page: in the browser's language and colours, for whoever has signed in."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from central.admins.roles import Admin
from central.dashboard.assets import address_of
from central.dashboard.container import dashboard_container_of
from central.dashboard.navigation import menu_of
from central.dashboard.preferences import preferences_of
from central.dashboard.words import Words
from shared_runtime.messages.catalogue import Translations

_HERE = Path(__file__).parent
_templates = Environment(
    loader=FileSystemLoader([_HERE / "templates", _HERE / "access" / "templates"]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["asset"] = address_of


def words_for(request: Request) -> Words:
    container = dashboard_container_of(request)
    language = preferences_of(request, container).language
    translations = Translations(container.catalogue, language)
    return Words(translations, container.zone, container.clock.now())


def page(request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """``values`` are what the template shows, beside what every page has."""
    container = dashboard_container_of(request)
    preferences = preferences_of(request, container)
    words = words_for(request)
    admin = getattr(request.state, "admin", None)
    assert admin is None or isinstance(admin, Admin)
    query = f"?{request.url.query}" if request.url.query else ""
    html = _templates.get_template(template).render(
        request=request,
        words=words,
        say=words.say,
        admin=admin,
        csrf=getattr(request.state, "form_token", ""),
        caisse=container.caisse_name,
        theme=preferences.theme,
        languages={each: container.catalogue.name(each) for each in container.catalogue.languages},
        menu=menu_of(admin),
        here=request.url.path,
        back=request.url.path + query,
        link_to=link_to,
        **values,
    )
    return HTMLResponse(html, status_code=status, headers={"Vary": "Accept-Language, Cookie"})


def link_to(path: str, **query: Any) -> Markup:
    """An address with what is not empty of the query; values are escaped for a query, so that no
    more is needed for an attribute than that of ``&``."""
    asked = {name: str(value) for name, value in query.items() if value not in (None, "", False)}
    text = f"{path}?{urlencode(asked)}" if asked else path
    return Markup.escape(text)
