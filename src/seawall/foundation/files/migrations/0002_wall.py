from django.db import migrations

from seawall.foundation.handling.wall import RecordWall


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]
    operations = [RecordWall("files_storedfile")]
