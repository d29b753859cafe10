"""``seawall``: everything a node does, from the console."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator

import typer
from rich.console import Console

from seawall.node import configuration, start
from seawall.node.configuration import Configuration, ConfigurationError
from seawall.node.database import DatabaseError
from seawall.node.demo import command as demonstration

errors = Console(stderr=True)
EXIT_REFUSED, EXIT_SETTINGS, EXIT_DATABASE, EXIT_TOLD = 1, 2, 3, 143


@contextlib.contextmanager
def _node(settings: Configuration) -> Iterator[None]:
    try:
        with start.node(settings):
            yield
    except DatabaseError as error:
        errors.print(f"The database did not start. {error}", soft_wrap=True)
        raise typer.Exit(EXIT_DATABASE) from error


def build(settings: Configuration) -> typer.Typer:
    """Every command; the node is made ready before the first that needs it."""
    from seawall.foundation.people.commands import app as users
    from seawall.modules.border import commands as border
    from seawall.modules.screening import commands as screening
    from seawall.node.commands import audit, decode, serve

    app = typer.Typer(
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help="Run and use a Seawall node. SEAWALL_DATA_DIR says where it keeps everything.",
    )

    @app.callback()
    def ready(context: typer.Context) -> None:
        if not _asks_for_help() and context.invoked_subcommand != "decode":
            context.with_resource(_node(settings))

    app.command("serve")(serve.serve)
    app.command("check")(serve.check)
    app.command("demo")(demonstration.demo)
    app.add_typer(decode.app, name="decode")
    app.add_typer(audit.app, name="audit")
    app.add_typer(users, name="users")
    app.add_typer(screening.app, name="lists")
    app.command("screen")(screening.screen)
    app.add_typer(border.app, name="border")
    return app


def _asks_for_help() -> bool:
    return len(sys.argv) == 1 or "--help" in sys.argv


def main() -> None:
    """Run one command; whatever a person did wrong ends in one sentence and an exit code."""
    # Told to end while it starts, a node still stops the database that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(EXIT_TOLD))
    if sys.argv[1:2] == ["decode"]:
        from seawall.node.commands import decode

        decode.app(args=sys.argv[2:], prog_name="seawall decode")
    try:
        if sys.argv[1:2] == ["demo"] and not _asks_for_help():
            demonstration.before_start()
        settings = configuration.read()
    except ConfigurationError as error:
        errors.print(f"The node is set up wrongly. {error}", soft_wrap=True)
        sys.exit(EXIT_SETTINGS)
    if not _asks_for_help():
        start.prepare(settings)
    else:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.node.settings")
        django.setup()
    from seawall.foundation.errors import DomainError

    try:
        build(settings)()
    except DomainError as error:
        errors.print(error.message or error.code, soft_wrap=True)
        sys.exit(EXIT_REFUSED)
    except ConfigurationError as error:
        errors.print(str(error), soft_wrap=True)
        sys.exit(EXIT_SETTINGS)
