"""Kinds, states and outcomes of screening, with their words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Effect(TextChoices):
    """What meeting an entry of the list means here, gravest last but one."""

    INFORMATION = "information", _("Information only")
    REFER = "refer", _("Refer to secondary inspection")
    DETAIN = "detain_under_warrant", _("Detain under a warrant, once its desk confirms")
    TELL_OWNER = "tell_owner_only", _("Tell only the owner of the list")


class Loader(TextChoices):
    OFAC = "ofac-sdn", _("OFAC, Specially Designated Nationals (CSV)")
    UN = "un-consolidated", _("United Nations Security Council (XML)")
    FTM = "ftm", _("FollowTheMoney (JSON lines)")
    SHEET = "csv", _("Spreadsheet of Seawall's template")


class VersionState(TextChoices):
    PREVIEWED = "previewed", _("Waiting to be applied")
    EFFECTIVE = "effective", _("Effective")
    REPLACED = "replaced", _("Replaced by a later one")
    UNDONE = "undone", _("Undone")


class Kind(TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    VESSEL = "vessel", _("Vessel")
    AIRCRAFT = "aircraft", _("Aircraft")
    DOCUMENT = "document", _("Document")


class HitState(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    EXCEPTED = "excepted", _("Covered by an exception")


class HitOutcome(TextChoices):
    SAME = "same", _("The same")
    DIFFERENT = "different", _("Not the same")
    UNDETERMINED = "undetermined", _("Could not be determined")


class Role(TextChoices):
    """For whom a hit is kept; where both are one agency, it is the one that asked."""

    ASKING = "asking", _("For the agency that asked")
    OWNER = "owner", _("For the owner of the entry")


class Act(TextChoices):
    ADDED = "added", _("Added by a version of the list")
    CHANGED = "changed", _("Changed by a version of the list")
    REMOVED = "removed", _("Taken off by a version of the list")
    NOMINATED = "nominated", _("Nominated")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")
