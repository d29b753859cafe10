"""Reads FollowTheMoney JSON lines into entities, whole or scattered over many lines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from seawall.engines.lists.account import Account
from seawall.engines.lists.errors import ListError

_LONGEST_LINE = 4_000_000
_LONGEST_VALUE = 100_000
_DEPTH = 3
_LEAST_SAYING = ("Thing", "LegalEntity", "Organization")
"""Schemata that another fragment of the same entity may narrow, the least saying first."""


@dataclass(slots=True)
class Entity:
    """One entity with the values of all its fragments; each value is used or left once.

    ``parents`` are the entities that it was nested in, or that refer to it.
    """

    id: str
    schema: str
    line: int
    values: dict[str, dict[str, None]] = field(default_factory=dict)
    parents: dict[str, None] = field(default_factory=dict)
    other_ids: dict[str, None] = field(default_factory=dict)
    listed: bool = True
    changed_on: str = ""

    def narrow(self, schema: str) -> None:
        """Take the schema that says more."""
        if self.schema in _LEAST_SAYING and (
            schema not in _LEAST_SAYING
            or _LEAST_SAYING.index(schema) > _LEAST_SAYING.index(self.schema)
        ):
            self.schema = schema

    def of(self, prop: str) -> list[str]:
        return list(self.values.get(prop, ()))

    def first(self, *props: str) -> str | None:
        return next((value for prop in props for value in self.values.get(prop, ())), None)


def entities(file: str, text: str, account: Account) -> dict[str, Entity]:
    """Every entity by its id, in the order they begin.

    A line is an entity (``properties``), an entity with its statements (``statements``), or one
    statement (``prop`` and ``value``). Entities nested in a property count as their own.

    Raises:
        ListError: ``line_malformed`` or ``line_too_long``, with the line.
    """
    found: dict[str, Entity] = {}
    for line, content in enumerate(text.split("\n"), start=1):
        if not content.strip():
            if content or line <= text.count("\n"):
                account.found(file, "line")
                account.leave(file, "line", "blank", line=line)
            continue
        account.found(file, "line")
        _add(found, _parsed(file, line, content), file=file, line=line, account=account, depth=0)
        account.use(file, "line")
    return found


def _parsed(file: str, line: int, content: str) -> dict[str, Any]:
    if len(content) > _LONGEST_LINE:
        raise ListError("line_too_long", file, line=line)
    try:
        parsed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ListError("line_malformed", file, line=line) from error
    if not isinstance(parsed, dict):
        raise ListError("line_malformed", file, line=line)
    return parsed


def _add(
    found: dict[str, Entity],
    said: dict[str, Any],
    *,
    file: str,
    line: int,
    account: Account,
    depth: int,
) -> str:
    """The id of the entity that was added or grew."""
    key, schema = said.get("canonical_id") or said.get("id"), said.get("schema")
    if not isinstance(key, str) or not isinstance(schema, str) or not (key and schema):
        raise ListError("line_malformed", file, line=line)
    if depth > _DEPTH:
        raise ListError("line_malformed", file, line=line)
    entity = found.setdefault(key, Entity(key, schema, line))
    entity.narrow(schema)
    _add_head(entity, said)
    for prop, value in _said(said, file, line):
        if isinstance(value, dict):
            child = _add(found, value, file=file, line=line, account=account, depth=depth + 1)
            found[child].parents[key] = None
        elif value not in entity.values.setdefault(prop, {}):
            account.found(file, "value")
            entity.values[prop][value] = None
    return key


def _add_head(entity: Entity, said: dict[str, Any]) -> None:
    """What a line says beside the properties."""
    if said.get("target") is False:
        entity.listed = False
    entity.changed_on = max(entity.changed_on, str(said.get("last_change") or ""))
    others = said.get("referents")
    for other in others if isinstance(others, list) else ():
        if isinstance(other, str) and other != entity.id:
            entity.other_ids[other] = None


def _said(said: dict[str, Any], file: str, line: int) -> Iterator[tuple[str, str | dict[str, Any]]]:
    """Property and value, whichever of the three shapes the line has."""
    if "prop" in said:
        pairs = [(said["prop"], [said.get("value")])]
    elif isinstance(said.get("statements"), list):
        pairs = [
            (s.get("prop"), [s.get("value")]) if isinstance(s, dict) else (None, [])
            for s in said["statements"]
        ]
    elif isinstance(said.get("properties"), dict):
        pairs = list(said["properties"].items())
    else:
        raise ListError("line_malformed", file, line=line)
    for prop, values in pairs:
        if not isinstance(prop, str) or not isinstance(values, list):
            raise ListError("line_malformed", file, line=line)
        for value in values:
            if prop != "id" and value is not None:
                yield prop, _value(value, file, line)


def _value(value: object, file: str, line: int) -> str | dict[str, Any]:
    if isinstance(value, dict):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ListError("line_malformed", file, line=line)
    text = " ".join(str(value).split())
    if len(text) > _LONGEST_VALUE:
        raise ListError("line_too_long", file, line=line)
    return text
