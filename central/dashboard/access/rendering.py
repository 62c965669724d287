"""Pages of this package, drawn as the console draws its own."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from central.dashboard.access.container import access_of


def page(
    request: Request,
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **said: Any,
) -> HTMLResponse:
    access = access_of(request)
    oidc = access.settings.oidc
    said["provider"] = None if oidc is None else oidc.name
    response = access.render(request, template, status=status, **said)
    response.headers.update(dict(headers or {}))
    return response
