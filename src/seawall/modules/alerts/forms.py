"""What officers fill in about an alert."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.foundation.identity.models import Officer
from seawall.modules.alerts.models import Alert


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Comment"), widget=forms.Textarea(attrs={"rows": 2}))


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(label=_("To"), queryset=Officer.objects.none())
    text = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: object, colleagues: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]  # a choice of models


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What it turned out to be"),
        choices=Alert.Outcome.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))
