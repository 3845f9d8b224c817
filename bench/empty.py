"""An empty click command, whose `--help` is the yardstick for ours."""

import click


@click.command()
def command() -> None:
    """Do nothing."""


if __name__ == "__main__":
    command()
