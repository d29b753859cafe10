"""The purpose of a shift."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from seawall.foundation.identity.actors import actor_for
from seawall.foundation.identity.doors import CASE_KEY, PURPOSE_KEY
from seawall.foundation.identity.models import Officer
from seawall.foundation.identity.roles import purposes, purposes_of
from seawall.foundation.people.services import choose_purpose


class PurposeForm(forms.Form):
    """Why the officer works from now on."""

    purpose = forms.ChoiceField(label=_("Purpose"), widget=forms.RadioSelect)
    case_reference = forms.CharField(
        label=_("Case reference"),
        max_length=80,
        required=False,
        help_text=_("Investigation and legal assistance need one"),
    )

    def __init__(self, officer: Officer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(purpose.code, purpose.label) for purpose in purposes_of(officer.roles)]
        field = self.fields["purpose"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        if len(choices) == 1:
            self.initial["purpose"] = choices[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = purposes().get(cleaned.get("purpose", ""))
        if chosen and chosen.needs_case and not cleaned.get("case_reference", "").strip():
            self.add_error("case_reference", _("This purpose needs a case reference."))
        return cleaned


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest) -> HttpResponse:
    """Ask for the purpose, write it down, and go on."""
    officer = Officer.objects.select_related("agency__organisation").get(id=request.user.pk)
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    following = asked if safe else "/"
    initial = {"purpose": request.session.get(PURPOSE_KEY), "case_reference": ""}
    form = PurposeForm(officer, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen, case = form.cleaned_data["purpose"], form.cleaned_data["case_reference"].strip()
        choose_purpose(actor_for(officer, purpose=chosen, case_reference=case or None))
        request.session[PURPOSE_KEY], request.session[CASE_KEY] = chosen, case
        return redirect(following)
    return render(request, "people/purpose.html", {"form": form, "next": following})
