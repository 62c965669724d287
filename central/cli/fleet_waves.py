"""``central fleet wave``: a new configuration for a few kiosks first, then for more, for all."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, NoReturn

import typer
from sqlalchemy.orm import Session

from central.cli.command import ConfigOption, container_at
from central.cli.operator import account, person
from central.cli.terminal import local_time, table
from central.container import Container
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.rollout import (
    Wave,
    abort_wave,
    pause_wave,
    resume_wave,
    told_members,
    waves,
)
from central.fleet.configuration.wave_start import WaveNotBegun, WaveRefusal, begin_wave
from central.fleet.waves import WavePlan
from central.store.audit import StaffAct
from central.store.database import transaction

wave = typer.Typer(no_args_is_help=True, help="A configuration in waves.")

NOT_FOUND, REFUSED = 3, 4

WaveArgument = Annotated[int, typer.Argument(metavar="WAVE", help="Number of the wave.")]


@wave.command()
def start(
    layer: Annotated[
        str, typer.Argument(metavar="LAYER", help="Whose draft was approved with `--wave`.")
    ],
    canary: Annotated[
        list[str] | None, typer.Option(help="A kiosk that comes first; may be given again.")
    ] = None,
    canaries: Annotated[int, typer.Option(help="How many come first.")] = 3,
    steps: Annotated[str, typer.Option(help="Percentages that follow.")] = "5,25,100",
    success: Annotated[int, typer.Option(help="Per cent applied before the next step.")] = 90,
    errors: Annotated[int, typer.Option(help="Per cent failed that pause it.")] = 5,
    soak_min: Annotated[int, typer.Option(help="Minutes that a step lasts at least.")] = 60,
    canary_min: Annotated[int, typer.Option(help="Minutes a canary may be silent.")] = 120,
    config: ConfigOption = None,
) -> None:
    """Give what was approved with `--wave` to the canaries, and then to the others by itself."""
    first = tuple(dict.fromkeys(canary or ()))
    plan = _plan(max(canaries, len(first)), steps, success, errors, soak_min, canary_min)
    with container_at(config) as container, transaction(container.engine) as db:
        try:
            where = ConfigurationLayer.parse(layer)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        begun = begin_wave(db, container.clock.now(), person(), where, plan, first)
        match begun:
            case WaveNotBegun(WaveRefusal.STRANGER as why, strangers):
                _refuse(f"{why}: {', '.join(strangers)}", NOT_FOUND)
            case WaveNotBegun(WaveRefusal.NOBODY_WAITS as why):
                _refuse(str(why), NOT_FOUND)
            case WaveNotBegun(why):
                _refuse(str(why), REFUSED)
            case Wave():
                pass
        _record(container, db, "wave_start", begun.id)
        typer.echo("\n".join(_lines(db, begun, container)))


@wave.command()
def show(
    number: Annotated[
        int | None, typer.Argument(metavar="[WAVE]", help="Its number; all of them without.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Show how waves stand, and of one wave each kiosk that was told."""
    with container_at(config) as container, transaction(container.engine) as db:
        found = [each for each in waves(db) if number in (None, each.id)]
        if number is not None and not found:
            _refuse("no such wave", NOT_FOUND)
        lines = [line for each in found for line in _lines(db, each, container)]
        if number is not None:
            lines += _members(db, number, container)
        typer.echo("\n".join(lines or ["none"]))


@wave.command()
def pause(number: WaveArgument, config: ConfigOption = None) -> None:
    """Tell nobody else until it is resumed."""
    with container_at(config) as container, transaction(container.engine) as db:
        if not pause_wave(db, number):
            _refuse("it is not running", REFUSED)
        _record(container, db, "wave_pause", number)


@wave.command()
def resume(number: WaveArgument, config: ConfigOption = None) -> None:
    """Go on with a paused wave: what has failed until now is excused."""
    with container_at(config) as container, transaction(container.engine) as db:
        if not resume_wave(db, container.clock.now(), number):
            _refuse("it is not paused", REFUSED)
        _record(container, db, "wave_resume", number)


@wave.command()
def abort(number: WaveArgument, config: ConfigOption = None) -> None:
    """End a wave: who has not applied the new version is to have the former one."""
    with container_at(config) as container, transaction(container.engine) as db:
        kept = abort_wave(db, container.clock.now(), number)
        if kept is None:
            _refuse("it is over", REFUSED)
        _record(container, db, "wave_abort", number)
        layer = next(each.layer for each in waves(db) if each.id == number)
    typer.echo(f"{kept} kiosks have applied it, and keep it until something newer goes out:")
    typer.echo(f"  central fleet config rollback {layer}")
    typer.echo("drafts what the layer said before, for a second person to approve")


def _plan(
    canaries: int, steps: str, success: int, errors: int, soak_min: int, canary_min: int
) -> WavePlan:
    try:
        numbers = tuple(map(int, steps.split(",")))
    except ValueError:
        raise typer.BadParameter("steps are numbers, separated by commas") from None
    soak, within = timedelta(minutes=soak_min), timedelta(minutes=canary_min)
    plan = WavePlan(canaries, numbers, success, errors, soak, within)
    mistake = plan.mistake()
    if mistake is not None:
        raise typer.BadParameter(mistake)
    return plan


def _lines(db: Session, wave: Wave, container: Container) -> Iterable[str]:
    told = told_members(db, wave.id)
    outcomes = [each.outcome for each in told]
    why = "" if wave.why is None else f" ({wave.why})"
    stage = "canaries" if wave.stage == 0 else f"{wave.plan.steps[wave.stage - 1]} %"
    yield f"wave {wave.id} for {wave.layer}: {wave.state}{why}"
    yield (
        f"  {stage} since {local_time(wave.began_at, container.settings.zone)}: "
        f"told {len(told)} of {wave.members}, applied {outcomes.count('applied')}, "
        f"failed {outcomes.count('failed')}, pending {outcomes.count('pending')}"
    )


def _members(db: Session, number: int, container: Container) -> list[str]:
    zone = container.settings.zone
    rows = [
        (
            each.kiosk,
            each.outcome + (" (excused)" if each.excused else ""),
            local_time(each.told_at, zone),
        )
        for each in told_members(db, number)
    ]
    return table(("kiosk", "outcome", "told"), rows)


def _record(container: Container, db: Session, act: StaffAct, number: int) -> None:
    container.audit.record_staff(db, account(), act, f"wave {number}")


def _refuse(why: str, code: int) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)
