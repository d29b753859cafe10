"""What officers decide and do. Rows are written once: a signature, a return, an undo are new."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.models import Record
from seawall.foundation.identity.models import Officer, new_id
from seawall.modules.border.choices import InspectionOutcome, SignaturePart, StepKind
from seawall.modules.border.models.travellers import Traveller
from seawall.modules.border.models.voyages import Voyage


class Decision(Record):
    """What one named officer decided about one hit, and why.

    ``choice`` is a code of ``rules.decisions.CHOICES``, or ``undo`` where this takes back the
    decision ``undoes``. Nothing of it is changed afterwards.
    """

    hit_id = models.UUIDField(db_index=True)
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="+")
    voyage = models.ForeignKey(Voyage, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=20)
    reason = models.TextField(null=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    request_key = models.CharField(max_length=200, blank=True, default="")
    signatures_needed = models.PositiveSmallIntegerField(default=1)
    review = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.CASCADE, related_name="undone_by", null=True, blank=True
    )

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["by", "request_key"],
                condition=~models.Q(request_key=""),
                name="border_decision_key_once",
            ),
        ]
        indexes = [
            models.Index(fields=["traveller", "at"], name="border_decision_of"),
            models.Index(
                fields=["at", "id"],
                name="border_decision_unsigned",
                condition=models.Q(signatures_needed__gt=1),
            ),
        ]

    def __str__(self) -> str:
        return self.choice


class Signature(models.Model):
    """A second officer's or a lawyer's word on a decision."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="signatures")
    part = models.CharField(max_length=6, choices=SignaturePart.choices)
    agrees = models.BooleanField()
    reason = models.TextField(null=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "part"], name="border_signature_once")
        ]

    def __str__(self) -> str:
        return self.part


class SecondaryInspection(Record):
    """One traveller's secondary inspection, from the referral to its outcome.

    ``referral`` is what the inspecting officer is told; the intelligence behind it stays with the
    hit.
    """

    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="+")
    voyage = models.ForeignKey(Voyage, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    referral = models.TextField(null=True)
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    custody_since = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=InspectionOutcome.choices, blank=True)
    reasons = models.TextField(null=True, blank=True)
    conditions = models.TextField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["traveller"],
                condition=models.Q(closed_at=None),
                name="border_inspection_once",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome or "open"


class InspectionStep(models.Model):
    """One thing done in secondary inspection; a correction is another step, nothing is edited."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    inspection = models.ForeignKey(
        SecondaryInspection, on_delete=models.CASCADE, related_name="steps"
    )
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    note = models.TextField(null=True)
    authority = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.kind


class CarrierReply(Record):
    """A CUSRES for a carrier: made here, fetched or sent from its file."""

    voyage = models.ForeignKey(Voyage, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    digest = models.CharField(max_length=64)
    unsolicited = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    travellers = models.PositiveIntegerField(default=0)
    codes = models.JSONField(default=dict)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["-made_at", "-id"], name="border_reply_newest")]

    def __str__(self) -> str:
        return self.digest[:12]


class TravellerReply(models.Model):
    """What a carrier was last told of one traveller."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reply = models.ForeignKey(CarrierReply, on_delete=models.CASCADE, related_name="lines")
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=2)

    class Meta:
        indexes = [models.Index(fields=["traveller", "-id"], name="border_reply_of")]

    def __str__(self) -> str:
        return self.code
