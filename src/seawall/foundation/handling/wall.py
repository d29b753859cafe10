"""PostgreSQL row-level security as migration operations: the wall that no query can go round.

Visible = (owner is my agency OR audience in mine) AND level <= clearance
AND (AMBER+STRICT only in the owner's state) AND (RED only to named officers or their own agency's
readers when nobody is named) AND (no compartment OR mine) AND purpose compatible with the uses.

Every term reads one setting through a scalar sub-select, which PostgreSQL evaluates once a query.
An empty setting (a finished transaction leaves one behind) reads as unknown and shows nothing.
"""

from django.db.migrations.operations import RunSQL

from seawall.foundation.actor import Level


def mine(name: str, kind: str) -> str:
    """SQL for one setting of the open scope, unknown where none is open."""
    return f"(SELECT NULLIF(current_setting('seawall.{name}', true), '')::{kind})"


UNRESTRICTED = "(SELECT NULLIF(current_setting('seawall.unrestricted', true), '') IS NOT NULL)"
OWN = f"owner_id = {mine('agency', 'uuid')}"
VISIBLE = f"""(
    ({OWN} OR audience_id = ANY ({mine("audiences", "uuid[]")}::uuid[]))
    AND level <= {mine("clearance", "smallint")}
    AND (level <> {Level.AMBER_STRICT} OR owner_state = {mine("state", "text")})
    AND (level <> {Level.RED} OR {mine("officer", "uuid")} = ANY (named))
    AND (compartment_id IS NULL OR compartment_id = ANY ({mine("compartments", "uuid[]")}::uuid[]))
    AND permitted_uses && {mine("uses", "text[]")}::varchar[]
)"""


def _undo(table: str) -> str:
    names = ("seen", "written", "changed", "ended")
    drops = "".join(f"DROP POLICY IF EXISTS {name} ON {table};" for name in names)
    return f"{drops} ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class RecordWall(RunSQL):
    """Raise the wall round a table of records.

    Args:
        table: a table with the columns of ``Record``.
    """

    def __init__(self, table: str) -> None:
        super().__init__(
            sql=f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            CREATE POLICY seen ON {table} FOR SELECT USING ({UNRESTRICTED} OR {VISIBLE});
            CREATE POLICY written ON {table} FOR INSERT WITH CHECK ({UNRESTRICTED} OR {OWN});
            CREATE POLICY changed ON {table} FOR UPDATE
                USING ({UNRESTRICTED} OR ({OWN} AND {VISIBLE}))
                WITH CHECK ({UNRESTRICTED} OR {OWN});
            CREATE POLICY ended ON {table} FOR DELETE USING ({UNRESTRICTED});
            """,
            reverse_sql=_undo(table),
        )
        self.table = table

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (self.__class__.__qualname__, [self.table], {})


class PartWall(RunSQL):
    """Raise the wall round a table whose rows are parts of a record and share its handling.

    Args:
        table: the parts' table.
        root: the table they belong to, which has a wall of its own.
        column: the column of ``table`` that holds the root's id.
    """

    def __init__(self, table: str, root: str, column: str) -> None:
        seen = f"EXISTS (SELECT 1 FROM {root} root WHERE root.id = {table}.{column})"
        own = f"EXISTS (SELECT 1 FROM {root} root WHERE root.id = {table}.{column} AND root.{OWN})"
        super().__init__(
            sql=f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            CREATE POLICY seen ON {table} FOR SELECT USING ({UNRESTRICTED} OR {seen});
            CREATE POLICY written ON {table} FOR INSERT WITH CHECK ({UNRESTRICTED} OR {own});
            CREATE POLICY changed ON {table} FOR UPDATE
                USING ({UNRESTRICTED} OR {own}) WITH CHECK ({UNRESTRICTED} OR {own});
            CREATE POLICY ended ON {table} FOR DELETE USING ({UNRESTRICTED} OR {own});
            """,
            reverse_sql=_undo(table),
        )
        self.table, self.root, self.column = table, root, column

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (self.__class__.__qualname__, [self.table, self.root, self.column], {})
