"""The log, its seals and checkpoints. PostgreSQL refuses to change or remove any of them."""

from typing import Any

from django.db import models

from seawall.foundation.audit.choices import Result
from seawall.foundation.identity.models import new_id


class Entry(models.Model):
    """One act or reading. Identifiers and digests only: never a name.

    Details that a person may one day have erased lie apart in ``Detail``, encrypted with a key of
    their own in ``DetailKey``; destroying the key erases them and leaves the log whole.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    result = models.CharField(max_length=8, choices=Result.choices)
    officer_id = models.UUIDField()
    agency_id = models.UUIDField()
    purpose = models.CharField(max_length=40)
    case_reference = models.CharField(max_length=80, blank=True)
    about = models.JSONField(default=list)
    detail_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_entry_newest"),
            models.Index(fields=["officer_id", "-at"], name="audit_entry_officer"),
            models.Index(fields=["action", "-at"], name="audit_entry_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.at:%Y-%m-%dT%H:%M:%SZ}"

    def canonical(self) -> dict[str, Any]:
        """What the seal covers: every column, in a form that does not depend on this program."""
        return {
            "about": self.about,
            "action": self.action,
            "agency": str(self.agency_id),
            "at": self.at.isoformat(timespec="microseconds"),
            "case": self.case_reference,
            "detail": self.detail_digest,
            "id": str(self.id),
            "officer": str(self.officer_id),
            "purpose": self.purpose,
            "result": self.result,
        }


class Subject(models.Model):
    """Which entries speak of a record: the index behind "who looked at this?"."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "kind"], name="audit_subject_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class Detail(models.Model):
    """The details of one entry, encrypted (AES-256-GCM) with a key of its own."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return f"details of {self.entry_id}"


class DetailKey(models.Model):
    """The key of one entry's details; the only part of the log that may be destroyed."""

    entry_id = models.UUIDField(primary_key=True)
    key = models.BinaryField()

    def __str__(self) -> str:
        return f"key of {self.entry_id}"


class Waiting(models.Model):
    """An entry committed and not yet sealed; filled by a trigger, emptied by the sealer."""

    entry_id = models.UUIDField(primary_key=True)

    def __str__(self) -> str:
        return str(self.entry_id)


class Seal(models.Model):
    """The place of one entry in the Merkle tree, given after its commit."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    leaf = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.position}"


class Checkpoint(models.Model):
    """A signed tree head; also appended to a file outside the database, with the new leaves."""

    tree_size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    peaks = models.JSONField()
    at = models.DateTimeField()
    signature = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.tree_size}"
