"""Passenger messages as they came."""

from django.db import models

from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.models import Record
from seawall.foundation.identity.models import Officer, new_id
from seawall.modules.border.choices import MessageState, Origin
from seawall.modules.border.models.voyages import Voyage


class Message(Record):
    """The bytes that a carrier sent, where they came from, and what became of them.

    One file may hold several messages about several voyages: its sections.
    """

    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    digest = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    origin = models.CharField(max_length=8, choices=Origin.choices)
    sender = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=MessageState.choices, default=MessageState.RECEIVED
    )
    fault = models.JSONField(null=True, blank=True)
    notices = models.JSONField(default=list)
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)
    travellers = models.PositiveIntegerField(default=0)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "digest"], name="border_message_once"),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="border_message_newest"),
            models.Index(fields=["state", "received_at"], name="border_message_state"),
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class MessageSection(models.Model):
    """One list within a message and the voyage it is about."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    voyage = models.ForeignKey(Voyage, on_delete=models.CASCADE, related_name="+")
    reference = models.CharField(max_length=70, blank=True)
    function = models.CharField(max_length=24, blank=True)
    code = models.CharField(max_length=16, blank=True)
    prepared = models.CharField(max_length=20, blank=True)
    travellers = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="border_section_once")
        ]
        indexes = [models.Index(fields=["voyage"], name="border_section_voyage")]

    def __str__(self) -> str:
        return self.code


class MessageKey(models.Model):
    """The key that a sender gave a request, so that sending it again is the same request."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="keys")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "key"], name="border_message_key_once")
        ]

    def __str__(self) -> str:
        return self.key
