"""Lists, their versions and entries, what each entry said before, hits and exceptions."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils import timezone

from seawall.foundation.handling.models import Record
from seawall.foundation.identity.models import Officer, new_id
from seawall.modules.screening.choices import (
    Effect,
    HitOutcome,
    HitState,
    Kind,
    Loader,
    Role,
    VersionState,
)
from seawall.modules.screening.rules import is_effective


class Watchlist(Record):
    """A list that an agency keeps or takes from a publisher.

    ``loader`` is the reader of its files. ``stale_after_days`` is how old its last version may be
    before pages warn of it. ``redress`` tells a person how to complain.
    """

    Loader = Loader

    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    loader = models.CharField(max_length=16, choices=Loader.choices)
    effect = models.CharField(max_length=24, choices=Effect.choices)
    publisher = models.CharField(max_length=200, blank=True, default="")
    legal_basis = models.CharField(max_length=300, blank=True, default="")
    redress = models.TextField(blank=True, default="")
    stale_after_days = models.PositiveSmallIntegerField(default=30)
    version = models.ForeignKey(
        "ListVersion", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    entry_count = models.PositiveIntegerField(default=0)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "code"], name="list_code_once_per_owner"),
        ]

    def __str__(self) -> str:
        return self.title


class ListVersion(models.Model):
    """Files read for a list and the change they make: previewed, then effective, perhaps undone.

    ``files`` are name, digest and stored file of each; ``account`` is what of them was used and
    not; ``sample`` names some of the entries that change; ``previous`` is the version it takes the
    place of.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    watchlist = models.ForeignKey(Watchlist, on_delete=models.CASCADE, related_name="versions")
    state = models.CharField(
        max_length=9, choices=VersionState.choices, default=VersionState.PREVIEWED
    )
    files = models.JSONField()
    account = models.JSONField()
    sample = models.JSONField(default=dict)
    published_on = models.DateField(null=True, blank=True)
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    unused = models.PositiveIntegerField()
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    loaded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    applied_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_reason = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["watchlist", "-loaded_at"], name="list_version_newest")]

    def __str__(self) -> str:
        return f"{self.watchlist_id} {self.loaded_at:%Y-%m-%d}"


class Entry(Record):
    """Someone or something on a list.

    ``said`` is all that the list says, in the shape of the readers' drafts; ``digest`` is its
    fingerprint and ``revision`` counts its changes. An entry counts while it is approved, not
    withdrawn and not expired. ``change`` is the change of all lists that touched it last.
    """

    watchlist = models.ForeignKey(Watchlist, on_delete=models.PROTECT, related_name="entries")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=512)
    words = models.TextField()
    search = models.GeneratedField(
        expression=SearchVector("words", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    said = models.JSONField()
    digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    change = models.BigIntegerField(db_index=True)
    version = models.ForeignKey(
        ListVersion, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    nominated_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True, db_index=True)
    review_on = models.DateField(null=True, blank=True)
    redress_number = models.CharField(max_length=40, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["watchlist", "key"], name="entry_key_once_per_list"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="entry_search"),
            models.Index(fields=["watchlist", "title", "id"], name="entry_by_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_counting(self) -> bool:
        """Whether it counts today."""
        return is_effective(
            approved=self.approved_at is not None,
            withdrawn=self.withdrawn_at is not None,
            expires_on=self.expires_on,
            today=timezone.localdate(),
        )


class EntryRevision(models.Model):
    """How an entry stood after each change, whole, so that an undo puts back exactly that."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    state = models.JSONField()
    version = models.ForeignKey(
        ListVersion, on_delete=models.PROTECT, related_name="revisions", null=True, blank=True
    )
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True, default="")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                condition=models.Q(undone_at=None),
                name="entry_revision_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"


class ListChange(models.Model):
    """One committed change to any list; the counter by which every process keeps its index true.

    Changes are serialised, so that ``number`` follows the order of commits; ``token`` tells a
    number that was rolled back from the one that took its place.
    """

    number = models.BigIntegerField(primary_key=True)
    token = models.UUIDField(default=new_id)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.number)


class Hit(Record):
    """A comparison of a subject with an entry that may be a match, for one agency.

    ``role`` says whether it is for the agency that asked or for the owner of the entry; ``silent``
    that the agency that asked must not learn of it. ``reasons`` are those of the comparison, with
    their points; ``subject_prints`` and
    ``entry_digest`` are what an exception holds on to.
    """

    State = HitState
    Outcome = HitOutcome

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    entry_revision = models.PositiveIntegerField()
    entry_digest = models.CharField(max_length=64)
    entry_title = models.CharField(max_length=512)
    list_title = models.CharField(max_length=200)
    effect = models.CharField(max_length=24, choices=Effect.choices)
    role = models.CharField(max_length=6, choices=Role.choices)
    silent = models.BooleanField(default=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    subject_said = models.JSONField()
    subject_prints = ArrayField(models.CharField(max_length=64), default=list)
    score = models.FloatField()
    points = models.FloatField()
    reasons = models.JSONField()
    engine = models.CharField(max_length=40)
    severity = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=HitState.choices, default=HitState.OPEN)
    outcome = models.CharField(max_length=12, choices=HitOutcome.choices, blank=True, default="")
    closed_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.TextField(blank=True, default="")
    exception = models.ForeignKey(
        "JustifiedException", on_delete=models.PROTECT, related_name="hits", null=True, blank=True
    )
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "entry", "subject_kind", "subject_id", "entry_digest"],
                name="hit_once_per_wording",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="hit_of_subject"),
            models.Index(fields=["owner", "state", "-created_at", "-id"], name="hit_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_title} {self.score:.2f}"


class JustifiedException(Record):
    """A named officer's reason why a subject is not the entry; it holds until the entry changes.

    ``subject_print`` stands for one document (or name and birth date) of the person, and
    ``entry_digest`` for what the entry said when the exception was made.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    entry_digest = models.CharField(max_length=64)
    subject_print = models.CharField(max_length=64)
    reason = models.TextField()
    granted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["entry", "entry_digest", "subject_print"], name="exception_for")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.granted_at:%Y-%m-%d}"
