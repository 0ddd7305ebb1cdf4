"""The commands that help an editor: each reads its options, has the work done by a module of its own, and prints what came of it."""

from typing import Final

import click

COMMANDS: Final[tuple[click.Command, ...]] = ()
