"""Pages of this package: its templates around the console's layout, in the browser's language."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined

from central.dashboard.access.container import Access, access_of
from central.web.verifier.language import choose_language
from shared_runtime.messages.catalogue import Translations


def environment(layout: BaseLoader) -> Environment:
    """``layout``: finds ``layout.html``, with the blocks ``title`` and ``main``."""
    own = PackageLoader("central.dashboard.access")
    return Environment(
        loader=ChoiceLoader([layout, own]), autoescape=True, undefined=StrictUndefined
    )


def page(
    request: Request,
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **said: Any,
) -> HTMLResponse:
    access = access_of(request)
    translations = translations_of(access, request)
    context: dict[str, Any] = {
        "say": translations.say,
        "language": translations.language,
        "caisse": access.settings.caisse_name,
        "admin": request.state.admin,
        "csrf": request.state.form_token,
        "provider": None if access.settings.oidc is None else access.settings.oidc.name,
    }
    context |= dict(access.shell(request)) | said
    html = access.templates.get_template(template).render(context)
    return HTMLResponse(html, status, {"Vary": "Accept-Language, Cookie"} | dict(headers or {}))


def translations_of(access: Access, request: Request) -> Translations:
    accepted = request.headers.get("accept-language")
    return Translations(access.catalogue, choose_language(access.catalogue, "", accepted))
