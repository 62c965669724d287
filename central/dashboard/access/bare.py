"""Pages without the console's shell: its own layout is not needed to let people in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined

from central.dashboard.access.container import Access, RenderPage
from central.dashboard.access.deeds import for_oneself
from central.dashboard.access.installing import install_access
from central.web.middleware import Capacity, RequestGuard
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


def bare_renderer(caisse: str) -> RenderPage:
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


def bare_app(access: Access) -> FastAPI:
    """The pages of this package alone, with the first one that there is in place of an overview. At
    its end it closes the store."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        access.engine.dispose()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    takes = Capacity(lambda _path: 65_536, 128, 32, encrypted=access.settings.encrypted)
    app.add_middleware(RequestGuard, clock=access.clock, takes=takes)
    install_access(app, access)

    @app.get("/", dependencies=[for_oneself()])
    async def first() -> RedirectResponse:
        return RedirectResponse("/my-sessions", 303)

    return app
