"""``seawall serve`` and ``seawall check``."""

import shutil
from collections.abc import Callable
from pathlib import Path

import typer
from django.apps import apps
from django.conf import settings
from django.db import connections
from rich.console import Console

from seawall.foundation.audit.keys import signing_key
from seawall.foundation.handling.models import Record
from seawall.node.configuration import Configuration
from seawall.node.supervisor import supervise

console = Console()
LEAST_FREE_BYTES = 1 << 30


def serve() -> None:
    """Run the node: pages, API, worker and sealer, until it is told to stop.

    Example: SEAWALL_PORT=8000 seawall serve

    Exit codes: 0 stopped, 2 set up wrongly, 3 the database did not start.
    """
    node: Configuration = settings.SEAWALL
    console.print(f"Seawall listens on http://{node.host}:{node.port}", soft_wrap=True)
    supervise(node)


def check() -> None:
    """Test what a node stands on and say the remedy for what fails.

    Example: seawall check

    Exit codes: 0 all well, 1 something to mend.
    """
    failed = False
    for title, test in CHECKS.items():
        remedy = test(settings.SEAWALL)
        failed |= bool(remedy)
        console.print(f"[{'red' if remedy else 'green'}]{'mend' if remedy else 'ok  '}[/] {title}")
        if remedy:
            console.print(f"     {remedy}", soft_wrap=True)
    raise typer.Exit(int(failed))


def _role(_node: Configuration) -> str:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class "
            "WHERE relowner = pg_roles.oid AND relnamespace = 'public'::regnamespace) "
            "FROM pg_roles WHERE rolname = current_user"
        )
        (powerful,) = cursor.fetchone() or (True,)
    return "Give the node a role that is no superuser and owns no table." if powerful else ""


def _wall(_node: Configuration) -> str:
    tables = [
        model._meta.db_table  # noqa: SLF001 - Django's documented way to a table's name
        for model in apps.get_models()
        if issubclass(model, Record)
    ]
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY (%s) AND NOT relrowsecurity", [tables]
        )
        bare = [name for (name,) in cursor.fetchall()]
    return f"These tables have no wall: {', '.join(bare)}. Run seawall serve once." if bare else ""


def _clock(_node: Configuration) -> str:
    from django.utils import timezone

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT now()")
        (there,) = cursor.fetchone() or (None,)
    apart = abs((timezone.now() - there).total_seconds()) if there else 0
    return f"The database's clock is {apart:.0f} s away from ours. Set both." if apart > 5 else ""


def _disk(node: Configuration) -> str:
    free = shutil.disk_usage(node.data_dir).free
    return f"Only {free >> 20} MiB are free. Make room." if free < LEAST_FREE_BYTES else ""


def _keys(node: Configuration) -> str:
    try:
        signing_key(node.keys_dir)
    except (OSError, TypeError, ValueError) as error:
        return f"The signing key cannot be read: {error}. Restore it from its backup."
    loose = [p.name for p in node.keys_dir.iterdir() if _open_to_all(p)]
    return f"Others may read {', '.join(loose)}. Run chmod go-rwx on them." if loose else ""


def _open_to_all(path: Path) -> bool:

    return not path.name.endswith(".pub.pem") and bool(path.stat().st_mode & 0o077)


CHECKS: dict[str, Callable[[Configuration], str]] = {
    "the node's database role owns nothing": _role,
    "every table of records has its wall": _wall,
    "the clocks agree": _clock,
    "there is room on the disk": _disk,
    "the keys are there and private": _keys,
}
