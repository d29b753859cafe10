from django.db import models

from seawall.foundation.handling.models import Record


class StoredFile(Record):
    """Bytes that an agency keeps: digest, size and kind. The bytes lie under ``files/``, once."""

    digest = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=80)

    class Meta(Record.Meta):
        # No constraint of uniqueness: it would tell whoever keeps bytes that a sealed matter has
        # them already.
        indexes = [models.Index(fields=["owner", "digest"], name="file_of_owner")]

    def __str__(self) -> str:
        return self.digest
