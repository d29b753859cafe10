from django.db import migrations

from seawall.foundation.handling.wall import PartWall, RecordWall


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial")]
    operations = [
        RecordWall("alerts_alert"),
        PartWall("alerts_alertevent", root="alerts_alert", column="alert_id"),
    ]
