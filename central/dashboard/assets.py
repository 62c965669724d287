"""Styles, scripts and typefaces: read once, packed, and addressed by what is in them.

An address changes with the content, so a browser may keep what it has for good.
"""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response

from central.dashboard.access.deeds import for_everybody

_FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_PACKED = {".css", ".js", ".svg"}
_REFERENCE = re.compile(rb"asset\(([a-z0-9.]+)\)")
_FOR_GOOD = "public, max-age=31536000, immutable"
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Asset:
    """``packed``: by gzip; None where that makes it no smaller."""

    address: str
    media_type: str
    content: bytes
    packed: bytes | None


@cache
def assets() -> Mapping[str, Asset]:
    """By the names of their files. A style names another file as ``asset(NAME)``."""
    found: dict[str, Asset] = {}
    files = [each for each in _FOLDER.iterdir() if each.suffix in _TYPES]
    for file in sorted(files, key=lambda each: each.suffix == ".css"):  # they name the others
        found[file.name] = _asset(file.name, _resolved(file.read_bytes(), found))
    return found


def address_of(name: str) -> str:
    return assets()[name].address


def _resolved(content: bytes, known: Mapping[str, Asset]) -> bytes:
    def address(reference: re.Match[bytes]) -> bytes:
        return f'url("{known[reference[1].decode()].address}")'.encode()

    return _REFERENCE.sub(address, content)


def _asset(name: str, content: bytes) -> Asset:
    stem, suffix = Path(name).stem, Path(name).suffix
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    packed = gzip.compress(content, 9, mtime=0) if suffix in _PACKED else None
    return Asset(f"/assets/{stem}.{digest}{suffix}", _TYPES[suffix], content, packed)


@cache
def _by_address() -> Mapping[str, Asset]:
    return {each.address: each for each in assets().values()}


router = APIRouter(include_in_schema=False)


@router.get("/assets/{name}", dependencies=[for_everybody()])
async def asset(request: Request, name: str) -> Response:
    found = _by_address().get(f"/assets/{name}")
    if found is None:
        raise HTTPException(404)
    headers = {"Cache-Control": _FOR_GOOD, "Vary": "Accept-Encoding"}
    if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.packed, media_type=found.media_type, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)
