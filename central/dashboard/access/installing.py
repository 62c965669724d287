"""Putting the gate and its pages into the console's application."""

from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.middleware import Middleware

from central.dashboard.access import (
    join_pages,
    proof_pages,
    provider_pages,
    session_pages,
    sign_in_pages,
)
from central.dashboard.access.container import Access
from central.dashboard.access.deeds import ProofTooOld
from central.dashboard.access.forms import SAFE, local_path
from central.dashboard.access.gate import AccessGate
from central.dashboard.access.kept import keep_form
from central.web.described import add_routes


def install_access(app: FastAPI, access: Access) -> None:
    """The gate, its pages, and what the routes' refusals look like. ``deeds.undeclared(app)`` says
    afterwards which routes do not say what they ask for."""
    app.state.access = access
    # Innermost: the guard around it has bounded the body and the number of those who ask.
    app.user_middleware.append(Middleware(AccessGate, access=access))
    app.add_exception_handler(ProofTooOld, _proof_too_old)
    pages = (sign_in_pages, join_pages, provider_pages, proof_pages, session_pages)
    add_routes(app, *(each.router for each in pages))


async def _proof_too_old(request: Request, _error: Exception) -> Response:
    if request.method in SAFE:
        shown = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        to = urlencode({"to": local_path(shown)}, quote_via=quote)
        return RedirectResponse(f"/prove-again?{to}", 303)
    return keep_form(request, "prove.html", request.state.admin.id)
