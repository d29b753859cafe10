"""Reads a list in FollowTheMoney's JSON lines, as OpenSanctions publishes them.

Persons, organisations, vessels and aircraft become entries. Passports, other identification,
sanctions, addresses, wallets and accounts are merged onto whom they belong to; a passport of
nobody becomes an entry of its own. Ownership, kinship and the like become links.
"""

from seawall.engines.lists.account import Account
from seawall.engines.lists.building import Building
from seawall.engines.lists.dates import day_of
from seawall.engines.lists.drafts import LinkDraft, ListReading, NameDraft
from seawall.engines.lists.errors import ListError
from seawall.engines.lists.ftm_attached import ATTACH, USED
from seawall.engines.lists.ftm_properties import (
    HOLDERS,
    NAME_PARTS,
    NOT_SCREENED,
    PERSONAL,
    PROPERTIES,
    PROTECTED,
    RELATIONS,
    SUBJECTS,
)
from seawall.engines.lists.ftm_stream import Entity, entities
from seawall.engines.lists.inputs import Files, take, text_of
from seawall.engines.lists.scripts import script_of


def read(files: Files, *, max_bytes: int) -> ListReading:
    """Read the list whole.

    Args:
        files: one file of JSON lines, under any name.
        max_bytes: the most that it may hold.

    Raises:
        ListError: it is too large, no UTF-8, or one of its lines is no entity and no statement.
    """
    taken = list(take(files, max_bytes=max_bytes).items())
    if len(taken) != 1:
        raise ListError("file_unknown" if taken else "file_missing", taken[1][0] if taken else None)
    file, content = taken[0]
    reading = _Reading(file, text_of(file, content, ("utf-8-sig",)))
    reading.read_subjects()
    reading.read_attached()
    reading.read_relations()
    reading.leave_the_rest()
    drafts = tuple(entry.draft() for entry in reading.entries.values())
    if not drafts:
        raise ListError("no_entries", file)
    return ListReading(drafts, reading.account)


_MOST_PAIRS = 10_000
"""A relation ties one to one or a few; more would only serve to exhaust the reader."""


