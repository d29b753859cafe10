"""What an entry tells of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Result(TextChoices):
    WRITTEN = "written", _("written")
    READ = "read", _("read")
    REFUSED = "refused", _("refused")
