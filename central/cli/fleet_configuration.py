"""``central fleet config``: what kiosks are told, by whom, and what became of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from sqlalchemy.orm import Session

from central.cli.command import ConfigOption, JsonOption, KioskArgument, container_at
from central.cli.configuration_file import read_content
from central.cli.configuration_shown import (
    draft_lines,
    state_line,
    value_lines,
    version_lines,
    who_hears,
)
from central.cli.operator import account, person
from central.cli.signing import have_signed
from central.cli.terminal import say
from central.container import Container
from central.fleet.configuration.content import WrongContent, checked, differences
from central.fleet.configuration.drafts import (
    ConfigurationDraft,
    NotApproved,
    approve,
    draft_of,
    open_drafts,
    said_before,
    said_now,
    write_draft,
)
from central.fleet.configuration.giving import give_signed, signed_for
from central.fleet.configuration.groups import groups_of, is_known, kiosks_under, set_groups
from central.fleet.configuration.layers import (
    ConfigurationLayer,
    KioskGroups,
    LayerKind,
    ToldValue,
    merged,
)
from central.fleet.configuration.signer import NotSigned
from central.fleet.configuration.targets import ConfigurationState, states_of, versions_of
from central.store.database import transaction

configuration = typer.Typer(no_args_is_help=True, help="What kiosks are told.")

NOT_FOUND, REFUSED = 3, 4

DraftArgument = Annotated[int, typer.Argument(metavar="DRAFT", help="Number of the draft.")]
LayerArgument = Annotated[
    str,
    typer.Argument(metavar="LAYER", help="national, caisse, agency:NAME, tag:NAME or kiosk:ID."),
]

InWave = Annotated[
    bool, typer.Option("--wave", help="Give it to nobody yet: `central fleet wave start` does.")
]


@dataclass(frozen=True, slots=True)
class ToldKiosk:
    """What counts for a kiosk, each value with its layer, and how it stands."""

    state: ConfigurationState
    values: tuple[ToldValue, ...]


@configuration.command()
def show(kiosk: KioskArgument, as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """Show what is approved for a kiosk, each value with the layer that says it, and whether the
    kiosk runs that."""
    with container_at(config) as container, transaction(container.engine) as db:
        _require_known(db, kiosk)
        layers = groups_of(db, kiosk).layers
        values = tuple(merged((each, said_now(db, each)) for each in layers))
        (state,) = states_of(db, (kiosk,))
        lines = [state_line(state, container.settings.zone), *value_lines(values)]
        say(ToldKiosk, ToldKiosk(state, values), as_json, lines)


@configuration.command()
def drift(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the kiosks that run another version than they are to have."""
    with container_at(config) as container, transaction(container.engine) as db:
        everyone = kiosks_under(db, ConfigurationLayer(LayerKind.NATIONAL))
        found = tuple(each for each in states_of(db, everyone) if each.drifted)
        lines = [state_line(each, container.settings.zone) for each in found]
        say(tuple[ConfigurationState, ...], found, as_json, lines or ["none"])


@configuration.command()
def layer(name: LayerArgument, config: ConfigOption = None) -> None:
    """Print what a layer says, as JSON that `draft --file` takes."""
    with container_at(config) as container, transaction(container.engine) as db:
        said = said_now(db, _layer(name))
    typer.echo(json.dumps(said, ensure_ascii=False, indent=2))


@configuration.command()
def draft(
    layer: Annotated[str, typer.Option("--layer", help="As for `layer`.")],
    file: Annotated[
        Path, typer.Option("--file", help="TOML or JSON: all that the layer is to say.")
    ],
    config: ConfigOption = None,
) -> None:
    """Write down what a layer is to say; a second person approves it."""
    wanted = _layer(layer)
    try:
        content = checked(read_content(file))
    except WrongContent as error:
        for mistake in error.mistakes:
            typer.echo(f"{file}: {mistake}", err=True)
        raise typer.Exit(REFUSED) from None
    with container_at(config) as container, transaction(container.engine) as db:
        _drafted(container, db, wanted, content)


@configuration.command()
def rollback(name: LayerArgument, config: ConfigOption = None) -> None:
    """Draft what a layer said before: approved by a second person, it becomes a new version."""
    wanted = _layer(name)
    with container_at(config) as container, transaction(container.engine) as db:
        before = said_before(db, wanted)
        if before is None:
            _refuse("nothing was ever approved for that layer", NOT_FOUND)
        _drafted(container, db, wanted, before)


