"""What officers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.modules.border.choices import FlagCode, InspectionOutcome, StepKind

SHORT = forms.Textarea(attrs={"rows": 3})


def _reason(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=SHORT, max_length=4000)


class DecisionForm(forms.Form):
    """A decision on a hit; the choices are drawn apart, each with its consequence."""

    choice = forms.CharField(widget=forms.HiddenInput)
    reason = _reason(_("Reason"), _("Kept with your name"))
    referral = forms.CharField(
        label=_("What the inspecting officer is told"),
        help_text=_("Only for a referral. Never what the entry says."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )


class SignForm(forms.Form):
    """A second officer's or a lawyer's word."""

    reason = _reason(_("Reason"), _("Kept with your name"))


class UndoForm(forms.Form):
    """Why a decision is taken back."""

    reason = _reason(_("Why it is taken back"))


class FlagForm(forms.Form):
    """A flag of protection."""

    code = forms.ChoiceField(label=_("Flag"), choices=FlagCode.choices)
    reason = _reason(_("Reason"))


class EndFlagForm(forms.Form):
    """Why a flag ends."""

    code = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why it ends"), max_length=1000)


class OpenInspectionForm(forms.Form):
    """A referral from the desk."""

    referral = _reason(_("What should be looked into"))


class StepForm(forms.Form):
    """One thing done in secondary inspection."""

    kind = forms.ChoiceField(label=_("Step"), choices=StepKind.choices)
    note = _reason(_("What was asked, found or said"))
    authority = forms.CharField(
        label=_("Allowed by (for bags and holding)"), max_length=200, required=False
    )


class CloseInspectionForm(forms.Form):
    """The outcome of secondary inspection."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=InspectionOutcome.choices)
    same_person = forms.ChoiceField(
        label=_("Is it the person on the list?"),
        choices=[
            ("different", _("No")),
            ("same", _("Yes")),
            ("undetermined", _("It could not be determined")),
        ],
    )
    reasons = _reason(
        _("Reasons"),
        _("Where entry is refused, the traveller gets these in writing and may challenge them."),
    )


class UploadForm(forms.Form):
    """A message that came by another way."""

    file = forms.FileField(label=_("PAXLST file"))
    sender = forms.CharField(label=_("Sent by"), max_length=200, required=False)
