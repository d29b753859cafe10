"""Doors that every officer has: first page, display, search, session, catalogue of components."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from seawall.foundation.actor import Actor
from seawall.foundation.identity.doors import is_own_address, officer_page
from seawall.foundation.web import catalogue, context
from seawall.foundation.web import palette as finding
from seawall.foundation.web.tables import Page, show

YEAR_S = 365 * 86400


@officer_page
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Lead to the first place that the actor may see."""
    rail = context.rail_for(actor, request.path)
    return redirect(rail[0].url if rail else "web:display")


class DisplayForm(forms.Form):
    """How pages look and listen for one officer."""

    theme = forms.ChoiceField(
        label=_("Theme"),
        choices=[
            ("auto", _("As the machine")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("night", _("Night watch: red and dim, for eyes that must see the sea")),
        ],
        widget=forms.RadioSelect,
    )
    density = forms.ChoiceField(
        label=_("Rows"),
        choices=[("normal", _("Normal")), ("compact", _("Compact"))],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    shortcuts = forms.BooleanField(
        label=_("Single-letter keys"),
        help_text=_("J and K for the next and previous row, ? for all of them"),
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Show and keep how pages look for this officer."""
    officer = request.user
    if not officer.is_authenticated:
        return redirect_to_login(request.get_full_path())
    fields = list(DisplayForm.base_fields)
    form = DisplayForm(
        request.POST or None, initial={name: getattr(officer, name) for name in fields}
    )
    if request.method == "POST" and form.is_valid():
        for name in fields:
            setattr(officer, name, form.cleaned_data[name])
        officer.save(update_fields=fields)
        return _remember(redirect("web:display"), form.cleaned_data["language"])
    return render(request, "web/display.html", {"form": form})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language before sign-in, and go back."""
    back = request.POST.get("next", "")
    if not is_own_address(back, request):
        back = "/"
    return _remember(HttpResponseRedirect(back), request.POST.get("language", ""))


def _remember(response: HttpResponse, code: str) -> HttpResponse:
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=YEAR_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@login_required
@require_POST
def session(request: HttpRequest) -> HttpResponse:
    """Keep the session on, asked for by the officer; says when it now ends."""
    request.session.modified = True
    ends = timezone.now() + timedelta(seconds=request.session.get_expiry_age())
    return JsonResponse({"ends": ends.isoformat()})


@officer_page
def palette(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Find a place or a record: a page of its own, or the list alone for the dialog."""
    text = request.GET.get("q", "").strip()
    found = finding.find(actor, text, request.path)
    template = "web/palette_list.html" if getattr(request, "htmx", False) else "web/palette.html"
    return render(request, template, {"found": found, "text": text})


@officer_page
def components(request: HttpRequest, _actor: Actor) -> HttpResponseBase:
    """Every component in every state, for people who build pages and for the browser tests."""
    given = catalogue.parts(request)
    page: Page = given["page"]
    if page.export:  # a sample: nothing is disclosed, nothing to audit
        return page.download("sample")
    return show(request, "web/catalogue.html", page, given)
