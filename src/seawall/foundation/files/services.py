"""Keep bytes and give them back. The verb that calls is the one that is audited."""

from pathlib import Path

from django.conf import settings

from seawall.foundation.actor import Actor
from seawall.foundation.files import store
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.header import Header


def keep(actor: Actor, *, data: bytes, media_type: str, header: Header) -> StoredFile:
    """Store bytes in the caller's transaction; the same bytes of the same owner are kept once."""
    digest = store.put(_directory(), data)
    known = StoredFile.objects.visible_to(actor).filter(owner_id=header.owner_id, digest=digest)
    stored = known.first()
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
