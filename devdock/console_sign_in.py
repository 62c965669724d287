"""How one signs in at the console of a demonstration: everybody may know it."""

import re
from collections.abc import Mapping
from datetime import datetime

import httpx

from central.admins.second_factor import code_at

LOGIN, NAME = "claire.morel", "Claire Morel"
SECOND_LOGIN, SECOND_NAME = "karim.haddad", "Karim Haddad"
"""For what takes two: with the same password and code."""
PASSWORD = "une borne pour tous"  # noqa: S105 - printed by the demonstration
SECRET = "BORNE2DEMO3BORNE4DEMO5BORNE6DEMO"  # noqa: S105 - of the demonstration alone

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


def sign_in_at(url: str, now: datetime) -> Mapping[str, str]:
    """``code``: the one of now; it changes each half minute, and counts once."""
    return {"address": url, "login": LOGIN, "password": PASSWORD, "code": code_at(SECRET, now)}


def in_words(sign_in: Mapping[str, str]) -> str:
    code = sign_in["code"]
    return (
        f"Console: {sign_in['address']}  ·  {sign_in['login']} or {SECOND_LOGIN}  ·  "
        f"{sign_in['password']}  ·  code {code[:3]} {code[3:]}"
    )


def csv_lines(url: str, path: str, now: datetime) -> int:
    """How many lines somebody gets there who signs in with the code of ``now``, which is used up by
    it. Raises httpx.HTTPError, also where they are refused."""
    with httpx.Client(base_url=url) as client:
        asked = client.get("/sign-in")
        (token,) = _TOKEN.findall(asked.text)
        typed = sign_in_at(url, now)
        form = {"csrf": token, "login": LOGIN, "password": PASSWORD, "totp": typed["code"]}
        # Cookies that ask for TLS: a browser sends them to the loopback all the same, httpx not.
        sent = {"Cookie": _cookie(asked), "Origin": url}
        answer = client.post("/sign-in", data=form, headers=sent)
        listed = client.get(path, headers={"Cookie": _cookie(answer)})
        return len(listed.raise_for_status().text.splitlines())


def _cookie(answer: httpx.Response) -> str:
    given = (each.partition(";")[0] for each in answer.headers.get_list("set-cookie"))
    return "; ".join(given)
