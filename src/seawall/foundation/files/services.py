"""Keep bytes and give them back. The verb that calls is the one that is audited."""

from pathlib import Path

from django.conf import settings

from seawall.foundation.actor import Actor
from seawall.foundation.files import store
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.header import Header

TIMES = {"mask_on", "retain_until"}


def keep(actor: Actor, *, data: bytes, media_type: str, header: Header) -> StoredFile:
    """Store bytes in the caller's transaction; the same bytes with the same handling once.

    Kept for another purpose, other eyes or another time, they are another record.
    """
    digest = store.put(_directory(), data)
    alike = {name: value for name, value in header.columns().items() if name not in TIMES}
    stored = StoredFile.objects.visible_to(actor).filter(digest=digest, **alike).first()
    if stored is None:
        stored = StoredFile.objects.create(
            digest=digest, size_bytes=len(data), media_type=media_type, **header.columns()
        )
    return stored


def read(stored: StoredFile) -> bytes:
    """The bytes of a file that the caller was allowed to see.

    Raises:
        FileDamaged: the bytes are missing or changed.
    """
    return store.get(_directory(), stored.digest)


def _directory() -> Path:
    return Path(settings.SEAWALL.files_dir)
