"""What the design promises, held against the code as it stands."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command

from seawall.foundation import ports
from seawall.foundation.handling.models import Record
from seawall.foundation.identity.roles import ROLE_LABELS, permission_table, purposes
from seawall.reference.tables import rows

SOURCE = Path(__file__).parents[2] / "src" / "seawall"
FILES = sorted(SOURCE.rglob("*.py"))
DRAWERS = {"core", "common", "utils", "utilities", "helpers", "misc", "manager", "base"}
ROOMS = [p for p in (SOURCE / "modules").iterdir() if (p / "__init__.py").exists()]
FOUNDATION = [p for p in (SOURCE / "foundation").iterdir() if (p / "__init__.py").exists()]
PARTS = {
    "__init__", "rules", "models", "selectors", "services", "schemas", "forms", "api", "pages",
    "commands", "apps", "urls", "choices", "jobs", "wording",
}  # fmt: skip
DOORS = ("api", "pages", "commands", "forms", "urls", "tables")

# Verbs that write as part of another verb, which is the one that is recorded.
PART_OF_A_VERB = {
    "seawall.modules.border.services.receiving.receive_message": "two verbs, each recorded",
    "seawall.foundation.files.services.keep": "the verb that keeps a file is recorded",
    "seawall.foundation.jobs.services.enqueue": "the verb that queues a job is recorded",
    "seawall.foundation.jobs.services.queue_schedules": "the jobs it queues are recorded",
}

# Tables that hold no records of people's affairs: who works here, and the machinery.
WITHOUT_WALL = {
    "identity": "accounts are read before there is an actor",
    "handling": "data classes are settings",
    "jobs": "identifiers only; its page asks for a permission",
    "account": "sign-in",
    "mfa": "sign-in",
    "axes": "sign-in",
    "auth": "Django's own",
    "contenttypes": "Django's own",
    "sessions": "sign-in",
}
SEALS_ONLY = {"audit_seal", "audit_checkpoint", "audit_waiting"}


def dotted(path):
    return ".".join(("seawall", *path.relative_to(SOURCE).with_suffix("").parts))


def services():
    for room in [*ROOMS, *FOUNDATION]:
        if (room / "services.py").exists() or (room / "services").is_dir():
            module = importlib.import_module(f"{dotted(room)}.services")
            for name, verb in inspect.getmembers(module, inspect.isfunction):
                owner = getattr(verb, "__wrapped__", verb).__module__
                if owner.startswith(f"{dotted(room)}.services") and not name.startswith("_"):
                    yield f"{owner}.{name}", verb


def first_parameter(verb):
    parameters = list(inspect.signature(inspect.unwrap(verb)).parameters)
    return parameters[0].lstrip("_") if parameters else ""


def test_no_drawers():
    assert [path for path in FILES if DRAWERS & {path.stem, *path.relative_to(SOURCE).parts}] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_module_says_in_a_paragraph_what_it_is_for(room):
    text = ast.get_docstring(ast.parse((room / "__init__.py").read_text()))
    assert text
    assert len(text) > 40


def test_every_service_is_recorded():
    acting = {name: verb for name, verb in services() if first_parameter(verb) == "actor"}
    assert acting
    bare = {name for name, verb in acting.items() if not hasattr(verb, "audit_action")}
    assert bare - set(PART_OF_A_VERB) == set()


def test_actions_are_named_module_thing_verbed_and_once():
    named = [verb.audit_action for _name, verb in services() if hasattr(verb, "audit_action")]
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+\.[a-z_]+", action) for action in named), named
    assert len(named) == len(set(named))


@pytest.mark.parametrize("room", [*ROOMS, *FOUNDATION], ids=lambda room: room.name)
def test_doors_never_touch_models(room):
    for door in DOORS:
        for path in [room / f"{door}.py", *(room / door).glob("*.py")]:
            if path.exists():
                tree = ast.parse(path.read_text())
                taken = [
                    node.module
                    for node in ast.walk(tree)
                    if isinstance(node, ast.ImportFrom)
                    and (node.module or "").startswith("seawall.")
                    and (node.module or "").split(".")[-1] == "models"
                ]
                assert taken == [], f"{path.relative_to(SOURCE)} reaches round its services"


def test_nothing_goes_round_the_wall():
    forbidden = re.compile(r"_base_manager|\.raw\(|\.extra\(|django\.contrib\.admin")
    guilty = [str(p.relative_to(SOURCE)) for p in FILES if forbidden.search(p.read_text())]
    assert guilty == []


def test_relations_to_another_root_are_read_through_its_selectors():
    """``select_related`` and ``__`` paths must not pull a record in past its own wall."""
    roots = {
        field.name: model.__name__
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.many_to_one and field.related_model
        and issubclass(field.related_model, Record) and issubclass(model, Record)
    }  # fmt: skip
    call = re.compile(r"select_related\(([^)]*)\)")
    for path in FILES:
        for arguments in call.findall(path.read_text()):
            names = set(re.findall(r"[\"'](\w+?)(?:__\w+)?[\"']", arguments))
            assert not names & set(roots), f"{path.relative_to(SOURCE)}: {names & set(roots)}"


def test_every_table_has_a_wall_or_a_reason(db):
    with psycopg.connect(db) as admin:
        bare = {
            name
            for (name,) in admin.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' "
                "AND relnamespace = 'public'::regnamespace AND NOT relrowsecurity"
            ).fetchall()
        }
    walled = {
        table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in WITHOUT_WALL
        and (table := model._meta.db_table) not in SEALS_ONLY
    }
    assert walled & bare == set()
    assert walled


def test_the_nodes_role_owns_nothing(db):
    with psycopg.connect(db) as admin:
        owned = admin.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner "
            "WHERE r.rolname = 'seawall_node'"
        ).fetchone()
        powers = admin.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles "
            "WHERE rolname = 'seawall_node'"
        ).fetchone()
    assert owned == (0,)
    assert powers == (False, False, False, False)


def test_every_permission_is_in_the_table_and_every_row_is_asked_for():
    table = {row["permission"] for row in rows("permissions")}
    text = "\n".join(path.read_text() for path in FILES)
    named = set(re.findall(r"[\"']([a-z]+(?:\.[a-z_]+){1,2})[\"']", text))
    asked = {name for name in named if name in table}
    assert table - asked == set()
    used = {v.permission for _n, v in services() if getattr(v, "permission", None)}
    used |= {item.permission for _key, item in ports.navigation.items()}
    used |= set(re.findall(r"\.may\(\s*[\"']([a-z_.]+)[\"']", text))
    assert used - table == set()


def test_roles_and_purposes_agree():
    assert set(permission_table()) == set(ROLE_LABELS)
    for purpose in purposes().values():
        assert purpose.roles <= set(ROLE_LABELS)
        assert purpose.uses
    with_purpose = {role for purpose in purposes().values() for role in purpose.roles}
    assert with_purpose == set(ROLE_LABELS)


def test_engines_know_no_django_clock_or_settings():
    banned = re.compile(
        r"^\s*(?:from|import) (?:django|seawall\.(?:foundation|modules|node))"
        r"|datetime\.now\(|date\.today\(|time\.time\(|timezone\.now\(",
        re.MULTILINE,
    )
    engines = [path for path in FILES if "engines" in path.relative_to(SOURCE).parts]
    assert engines
    assert [str(path) for path in engines if banned.search(path.read_text())] == []


def test_every_reference_table_has_its_source():
    tables = [path for path in (SOURCE / "reference").iterdir() if path.is_dir()]
    tables = [path for path in tables if path.name != "__pycache__"]
    for table in tables:
        assert list(table.glob("*.csv")), table.name
        assert (table / "SOURCE.md").exists(), table.name


def test_models_and_migrations_agree(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_migrations_are_named_and_reversible():
    for path in SOURCE.rglob("migrations/*.py"):
        assert not re.search(r"_auto_|\d{4}_\d{8}", path.name), path.name
        text = path.read_text()
        for call in re.findall(r"RunPython\(([^)]*)\)", text):
            assert "," in call, f"{path.name} cannot be taken back"


def test_nothing_catches_everything_in_silence():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ExceptHandler):
                silent = all(isinstance(part, ast.Pass | ast.Continue) for part in node.body)
                broad = node.type is None or (
                    isinstance(node.type, ast.Name)
                    and node.type.id in {"Exception", "BaseException"}
                )
                assert not (silent and broad), f"{path.relative_to(SOURCE)}:{node.lineno}"
