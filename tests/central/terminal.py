"""The command ``central`` at a terminal, in this process: to start one takes a second of the
processor, and that it starts is for other tests to find."""

import os

from typer.testing import CliRunner

from central.cli.main import main


def central(*words: str, **environment: str) -> str:
    """What it prints; fails the test where it ends in anything but success."""
    former = os.umask(0o077)
    try:
        done = CliRunner().invoke(main, words, env=environment)
    finally:
        os.umask(former)
    assert done.exit_code == 0, done.output
    return done.stdout
