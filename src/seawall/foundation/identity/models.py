"""Organisations, agencies, officers, audiences, compartments and API tokens."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from seawall.foundation.actor import Level


def new_id() -> uuid.UUID:
    """A UUID of version 7: unique everywhere, ordered by time (RFC 9562)."""
    return uuid.UUID(int=uuid7().int)


class Organisation(models.Model):
    """Who runs agencies: a state, or a regional body of no state."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        REGIONAL_PROCESSOR = "regional_processor", _("Regional processor")
        REGIONAL_FUSION = "regional_fusion", _("Regional fusion centre")
        SUB_REGIONAL = "sub_regional", _("Sub-regional body")
        PARTNER_GATEWAY = "partner_gateway", _("Partner gateway")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=32, choices=Kind.choices)
    state = models.CharField(max_length=3, null=True, blank=True)
    operates_node = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An agency of an organisation; it owns the records that its officers write."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agencies"
    )
    name = models.CharField(max_length=200)
    code = models.SlugField(max_length=40, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="agency_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Audience(models.Model):
    """A named set of agencies that a record may be shown to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)
    agencies = models.ManyToManyField(Agency, related_name="audiences")

    def __str__(self) -> str:
        return self.name


class OfficerManager(BaseUserManager["Officer"]):
    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(email__iexact=username)


class Officer(AbstractBaseUser):
    """A person, or a service account, that works for one agency."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        SERVICE = "service", _("Service account")

    class Theme(models.TextChoices):
        AUTO = "auto", _("As the machine")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")
        NIGHT = "night", _("Night watch")

    class Density(models.TextChoices):
        NORMAL = "normal", _("Normal")
        COMPACT = "compact", _("Compact")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PERSON)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officers")
    roles = ArrayField(models.CharField(max_length=40), default=list)
    clearance = models.SmallIntegerField(
        choices=[(level.value, level.label) for level in Level], default=Level.GREEN
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    theme = models.CharField(max_length=5, choices=Theme.choices, default=Theme.AUTO)
    density = models.CharField(max_length=7, choices=Density.choices, default=Density.NORMAL)
    language = models.CharField(max_length=5, blank=True, default="")
    shortcuts = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    is_staff = False
    is_superuser = False

    objects = OfficerManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="officer_email_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name


class Compartment(models.Model):
    """A sealed matter: its records are seen only by the officers let into it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)
    officers = models.ManyToManyField(Officer, related_name="compartments")

    def __str__(self) -> str:
        return self.name


class ApiToken(models.Model):
    """A key for a machine: shown once, kept as a digest, scoped, expiring."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=80))
    purpose = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
