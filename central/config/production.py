"""What a caisse's central is held to beyond what any is: floors of cost, ceilings of limits, keys
that nobody guesses, in files that nobody else reads."""

import os
import stat
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

_HASH_TIME, _HASH_MEMORY_KIB = 2, 19_456
"""OWASP's least for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes."""
_TIMES_DEFAULT = 10
"""The defaults leave an agency several times its traffic; ten times more and a limit is none."""
_KEY_DEFLATED = 30
"""32 random bytes take 35 when deflated, in hex or base 64 more; a word that is repeated until it
is long enough takes less than 25."""
_OTHERS_READ = stat.S_IROTH | stat.S_IWOTH | stat.S_IXOTH
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def weak_costs(hash_time: int, hash_memory_kib: int) -> Iterator[str]:
    if hash_time < _HASH_TIME:
        yield f"codes.hash_time: at least {_HASH_TIME} in production"
    if hash_memory_kib < _HASH_MEMORY_KIB:
        yield f"codes.hash_memory_kib: at least {_HASH_MEMORY_KIB} in production"


def wide_limits(section: str, limits: BaseModel) -> Iterator[str]:
    """Each number of the section that is more than so many times its default."""
    for name, field in type(limits).model_fields.items():
        value, default = getattr(limits, name), field.default
        if isinstance(default, int) and value > default * _TIMES_DEFAULT:
            yield f"{section}.{name}: at most {default * _TIMES_DEFAULT} in production"


def weak_keys(named: Mapping[str, bytes]) -> Iterator[str]:
    for name, key in named.items():
        if is_guessed(key):
            yield f"{name}: repeats itself, `central migrate` makes one that nobody guesses"


def is_guessed(key: bytes) -> bool:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return len(deflate.compress(key) + deflate.flush()) < _KEY_DEFLATED


def open_files(named: Mapping[str, Path]) -> Iterator[str]:
    """Each file that somebody else can read, or owns. What is not there is named elsewhere."""
    for name, path in named.items():
        try:
            found = path.stat()
        except OSError:
            continue
        if found.st_uid not in {0, os.geteuid()}:
            yield f"{name}: belongs to another account than root or the one that runs central"
        if found.st_mode & (_OTHERS_READ | _OTHERS_WRITE) or _a_group_reads(found):
            yield f"{name}: others can read it, chmod 0600 is needed"


def open_folders(named: Mapping[str, Path]) -> Iterator[str]:
    """Each folder into which somebody else can look, or that they own."""
    for name, path in named.items():
        try:
            found = path.stat()
        except OSError:
            continue
        if found.st_uid not in {0, os.geteuid()}:
            yield f"{name}: belongs to another account than root or the one that runs central"
        if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"{name}: others can look into it, chmod 0700 is needed"


def writable_files(named: Mapping[str, Path]) -> Iterator[str]:
    """Each file that somebody else can write."""
    for name, path in named.items():
        try:
            found = path.stat()
        except OSError:
            continue
        if found.st_mode & _OTHERS_WRITE or found.st_uid not in {0, os.geteuid()}:
            yield f"{name}: others can change it, chmod 0644 and root as its owner are needed"


def _a_group_reads(found: os.stat_result) -> bool:
    """A credential of systemd is root's, with an entry for one account in its access list, whose
    mask is seen as the mode of the group."""
    return bool(found.st_mode & stat.S_IRWXG) and found.st_gid != 0