@configuration.command()
def drafts(config: ConfigOption = None) -> None:
    """List the drafts that wait for a second person."""
    with container_at(config) as container, transaction(container.engine) as db:
        for line in draft_lines(open_drafts(db), container.settings.zone):
            typer.echo(line)


@configuration.command()
def diff(draft: DraftArgument, config: ConfigOption = None) -> None:
    """Say in words what a draft would change, and for how many kiosks."""
    with container_at(config) as container, transaction(container.engine) as db:
        found = _draft(db, draft)
        for line in _differences(db, found):
            typer.echo(line)


@configuration.command("approve")
def approve_(
    draft: DraftArgument,
    in_wave: InWave = False,
    config: ConfigOption = None,
) -> None:
    """Approve what somebody else has drafted, have it signed, and give it to its kiosks."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            outcome = approve(db, container.clock.now(), person(), draft)
            if isinstance(outcome, NotApproved):
                _refuse(str(outcome), NOT_FOUND if outcome is NotApproved.UNKNOWN else REFUSED)
            container.audit.record_staff(db, account(), "config_approve", f"draft {draft}")
            kiosks = kiosks_under(db, outcome.layer)
        signed_and_given(container, kiosks, now=not in_wave)


@configuration.command()
def renew(
    in_wave: InWave = False,
    same: Annotated[
        bool,
        typer.Option("--same", help="Give a kiosk nothing but what it is told already."),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Have signed anew what kiosks may not take up for much longer, or could not be signed when it
    was approved."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            everyone = kiosks_under(db, ConfigurationLayer(LayerKind.NATIONAL))
        signed_and_given(container, everyone, now=not in_wave, same=same)


@configuration.command()
def versions(kiosk: KioskArgument, config: ConfigOption = None) -> None:
    """List what was signed for a kiosk, the newest first."""
    with container_at(config) as container, transaction(container.engine) as db:
        _require_known(db, kiosk)
        (state,) = states_of(db, (kiosk,))
        for line in version_lines(versions_of(db, kiosk), state, container.settings.zone):
            typer.echo(line)


@configuration.command()
def group(
    kiosk: KioskArgument,
    agency: Annotated[str | None, typer.Option(help="The agency where it stands.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A tag; may be given again.")] = None,
    config: ConfigOption = None,
) -> None:
    """Say to which agency and tags a kiosk belongs: these and no others."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            _require_known(db, kiosk)
            set_groups(db, KioskGroups(kiosk, agency, tuple(tag or ())))
            container.audit.record_staff(db, account(), "config_group", "done", kiosk=kiosk)
        signed_and_given(container, (kiosk,))


def _drafted(
    container: Container, db: Session, layer: ConfigurationLayer, content: Mapping[str, Any]
) -> None:
    number = write_draft(db, container.clock.now(), person(), layer, content)
    container.audit.record_staff(db, account(), "config_draft", f"draft {number}")
    typer.echo(f"draft {number}")
    for line in _differences(db, _draft(db, number)):
        typer.echo(line)


def _differences(db: Session, draft: ConfigurationDraft) -> list[str]:
    told = list(differences(said_now(db, draft.layer), draft.content))
    return [who_hears(draft, len(kiosks_under(db, draft.layer))), *(told or ["changes nothing"])]


def signed_and_given(
    container: Container, kiosks: Sequence[str], *, now: bool = True, same: bool = False
) -> None:
    """Has signed what is approved for each, and gives it to them, ``now`` or in a wave; with
    ``same``, to those alone whom it tells nothing new."""
    done = have_signed(container, kiosks)
    fresh = signed_for(done)
    if now:
        give_signed(container.engine, container.clock, done, same=same)
    typer.echo(f"signed for {len(fresh)} of {len(done)} kiosks")
    idle = (NotSigned.UNCHANGED, NotSigned.NOTHING_APPROVED)
    for kiosk, outcome in done.items():
        if isinstance(outcome, NotSigned) and outcome not in idle:
            typer.echo(f"{kiosk}: not signed: {outcome}", err=True)


def _layer(text: str) -> ConfigurationLayer:
    try:
        return ConfigurationLayer.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _draft(db: Session, number: int) -> ConfigurationDraft:
    found = draft_of(db, number)
    if found is None:
        _refuse(str(NotApproved.UNKNOWN), NOT_FOUND)
    return found


def _require_known(db: Session, kiosk: str) -> None:
    if not is_known(db, kiosk):
        _refuse("no such kiosk", NOT_FOUND)


def _refuse(why: str, code: int) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)
