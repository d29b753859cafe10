"""The retention page: what is kept how long, what is held, and why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seawall.foundation.actor import Actor
from seawall.foundation.errors import Invalid, NotFound
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.retention import selectors, services
from seawall.foundation.retention.forms import HoldForm
from seawall.foundation.web.fields import blame


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page
def retention(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Data classes and holds; a data-protection officer sets a hold here."""
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_hold(actor, **form.cleaned_data)
        except (Invalid, NotFound) as error:
            blame(form, error)
        else:
            messages.success(request, _("The record is held."))
            return redirect("retention:retention")
    classes, holds = selectors.open_retention(actor)
    context = {
        "classes": classes,
        "holds": holds,
        "form": form,
        "may_hold": actor.may("handling.hold.set"),
    }
    return render(request, "retention/retention.html", context)


@require_POST
@officer_page
def lift(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Lift a hold."""
    form = HoldForm(request.POST)
    form.fields.pop("reason")
    if form.is_valid():
        services.lift_hold(actor, **form.cleaned_data)
        messages.success(request, _("The hold is lifted."))
    return redirect("retention:retention")
