"""``devdock fleet``: many simulated kiosks before a central that runs."""

from pathlib import Path
from typing import Annotated

import typer

from devdock.fleet.plan import HERD, TROUBLES, FleetPlan, NoSuchFault, faults_in

EXIT_WRONG_WORD = 2


def fleet(
    kiosks: Annotated[int, typer.Option(min=1, max=99_999, help="How many.")] = 100,
    seconds: Annotated[float, typer.Option(min=1, help="For how long.")] = 60.0,
    interval: Annotated[
        float | None,
        typer.Option(min=1, help="Seconds between two exchanges; central says it otherwise."),
    ] = None,
    looks: Annotated[
        float | None,
        typer.Option(
            min=0, help="Seconds between two looks at central, 0 for none; kiosk-sync's otherwise."
        ),
    ] = None,
    actions: Annotated[
        int, typer.Option(min=0, help="Requests a day of each kiosk, which has nine hours.")
    ] = 0,
    faults: Annotated[
        str, typer.Option(help=f"With commas: {', '.join(TROUBLES)} (1 % each), {HERD} (all).")
    ] = "",
    central: Annotated[
        str | None, typer.Option(help="Where kiosks come, where it is not its `kiosk_url`.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="central's TOML file; BORNE_CENTRAL_… goes over it.")
    ] = None,
    processes: Annotated[int, typer.Option(min=1, max=64, help="To run them in.")] = 1,
) -> None:
    """Simulated kiosks with real certificates before a central that runs. Their rows go straight
    into its store, by its configuration."""
    # Loaded for this command alone: the others wait neither for central nor for kiosk-sync.
    from sqlalchemy.exc import SQLAlchemyError

    from central.config.reading import intake_keys_of, load
    from central.config.server_settings import ConfigurationError
    from central.config.settings import Settings
    from central.runtime.chance import SystemChance
    from devdock.fleet.issuing import authority_for, issue
    from devdock.fleet.running import run_fleet
    from devdock.fleet.shown import shown
    from devdock.fleet.simulated_queue import OPEN_S
    from devdock.processes import NotPrepared
    from kiosk.config.sync_settings import SyncSettings
    from shared_runtime.clock import SystemClock

    try:
        troubles, is_herd = faults_in(faults)
        settings = load(config, Settings)
        authority = authority_for(settings)
        intake_key = intake_keys_of(settings).current.public_key().public_bytes_raw()
        issued = issue(settings, authority, kiosks, troubles, SystemClock(), SystemChance())
    except NoSuchFault as wrong:
        typer.echo(wrong, err=True)
        raise typer.Exit(EXIT_WRONG_WORD) from None
    except (ConfigurationError, NotPrepared) as error:
        typer.echo(f"cannot begin: {error}", err=True)
        raise typer.Exit(1) from None
    except SQLAlchemyError as error:
        typer.echo(f"cannot begin: database_url: {type(error).__name__}", err=True)
        raise typer.Exit(1) from None
    plan = FleetPlan(
        central or str(settings.kiosk_url),
        settings.public_url,
        authority.pem,
        intake_key,
        seconds,
        interval,
        SyncSettings.model_fields["health_interval_s"].default if looks is None else looks,
        is_herd,
        action_every_s=OPEN_S / actions if actions else None,
    )
    typer.echo("\n".join(shown(run_fleet(plan, issued, processes), seconds)))
