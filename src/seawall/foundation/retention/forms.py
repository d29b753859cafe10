"""What a data-protection officer fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.foundation.retention.selectors import record_models


class HoldForm(forms.Form):
    """A record to keep beyond its time."""

    kind = forms.ChoiceField(
        label=_("Kind of record"), choices=lambda: [(kind, kind) for kind, _m in record_models()]
    )
    record_id = forms.UUIDField(label=_("Identifier"))
    reason = forms.CharField(label=_("Order or complaint that asks for it"), max_length=200)
