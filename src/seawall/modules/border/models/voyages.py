"""Voyages by air and sea."""

from django.db import models

from seawall.foundation.handling.models import Record
from seawall.foundation.identity.models import new_id
from seawall.modules.border.choices import Mode


class Voyage(Record):
    """One flight or one passage of a ship: where every message about it meets.

    ``key`` names it within its owner. Times by the clock of the place are kept as the message gives
    them; UTC is None where the zone of the place is not known.
    """

    key = models.CharField(max_length=200)
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.UNKNOWN)
    designator = models.CharField(max_length=120, blank=True)
    carrier = models.CharField(max_length=20, null=True, blank=True)
    carrier_name = models.CharField(max_length=120, null=True, blank=True)
    number = models.CharField(max_length=40, null=True, blank=True)
    craft = models.CharField(max_length=60, null=True, blank=True)
    craft_name = models.CharField(max_length=120, null=True, blank=True)
    departs_from = models.CharField(max_length=20, null=True, blank=True)
    arrives_in = models.CharField(max_length=20, null=True, blank=True)
    departs_local = models.CharField(max_length=20, null=True, blank=True)
    arrives_local = models.CharField(max_length=20, null=True, blank=True)
    departs_at = models.DateTimeField(null=True, blank=True)
    arrives_at = models.DateTimeField(null=True, blank=True)
    standing = models.BooleanField(default=False)
    cancelled = models.BooleanField(default=False)
    closed_out = models.BooleanField(default=False)
    newest_function = models.CharField(max_length=24, blank=True)
    newest_code = models.CharField(max_length=16, blank=True)
    newest_prepared = models.CharField(max_length=20, blank=True)
    newest_notice = models.JSONField(null=True, blank=True)
    reply_address = models.JSONField(null=True, blank=True)
    first_received_at = models.DateTimeField()
    last_received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    messages = models.PositiveIntegerField(default=0)
    passengers = models.PositiveIntegerField(default=0)
    crew = models.PositiveIntegerField(default=0)
    screened = models.PositiveIntegerField(default=0)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "key"], name="border_voyage_once"),
        ]
        indexes = [
            models.Index(fields=["arrives_at", "id"], name="border_voyage_arrives"),
        ]

    def __str__(self) -> str:
        return self.designator or self.key

    @property
    def late(self) -> bool:
        """Whether its first message came after it was due."""
        return self.due_at is not None and self.first_received_at > self.due_at

    @property
    def persons(self) -> int:
        return self.passengers + self.crew


class Leg(models.Model):
    """One part of a voyage with the places it calls at, as the newest message gives them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    voyage = models.ForeignKey(Voyage, on_delete=models.CASCADE, related_name="legs")
    position = models.PositiveSmallIntegerField()
    carrier = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=40, blank=True)
    departs_from = models.CharField(max_length=20, null=True, blank=True)
    arrives_in = models.CharField(max_length=20, null=True, blank=True)
    departs_local = models.CharField(max_length=20, null=True, blank=True)
    arrives_local = models.CharField(max_length=20, null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["voyage", "position"], name="border_leg_once")
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.number}".strip()
