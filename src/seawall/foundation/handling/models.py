"""The header of every record, and what it points to."""

from typing import Any, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.foundation.actor import Actor, Level
from seawall.foundation.handling import scope
from seawall.foundation.handling.header import Header
from seawall.foundation.identity.models import Agency, Audience, Compartment, new_id

M = TypeVar("M", bound="models.Model", covariant=True)


class NotCleared(Exception):
    """A record query was about to run before it was said for whom."""


class RecordQuerySet(models.QuerySet[M]):
    """A query that refuses to run before it is said who reads.

    This is a tripwire for mistakes, not the wall: PostgreSQL's row-level security is.
    """

    cleared = False

    def visible_to(self, actor: Actor) -> Self:
        """This query, for the actor in whose scope it runs.

        Raises:
            NotCleared: no scope of this actor is open.
        """
        now = scope.current()
        if now is None or now.actor != actor:
            raise NotCleared("open the scope of this actor first")
        return self._clear()

    def unrestricted(self) -> Self:
        """This query, as the node itself sees it, in an ``unrestricted`` scope.

        Raises:
            NotCleared: no unrestricted scope is open.
        """
        now = scope.current()
        if now is None or not now.reason:
            raise NotCleared("open an unrestricted scope and say why")
        return self._clear()

    def _clear(self) -> Self:
        copy = self.all()
        copy.cleared = True
        return copy

    def _clone(self) -> Self:
        copy: Self = super()._clone()  # type: ignore[misc]  # not in the stubs
        copy.cleared = self.cleared
        return copy

    def _check(self) -> None:
        if not self.cleared:
            raise NotCleared(f"{self.model.__name__}: say who reads with visible_to(actor)")

    def _fetch_all(self) -> None:
        self._check()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._check()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._check()
        return super().count()

    def exists(self) -> bool:
        self._check()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._check()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._check()
        return super().delete()


class Record(models.Model):
    """The header that every root table shares: whose, for whom, for what, until when.

    Parts of a record have no header: their wall asks for the root's.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    owner_state = models.CharField(max_length=3, null=True)
    level = models.SmallIntegerField(
        choices=[(level.value, level.label) for level in Level], default=Level.AMBER
    )
    named = ArrayField(models.UUIDField(), default=list, blank=True)
    audience = models.ForeignKey(
        Audience, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    compartment = models.ForeignKey(
        Compartment, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    permitted_uses = ArrayField(models.CharField(max_length=32))
    grading_scheme = models.CharField(max_length=16, blank=True, default="")
    grade = models.CharField(max_length=8, blank=True, default="")
    data_class = models.CharField(max_length=40)
    mask_on = models.DateTimeField(null=True, blank=True, db_index=True)
    retain_until = models.DateTimeField(db_index=True)
    legal_hold = models.CharField(max_length=200, blank=True, default="")
    masked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__gte=0, level__lte=4), name="%(class)s_level"
            )
        ]

    @property
    def header(self) -> Header:
        """The handling columns, to hand on to a record derived from this one."""
        return Header(
            owner_id=self.owner_id,
            owner_state=self.owner_state,
            level=Level(self.level),
            named=tuple(self.named),
            audience_id=self.audience_id,
            compartment_id=self.compartment_id,
            permitted_uses=tuple(self.permitted_uses),
            data_class=self.data_class,
            mask_on=self.mask_on,
            retain_until=self.retain_until,
        )


class DataClass(models.Model):
    """How long a kind of data is kept here: masked first, deleted later."""

    code = models.CharField(max_length=40, primary_key=True)
    title = models.CharField(max_length=200)
    mask_after_days = models.PositiveIntegerField(null=True, blank=True)
    delete_after_days = models.PositiveIntegerField()
    basis = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("data class")

    def __str__(self) -> str:
        return self.title
