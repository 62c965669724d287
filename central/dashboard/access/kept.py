"""A form that could not be acted on: what the page says then, and carries, so that nothing typed is
lost."""

from http import HTTPStatus

from fastapi import Request, Response

from central.admins.roles import Admin
from central.dashboard.access.container import access_of
from central.dashboard.access.cookies import FORM, set_cookie
from central.dashboard.access.forms import (
    NEVER_CARRIED,
    CarriedForm,
    Fields,
    carried,
    opened,
)
from central.dashboard.access.rendering import page


def keep_form(request: Request, template: str, whose: str) -> Response:
    """``template``: of the page that asks who it is, with the form sealed in it. ``whose``: who
    alone may go on with it, empty where that is not known."""
    kept = carried(access_of(request), _sent_to(request), request.state.form, whose)
    return asking(request, template, carried=kept or "", lost=kept is None)


def over(request: Request) -> Response:
    """What was sent is no form, but of a script: it has what was typed on its page still."""
    return shown(request, "refused.html", HTTPStatus.UNAUTHORIZED, reason="over")


def stale(request: Request, is_form: bool) -> Response:
    """The page is of a session before this one: its form is shown once more, to be sent again."""
    if not is_form:
        return shown(request, "refused.html", HTTPStatus.FORBIDDEN, reason="stale")
    return confirm(request, _sent_to(request), request.state.form, HTTPStatus.CONFLICT)


def confirm(
    request: Request, to: str, fields: Fields, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    kept = tuple(each for each in fields if each[0] not in NEVER_CARRIED)
    return shown(request, "again.html", status, to=to, fields=kept)


def of_this_admin(request: Request, sealed: str, admin: Admin) -> CarriedForm | None:
    """The carried form, where it is of whoever goes on now."""
    form = opened(access_of(request), sealed) if sealed else None
    return form if form is not None and form.admin in ("", admin.id) else None


def asking(
    request: Request,
    template: str,
    status: HTTPStatus = HTTPStatus.UNAUTHORIZED,
    *,
    to: str = "/",
    carried: str = "",
    lost: bool = False,
    login: str = "",
    mistake: str = "",
    wait_s: int = 0,
) -> Response:
    """The page that asks who it is."""
    session = request.state.admin_session
    response = shown(
        request,
        template,
        status,
        to=to,
        carried=carried,
        lost=lost,
        login=login,
        mistake=mistake,
        wait_s=wait_s,
        local=session is not None and session.local,
    )
    if wait_s:
        response.headers["Retry-After"] = str(wait_s)
    return response


def shown(request: Request, template: str, status: HTTPStatus, **said: object) -> Response:
    headers: dict[str, str] = {}
    if request.headers.get("hx-request"):
        # htmx shows nothing of a 4xx, and this page is no part of another.
        status, headers = HTTPStatus.OK, {"HX-Retarget": "body", "HX-Reswap": "innerHTML"}
    response = page(request, template, status, headers, **said)
    if request.state.new_form_cookie:
        set_cookie(response, FORM, request.state.new_form_cookie)
    return response


def _sent_to(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
