"""Options that several commands share, and the settings that they make."""

from dataclasses import replace
from pathlib import Path

import click

from orchestration.settings import Settings

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
DATA_OPTION = click.option(
    "--data", "data_dir", type=click.Path(file_okay=False, path_type=Path), help="Folder of all generated data."
)
LANDING_OPTION = click.option("--landing", "landing_dir", type=FOLDER, help="Folder of the articles.")


def settings_of(data_dir: Path | None, landing_dir: Path | None = None) -> Settings:
    """The settings of the environment with what the options say instead."""
    try:
        settings = Settings.from_environment()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if data_dir is not None:
        settings = replace(settings, data_dir=data_dir.resolve())
    if landing_dir is not None:
        settings = replace(settings, landing_dir=landing_dir.resolve())
    return settings
