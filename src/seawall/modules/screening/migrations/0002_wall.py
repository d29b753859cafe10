from django.db import migrations

from seawall.foundation.handling.wall import UNRESTRICTED, PartWall, RecordWall, mine

WORKING = f"({UNRESTRICTED} OR {mine('agency', 'uuid')} IS NOT NULL)"
COUNTED = f"""
ALTER TABLE screening_listchange ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON screening_listchange FOR SELECT USING ({WORKING});
CREATE POLICY written ON screening_listchange FOR INSERT WITH CHECK ({WORKING});
"""
UNCOUNTED = """
DROP POLICY seen ON screening_listchange;
DROP POLICY written ON screening_listchange;
ALTER TABLE screening_listchange DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial")]
    operations = [
        RecordWall("screening_watchlist"),
        PartWall("screening_listversion", root="screening_watchlist", column="watchlist_id"),
        RecordWall("screening_entry"),
        PartWall("screening_entryrevision", root="screening_entry", column="entry_id"),
        RecordWall("screening_hit"),
        RecordWall("screening_justifiedexception"),
        migrations.RunSQL(COUNTED, UNCOUNTED),
    ]
