"""The codes of the border's records, with the words that people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """How a message came."""

    FOLDER = "folder", _("Watched folder")
    API = "api", _("API")
    UPLOAD = "upload", _("Upload page")
    CONSOLE = "console", _("Console")


class MessageState(models.TextChoices):
    """What became of a message."""

    RECEIVED = "received", _("Received")
    PROCESSED = "processed", _("Read and screened")
    UNREADABLE = "unreadable", _("Cannot be read")


class Mode(models.TextChoices):
    """How a voyage is made."""

    AIR = "air", _("Air")
    SEA = "sea", _("Sea")
    UNKNOWN = "unknown", _("Not reported")


class TravellerKind(models.TextChoices):
    """As what somebody travels."""

    PASSENGER = "passenger", _("Passenger")
    CREW = "crew", _("Crew")
    TRANSIT_PASSENGER = "transit_passenger", _("Passenger in transit")
    TRANSIT_CREW = "transit_crew", _("Crew in transit")
    UNKNOWN = "unknown", _("Not reported")


class TravellerState(models.TextChoices):
    """What the newest word about somebody is."""

    ON_MANIFEST = "on_manifest", _("On the manifest")
    BOARDED = "boarded", _("On board")
    NOT_BOARDED = "not_boarded", _("Did not board")
    REMOVED = "removed", _("Taken off")


class FlagCode(models.TextChoices):
    """A protection that an officer set; never a suspicion."""

    ASYLUM = "asylum", _("Asylum")
    PROTECTION = "protection", _("Protection")
    CHILD = "child", _("Child")
    VICTIM = "victim", _("Victim")
    PRIVILEGED = "privileged", _("Privileged")


class TokenKind(models.TextChoices):
    """What a search word was taken from."""

    NAME = "n", _("Name")
    DOCUMENT = "d", _("Document")
    BOOKING = "b", _("Booking")


class SignaturePart(models.TextChoices):
    """In which capacity somebody signs after the first."""

    SECOND = "second", _("Second signature")
    REVIEW = "review", _("Legal review")


class InspectionOutcome(models.TextChoices):
    """What a secondary inspection ended with."""

    ADMIT = "admit", _("Admit")
    CONDITIONS = "conditions", _("Admit with conditions")
    REFUSE = "refuse", _("Refuse entry")
    ASYLUM = "asylum", _("Asylum procedure")
    POLICE = "police", _("Hand over to police")
    HEALTH = "health", _("Hand over to health")


class StepKind(models.TextChoices):
    """What is done in a secondary inspection."""

    INTERVIEW = "interview", _("Interview")
    INTERPRETER = "interpreter", _("Interpreter")
    DOCUMENTS = "documents", _("Documents examined")
    BAGS = "bags", _("Bags searched")
    TRAFFICKING = "trafficking", _("Signs of trafficking asked about")
    GUARDIAN = "guardian", _("Guardian called")
    CONSULATE = "consulate", _("Consulate told")
    CUSTODY = "custody", _("Held")
    CORRECTION = "correction", _("Correction")