class _Reading:
    """One file under way: what its entities became."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.account = Account()
        self.all = entities(file, text, self.account)
        self.entries: dict[str, Building] = {}
        self.account.found(file, "entity", len(self.all))
        self._done: set[str] = set()

    def read_subjects(self) -> None:
        for entity in self.all.values():
            kind = SUBJECTS.get(entity.schema)
            if kind is None:
                continue
            if not entity.listed:
                self._leave_whole(entity, "not_listed")
                continue
            if entity.schema == "LegalEntity" and any(entity.of(prop) for prop in PERSONAL):
                kind = "person"
            entry = Building(entity.id, kind, other_keys=dict(entity.other_ids))
            entry.single["updated_on"] = day_of(entity.changed_on) or ""
            self._read_values(entity, entry)
            self.entries[entity.id] = entry
            self._finish(entity)
        for entity_id in [i for i, e in self.entries.items() if not e.names and not e.identifiers]:
            del self.entries[entity_id]
            self.account.use(self.file, "entity", -1)
            self.account.leave(self.file, "entity", "unnamed", text=entity_id)

    def read_attached(self) -> None:
        referring = self._referring()
        for entity in self.all.values():
            if entity.schema not in HOLDERS:
                continue
            props = HOLDERS[entity.schema]
            ids = [i for prop in props for i in entity.of(prop)]
            ids += [*entity.parents, *referring.get(entity.id, ())]
            holders = [self.entries[i] for i in dict.fromkeys(ids) if i in self.entries]
            if not holders and entity.schema == "Passport" and not ids:
                holders = [self.entries.setdefault(entity.id, Building(entity.id, "document"))]
            if not holders:
                self._leave_whole(entity, "orphan")
                continue
            for holder in holders:
                ATTACH[entity.schema](holder, entity)
            self._account_attached(entity, holders)
            self._finish(entity)

    def read_relations(self) -> None:
        for entity in self.all.values():
            ends = RELATIONS.get(entity.schema)
            if ends is None:
                continue
            from_ids, to_ids = (entity.of(end) for end in ends)
            parents = list(entity.parents)
            from_ids, to_ids = from_ids or parents, to_ids or parents
            if len(from_ids) * len(to_ids) > _MOST_PAIRS:
                raise ListError("line_malformed", self.file, line=entity.line)
            pairs = [(a, b) for a in from_ids for b in to_ids if a != b]
            role = entity.first("role", "relationship", "status") or ""
            relation = " ".join(filter(None, (entity.schema.lower(), role)))
            linked = [self._link(a, b, relation) for a, b in pairs]
            if any(linked):
                here = [self.entries[i] for pair in pairs for i in pair if i in self.entries]
                self._account_attached(entity, here)
                self._finish(entity)
            else:
                self._leave_whole(entity, "orphan")

    def leave_the_rest(self) -> None:
        for entity in self.all.values():
            if entity.id not in self._done:
                self._leave_whole(entity, "unknown_kind")

    def _link(self, one: str, other: str, relation: str) -> bool:
        """Whether either end is an entry."""
        for here, there in ((one, other), (other, one)):
            if here in self.entries:
                named = self.all[there].first("name") if there in self.all else None
                key = there if there in self.entries else None
                self.entries[here].links[LinkDraft(relation, named or there, key)] = None
        return one in self.entries or other in self.entries

    def _referring(self) -> dict[str, list[str]]:
        """Entities by the address entities that they refer to."""
        referring: dict[str, list[str]] = {}
        for entity in self.all.values():
            for target in entity.of("addressEntity"):
                referring.setdefault(target, []).append(entity.id)
        return referring

    def _read_values(self, entity: Entity, entry: Building) -> None:
        """Every value, in the order of the table and then of the file."""
        apart = _name_parts(entity, entry) if entry.kind == "person" else ()
        for prop in dict.fromkeys([*PROPERTIES, *entity.values]):
            for value in entity.of(prop):
                self._read_value(entity, entry, prop, value, used=prop in apart)

    def _read_value(
        self, entity: Entity, entry: Building, prop: str, value: str, *, used: bool
    ) -> None:
        reads = PROPERTIES.get(prop)
        known = prop == "addressEntity" and value in self.all
        if used or known or (reads is not None and reads(entry, value, prop)):
            self.account.use(self.file, "value")
        else:
            self._leave_value(entity, prop, value, entry)

    def _leave_value(self, entity: Entity, prop: str, value: str, entry: Building) -> None:
        said = f"{prop}: {value}"
        if prop in PROTECTED:
            self.account.leave(self.file, "value", "protected", line=entity.line, text=prop)
            return
        reason = "not_screened" if prop in NOT_SCREENED else "not_understood"
        if prop in PROPERTIES and prop not in NOT_SCREENED:
            reason = "unreadable"
        self.account.leave(self.file, "value", reason, line=entity.line, text=said)
        entry.remarks[said] = None

    def _account_attached(self, entity: Entity, holders: list[Building]) -> None:
        for prop, values in entity.values.items():
            if prop in USED[entity.schema]:
                self.account.use(self.file, "value", len(values))
                continue
            reason = "not_screened" if prop in NOT_SCREENED else "not_understood"
            for value in values:
                said = f"{entity.schema} {prop}: {value}"
                self.account.leave(self.file, "value", reason, line=entity.line, text=said)
                for holder in holders:
                    holder.remarks[said] = None

    def _leave_whole(self, entity: Entity, reason: str) -> None:
        said = f"{entity.schema} {entity.id}"
        self.account.leave(self.file, "entity", reason, line=entity.line, text=said)
        for prop in entity.values:
            for _ in entity.of(prop):
                self.account.leave(self.file, "value", "row_refused", line=entity.line, text=prop)
        self._done.add(entity.id)

    def _finish(self, entity: Entity) -> None:
        self.account.use(self.file, "entity")
        self._done.add(entity.id)


def _name_parts(entity: Entity, entry: Building) -> tuple[str, ...]:
    """The properties used for a name whose surname and given names are known apart."""
    surnames = entity.of("lastName")
    given = [value for prop in NAME_PARTS[:3] for value in entity.of(prop)]
    if len(surnames) != 1 or not given or len(entity.of("firstName")) > 1:
        return ()
    named = " ".join([*given, *surnames])
    name = NameDraft(named, surname=surnames[0], given=" ".join(given), script=script_of(named))
    if not entry.add_name(name):
        return ()
    return (*NAME_PARTS[:3], "lastName")
