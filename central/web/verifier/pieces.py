"""Large answers to strangers."""

from collections.abc import AsyncIterator, Iterable, Mapping

from fastapi.responses import Response, StreamingResponse

_PIECE_BYTES = 32_768


def in_pieces(content: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """From memory: whoever does not read it holds up one piece, and not all."""
    pieces = (content[at : at + _PIECE_BYTES] for at in range(0, len(content), _PIECE_BYTES))
    told = {**headers, "Content-Length": str(len(content))}
    return StreamingResponse(_one_by_one(pieces), media_type=media_type, headers=told)


async def _one_by_one(pieces: Iterable[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
