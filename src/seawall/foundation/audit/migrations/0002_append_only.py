"""What the node's role may do with the log: add to it and read it. Never change it."""

from django.db import migrations

from seawall.foundation.handling.wall import UNRESTRICTED, mine

MINE = f"agency_id = {mine('agency', 'uuid')}"
PART = "EXISTS (SELECT 1 FROM audit_entry root WHERE root.id = {table}.entry_id)"
AUTHOR = f"officer_id = {mine('officer', 'uuid')} AND {MINE}"
KEPT = ("audit_entry", "audit_subject", "audit_detail", "audit_seal", "audit_checkpoint")


def _protect(table: str) -> str:
    return f"""
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION audit_refuse();
    CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
    DO $$ DECLARE role name; BEGIN
        FOR role IN SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_name = '{table}' AND grantee <> current_user LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM %I', role);
        END LOOP;
    END $$;
    """


def _part(table: str) -> str:
    seen = PART.format(table=table)
    return f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY seen ON {table} FOR SELECT USING ({UNRESTRICTED} OR {seen});
    CREATE POLICY written ON {table} FOR INSERT WITH CHECK ({UNRESTRICTED} OR {seen});
    """


SQL = f"""
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION audit_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_waiting (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER waits_for_seal AFTER INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_wait();
{"".join(_protect(table) for table in KEPT)}
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON audit_entry FOR SELECT USING ({UNRESTRICTED} OR {MINE});
CREATE POLICY written ON audit_entry FOR INSERT WITH CHECK ({AUTHOR});
{_part("audit_subject")}
{_part("audit_detail")}
ALTER TABLE audit_detailkey ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON audit_detailkey FOR SELECT
    USING ({UNRESTRICTED} OR {PART.format(table="audit_detailkey")});
CREATE POLICY written ON audit_detailkey FOR INSERT
    WITH CHECK ({UNRESTRICTED} OR {PART.format(table="audit_detailkey")});
CREATE POLICY ended ON audit_detailkey FOR DELETE USING ({UNRESTRICTED});
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
