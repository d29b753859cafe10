"""People on a voyage and what a message says of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from seawall.foundation.handling.models import Record
from seawall.foundation.identity.models import Officer, new_id
from seawall.modules.border.choices import FlagCode, TokenKind, TravellerKind, TravellerState
from seawall.modules.border.models.messages import Message
from seawall.modules.border.models.voyages import Voyage


class Traveller(Record):
    """One person on one voyage. None is what no message reported, or what retention has masked.

    Names stand as the newest message has them; earlier spellings stay in ``earlier_names`` and are
    screened as well, so that a correction hides nobody.
    """

    voyage = models.ForeignKey(Voyage, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=20, choices=TravellerKind.choices, default=TravellerKind.UNKNOWN
    )
    state = models.CharField(
        max_length=12, choices=TravellerState.choices, default=TravellerState.ON_MANIFEST
    )
    same_as = models.UUIDField(null=True, blank=True)
    surname = models.CharField(max_length=200, null=True, blank=True)
    given_names = models.CharField(max_length=300, null=True, blank=True)
    earlier_names = models.JSONField(default=list)
    birth_date = models.CharField(max_length=10, null=True, blank=True)
    earlier_birth_dates = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    sex = models.CharField(max_length=1, null=True, blank=True)
    nationality = models.CharField(max_length=40, null=True, blank=True)
    birth_country = models.CharField(max_length=40, null=True, blank=True)
    birth_place = models.CharField(max_length=120, null=True, blank=True)
    residence = models.CharField(max_length=40, null=True, blank=True)
    address = models.JSONField(null=True, blank=True)
    embark = models.CharField(max_length=20, null=True, blank=True)
    disembark = models.CharField(max_length=20, null=True, blank=True)
    booking_reference = models.CharField(max_length=70, null=True, blank=True)
    unique_reference = models.CharField(max_length=70, null=True, blank=True)
    seat = models.CharField(max_length=20, null=True, blank=True)
    crew_role = models.CharField(max_length=20, null=True, blank=True)
    verification = models.CharField(max_length=20, null=True, blank=True)
    bag_count = models.PositiveIntegerField(null=True, blank=True)
    bag_weight = models.FloatField(null=True, blank=True)
    bag_weight_unit = models.CharField(max_length=8, null=True, blank=True)
    arrives_at = models.DateTimeField(null=True, blank=True)
    is_protected = models.BooleanField(default=False)
    screened_digest = models.CharField(max_length=64, blank=True)
    screened_at = models.DateTimeField(null=True, blank=True)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["voyage", "position", "id"], name="border_traveller_voyage"),
            models.Index(fields=["arrives_at", "id"], name="border_traveller_arrives"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def name(self) -> str:
        """Surname, given names, as a list shows them; empty where nothing is known."""
        return ", ".join(filter(None, (self.surname, self.given_names)))


class TravelDocument(models.Model):
    """A passport, visa or other paper of a traveller; all that any message named are kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=10, null=True, blank=True)
    number = models.CharField(max_length=80, null=True, blank=True)
    issuer = models.CharField(max_length=40, null=True, blank=True)
    expires = models.CharField(max_length=10, null=True, blank=True)
    issued = models.CharField(max_length=10, null=True, blank=True)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["traveller", "position"], name="border_document_of")]

    def __str__(self) -> str:
        return str(self.id)


class Bag(models.Model):
    """One bag tag of a traveller."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="bags")
    position = models.PositiveSmallIntegerField()
    tag = models.CharField(max_length=70)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.id)


class Contact(models.Model):
    """How to reach a traveller, as the carrier was told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="contacts")
    position = models.PositiveSmallIntegerField()
    means = models.CharField(max_length=4, null=True, blank=True)
    address = models.CharField(max_length=512)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.id)


class Flag(models.Model):
    """A protection that an officer set for a traveller, and perhaps ended; never a suspicion."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="flags")
    code = models.CharField(max_length=12, choices=FlagCode.choices)
    reason = models.TextField()
    set_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["traveller", "code"],
                condition=models.Q(ended_at=None),
                name="border_flag_once",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Mention(models.Model):
    """Where a message speaks of a traveller: which entry, which bytes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="mentions")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")
    section = models.PositiveSmallIntegerField()
    entry = models.PositiveIntegerField()
    first_segment = models.PositiveIntegerField()
    last_segment = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "section", "entry"], name="border_mention_once"
            )
        ]
        indexes = [models.Index(fields=["traveller"], name="border_mention_of")]

    def __str__(self) -> str:
        return str(self.id)


class SearchToken(models.Model):
    """One word of a name, one document number or one booking, folded, to be found by its start.

    Row-level security lets only leakproof operators use an index: ``=``, ``>=``, ``<`` do, trigrams
    and ``LIKE`` do not.
    """

    id = models.BigAutoField(primary_key=True)
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="tokens")
    kind = models.CharField(max_length=1, choices=TokenKind.choices)
    token = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "token", "traveller"], name="border_token_start"),
            models.Index(fields=["traveller"], name="border_token_of"),
        ]

    def __str__(self) -> str:
        return self.kind
