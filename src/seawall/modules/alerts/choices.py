"""The states and outcomes of an alert, with their words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    NEW = "new", _("New")
    TAKEN = "taken", _("Taken")
    HANDED_OVER = "handed_over", _("Handed over")
    CLOSED = "closed", _("Closed")


class AlertOutcome(TextChoices):
    CONFIRMED = "confirmed", _("It was so")
    UNFOUNDED = "unfounded", _("It was not so")
    OVERTAKEN = "overtaken", _("Overtaken by events")
    PASSED_ON = "passed_on", _("Passed on to another service")


class Act(TextChoices):
    RAISED = "raised", _("Raised")
    GREW = "grew", _("Grew")
    TAKEN = "taken", _("Taken")
    COMMENTED = "commented", _("Comment")
    HANDED_OVER = "handed_over", _("Handed over")
    CLOSED = "closed", _("Closed")
