"""Pages without the console's shell: its own layout is not needed to let people in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined

from central.web.verifier.language import choose_language
from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import load

_MESSAGES = Path(__file__).parent.parent / "messages"
_LAYOUT = (
    '<!doctype html><html lang="{{ language }}"><meta charset="utf-8">'
    "<title>{% block title %}{% endblock %} – {{ caisse }}</title>"
    '{% if admin %}<header>{% include "account.html" %}</header>{% endif %}'
    "<main>{% block main %}{% endblock %}</main></html>"
)


def bare_renderer(caisse: str) -> Callable[..., HTMLResponse]:
    catalogue = load(_MESSAGES)
    layout = DictLoader({"layout.html": _LAYOUT})
    templates = Environment(
        loader=ChoiceLoader([layout, PackageLoader("central.dashboard.access")]),
        autoescape=True,
        undefined=StrictUndefined,
    )

    def render(
        request: Request, template: str, /, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        accepted = request.headers.get("accept-language")
        translations = Translations(catalogue, choose_language(catalogue, "", accepted))
        html = templates.get_template(template).render(
            say=translations.say,
            language=translations.language,
            caisse=caisse,
            admin=request.state.admin,
            csrf=request.state.form_token,
            **values,
        )
        return HTMLResponse(html, status, {"Vary": "Accept-Language, Cookie"})

    return render
