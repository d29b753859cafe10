"""The purpose of a shift, the agency's accounts, an officer's own tokens."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.foundation.actor import Actor, Level
from seawall.foundation.errors import Conflict, Invalid
from seawall.foundation.identity.actors import actor_for
from seawall.foundation.identity.doors import CASE_KEY, PURPOSE_KEY, is_own_address, officer_page
from seawall.foundation.identity.roles import ROLE_LABELS
from seawall.foundation.identity.selectors import officer_by_email
from seawall.foundation.people import selectors, services
from seawall.foundation.people.forms import (
    ChangeOfficerForm,
    NewOfficerForm,
    PurposeForm,
    TokenForm,
)
from seawall.foundation.web import tables

form_methods = require_http_methods(["GET", "HEAD", "POST"])

OFFICERS = tables.Table(
    name="officers",
    caption=gettext_lazy("Accounts of your agency, by name"),
    heading=gettext_lazy("Accounts"),
    columns=(
        tables.Column(
            "name",
            gettext_lazy("Name"),
            sort="name",
            link=lambda officer: reverse("people:officer", args=[officer.id]),
        ),
        tables.Column("email", gettext_lazy("E-mail"), sort="email"),
        tables.Column(
            "roles",
            gettext_lazy("Roles"),
            value=lambda o: ", ".join(str(ROLE_LABELS.get(role, role)) for role in o.roles),
        ),
        tables.Column(
            "clearance", gettext_lazy("Clearance"), value=lambda o: Level(o.clearance).label
        ),
        tables.Column(
            "open", gettext_lazy("State"), value=lambda o: _("Open") if o.is_active else _("Closed")
        ),
    ),
    order="name",
    exportable=False,
)


@login_required
@form_methods
def purpose(request: HttpRequest) -> HttpResponse:
    """Ask for the purpose, write it down, and go on."""
    officer = officer_by_email(request.user.get_username())
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    safe = is_own_address(asked, request)
    following = asked if safe else "/"
    form = PurposeForm(
        officer.roles, request.POST or None, initial={"purpose": request.session.get(PURPOSE_KEY)}
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["purpose"]
        case = form.cleaned_data.get("case_reference", "").strip()
        services.choose_purpose(actor_for(officer, purpose=chosen, case_reference=case or None))
        request.session[PURPOSE_KEY], request.session[CASE_KEY] = chosen, case
        return HttpResponseRedirect(following)
    return render(request, "people/purpose.html", {"form": form, "next": following})


@require_safe
@officer_page
def officers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The agency's accounts."""
    count = selectors.open_officers(actor)
    page = OFFICERS.page(request.GET, selectors.officers(actor))
    may_manage = actor.may("identity.people.manage")
    return tables.show(
        request, "people/officers.html", page, {"open_count": count, "may_manage": may_manage}
    )


@form_methods
@officer_page
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add an account and show its first password once."""
    selectors.require_managing(actor)
    form = NewOfficerForm(request.POST or None, initial={"clearance": int(Level.AMBER)})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_officer(actor, **form.cleaned_data)
        except (Invalid, Conflict) as error:
            _blame(form, error)
        else:
            return render(request, "people/password.html", {"made": made})
    return render(request, "people/add.html", {"form": form})


@form_methods
@officer_page
def officer(request: HttpRequest, actor: Actor, officer_id: UUID) -> HttpResponse:
    """One account, to read or to change."""
    if request.method == "POST":
        selectors.require_managing(actor)
    known = selectors.open_officer(actor, officer_id=officer_id)
    form = ChangeOfficerForm(
        request.POST or None,
        initial={"name": known.name, "roles": known.roles, "clearance": known.clearance},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_officer(actor, officer_id=officer_id, **form.cleaned_data)
        except (Invalid, Conflict) as error:
            _blame(form, error)
        else:
            messages.success(request, _("The account is changed."))
            return redirect("people:officer", officer_id)
    may_manage = actor.may("identity.people.manage")
    context = {"officer": known, "form": form, "may_manage": may_manage}
    return render(request, "people/officer.html", context)


@require_POST
@officer_page
def close(request: HttpRequest, actor: Actor, officer_id: UUID) -> HttpResponse:
    """Close an account."""
    services.close_officer(actor, officer_id=officer_id)
    messages.success(request, _("The account is closed."))
    return redirect("people:officer", officer_id)


@require_POST
@officer_page
def reset(request: HttpRequest, actor: Actor, officer_id: UUID) -> HttpResponse:
    """Give an account a new password and show it once."""
    made = services.reset_password(actor, officer_id=officer_id)
    return render(request, "people/password.html", {"made": made})


@form_methods
@officer_page
def tokens(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The officer's own API tokens; a new one is shown once."""
    selectors.require_tokens(actor)
    form = TokenForm(actor, request.POST or None)
    made = None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_token(actor, **form.cleaned_data)
            form = TokenForm(actor)
        except (Invalid, Conflict) as error:
            _blame(form, error)
    context = {"form": form, "made": made, "tokens": selectors.own_tokens(actor)}
    return render(request, "people/tokens.html", context)


@require_POST
@officer_page
def revoke(request: HttpRequest, actor: Actor, token_id: UUID) -> HttpResponse:
    """End a token."""
    services.revoke_token(actor, token_id=token_id)
    messages.success(request, _("The token opens nothing any more."))
    return redirect("people:tokens")


def _blame(form: forms.Form, error: Invalid | Conflict) -> None:
    for field, message in (error.fields or {"": error.message}).items():
        form.add_error(field if field in form.fields else None, message)
