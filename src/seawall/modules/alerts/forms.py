"""What officers fill in about an alert."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.foundation.actor import Actor
from seawall.foundation.identity.selectors import colleagues
from seawall.modules.alerts.choices import AlertOutcome


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Comment"), widget=forms.Textarea(attrs={"rows": 2}))


class HandOverForm(forms.Form):
    to = forms.TypedChoiceField(label=_("To"), coerce=UUID)
    text = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(officer.id), officer.name) for officer in colleagues(actor)]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # a choice field


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What it turned out to be"),
        choices=AlertOutcome.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))
