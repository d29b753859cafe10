from django.db import models

from seawall.foundation.handling.models import Record


class StoredFile(Record):
    """Bytes that an agency keeps: their digest, size and kind. The bytes lie under ``files/``."""

    digest = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=80)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "digest"], name="file_once_per_owner"),
        ]

    def __str__(self) -> str:
        return self.digest
