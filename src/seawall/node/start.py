"""Brings a node from nothing to ready: folders, keys, database, tables. Safe to repeat."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from seawall.node import database
from seawall.node.compiled import cache_of
from seawall.node.configuration import Configuration

GRANTS = {"TABLES": "SELECT, INSERT, UPDATE, DELETE", "SEQUENCES": "USAGE, SELECT"}


def prepare(configuration: Configuration) -> None:
    """Make the folders and keys that the settings need, then load Django."""
    import django

    from seawall.foundation.audit.keys import ensure_signing_key

    for folder in (configuration.data_dir, configuration.files_dir, configuration.cache_dir):
        folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.node.settings")
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_of(configuration.cache_dir / "numba")))
    ensure_signing_key(configuration.keys_dir)
    django.setup()


@contextmanager
def node(configuration: Configuration) -> Iterator[None]:
    """A ready node for as long as the block runs: database up, tables current, account made."""
    configuration.data_dir.mkdir(parents=True, exist_ok=True)
    with database.running(configuration):
        prepare(configuration)
        migrate(configuration)
        yield


def migrate(configuration: Configuration) -> None:
    """Bring the tables up to this program, as the role that owns them."""
    from django.core.management import call_command
    from django.db import connections

    from seawall.foundation.people.setup import ensure_node_account

    node_role = connections["default"].settings_dict["USER"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{node_role}"')
        for kind, rights in GRANTS.items():
            cursor.execute(
                f"ALTER DEFAULT PRIVILEGES IN SCHEMA public "
                f'GRANT {rights} ON {kind} TO "{node_role}"'
            )
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    connections["owner"].close()
    ensure_node_account(name=configuration.node_name, state=configuration.state.upper() or None)
