"""The data classes a node starts with; each state edits them to its law."""

from django.db import migrations

CLASSES = [
    ("passenger_information", "Passenger information", 183, 1826,
     "Masked after six months, deleted after five years (ICAO Annex 9); edit to your law"),
    ("raw_message", "Messages as received", None, 183, "As long as the unmasked data they hold"),
    ("watchlist", "Watchlist entries", None, 3653, "Withdrawn entries are kept for complaints"),
    ("hit", "Hits and decisions", None, 1826, "Kept for complaint and appeal"),
    ("alert", "Alerts", None, 1826, "Kept for complaint and appeal"),
]  # fmt: skip


def add(apps, schema_editor):
    data_class = apps.get_model("handling", "DataClass")
    for code, title, mask, delete, basis in CLASSES:
        data_class.objects.using(schema_editor.connection.alias).create(
            code=code, title=title, mask_after_days=mask, delete_after_days=delete, basis=basis
        )


def remove(apps, schema_editor):
    rows = apps.get_model("handling", "DataClass").objects.using(schema_editor.connection.alias)
    rows.filter(code__in=[row[0] for row in CLASSES]).delete()


class Migration(migrations.Migration):
    dependencies = [("handling", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
