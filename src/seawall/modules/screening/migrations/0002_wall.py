from django.db import migrations

from seawall.foundation.handling.wall import PartWall, RecordWall


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial")]
    operations = [
        RecordWall("screening_watchlist"),
        PartWall("screening_listversion", root="screening_watchlist", column="watchlist_id"),
        RecordWall("screening_entry"),
        PartWall("screening_entryrevision", root="screening_entry", column="entry_id"),
        RecordWall("screening_hit"),
        RecordWall("screening_justifiedexception"),
    ]
