"""``central keys``: which keys there are, and putting a new one in the place of another."""

import typer

keys = typer.Typer(no_args_is_help=True, help="The keys of central: what each made, and its turn.")
