"""What administrators and officers fill in about accounts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.foundation.actor import Actor, Level
from seawall.foundation.identity.roles import ROLE_LABELS, purposes, purposes_of


class PurposeForm(forms.Form):
    """Why the officer works from now on."""

    purpose = forms.ChoiceField(label=_("Purpose"), widget=forms.RadioSelect)
    case_reference = forms.CharField(
        label=_("Case reference"),
        max_length=80,
        required=False,
        help_text=_("Investigation and legal assistance need one"),
    )

    def __init__(self, roles: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(purpose.code, purpose.label) for purpose in purposes_of(roles)]
        self.fields["purpose"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if len(choices) == 1:
            self.initial["purpose"] = choices[0][0]
        if not any(purpose.needs_case for purpose in purposes_of(roles)):
            del self.fields["case_reference"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = purposes().get(cleaned.get("purpose", ""))
        if chosen and chosen.needs_case and not cleaned.get("case_reference", "").strip():
            self.add_error("case_reference", _("This purpose needs a case reference."))
        return cleaned


class ChangeOfficerForm(forms.Form):
    """Name, roles and clearance of an account."""

    name = forms.CharField(label=_("Name that colleagues see"), max_length=120)
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(code, label) for code, label in ROLE_LABELS.items() if code != "service_account"],
        widget=forms.CheckboxSelectMultiple,
    )
    clearance = forms.TypedChoiceField(
        label=_("Clearance"),
        help_text=_("The highest level the officer may read"),
        choices=[(level.value, level.label) for level in Level],
        coerce=lambda value: Level(int(value)),
    )


class NewOfficerForm(ChangeOfficerForm):
    """A new account."""

    email = forms.EmailField(label=_("E-mail of your agency"))
    field_order = ("email", "name", "roles", "clearance")


class TokenForm(forms.Form):
    """A key for a machine."""

    name = forms.CharField(label=_("What it is for"), max_length=120)
    purpose = forms.ChoiceField(label=_("Purpose of its calls"))
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(label=_("Days until it ends"), initial=90, min_value=1, max_value=366)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = [(purpose.code, purpose.label) for purpose in purposes_of(actor.roles)]
        self.fields["purpose"].choices = open_ones  # type: ignore[attr-defined]  # a choice field
        scopes = [(name, name) for name in sorted(actor.permissions)]
        self.fields["scopes"].choices = scopes  # type: ignore[attr-defined]  # a choice field
