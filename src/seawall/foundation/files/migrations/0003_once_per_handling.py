from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0002_wall")]
    operations = [
        migrations.RemoveConstraint(model_name="storedfile", name="file_once_per_owner"),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["owner", "digest"], name="file_of_owner"),
        ),
    ]
