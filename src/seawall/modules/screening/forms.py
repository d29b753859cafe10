"""What officers fill in about lists, entries and hits."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.foundation.actor import Actor, Level
from seawall.modules.screening import selectors
from seawall.modules.screening.choices import Effect, HitOutcome, Kind, Loader

USES = (
    ("admission", _("Admission at the border")),
    ("interdiction", _("Interdiction")),
    ("prosecution", _("Prosecution")),
    ("intelligence", _("Intelligence")),
    ("search_and_rescue", _("Search and rescue")),
)


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 2}), **more)


class ListDetailsForm(forms.Form):
    """What is said of a list."""

    title = forms.CharField(label=_("Title"), max_length=200)
    effect = forms.ChoiceField(
        label=_("What a match means here"), choices=Effect.choices, widget=forms.RadioSelect
    )
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    legal_basis = forms.CharField(label=_("Law and section"), max_length=300, required=False)
    redress = _text(_("How a person complains"), required=False)
    stale_after_days = forms.IntegerField(
        label=_("Stale after, days"), min_value=1, max_value=3650, initial=30
    )


class NewListForm(ListDetailsForm):
    """A list and its handling, which its entries inherit."""

    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Small letters, digits and hyphens")
    )
    loader = forms.ChoiceField(label=_("Kind of its files"), choices=Loader.choices)
    level = forms.TypedChoiceField(label=_("Handling"), coerce=lambda value: Level(int(value)))
    audience_id = forms.TypedChoiceField(
        label=_("Shown to"), coerce=UUID, empty_value=None, required=False
    )
    uses = forms.MultipleChoiceField(
        label=_("May be used for"),
        choices=USES,
        initial=["admission", "interdiction", "prosecution", "intelligence"],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["title", "code", "loader", "effect", "level"])
        levels = [(int(one), one.label) for one in Level if one <= actor.clearance]
        audiences = [(str(one), name) for one, name in selectors.audiences(actor)]
        self._offer("level", levels)
        self._offer("audience_id", [("", _("Your agency alone")), *audiences])
        self.initial.setdefault("level", int(min(Level.AMBER, actor.clearance)))

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given]


class LoadForm(forms.Form):
    """The files of a new version."""

    uploads = FilesField(
        label=_("Files"),
        widget=SeveralFiles(attrs={"multiple": True}),
        help_text=_("OFAC has several: sdn.csv, alt.csv, add.csv. Choose them together"),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = _text(_("Why"))


class ApplyForm(forms.Form):
    """That a removal of many is meant."""

    accept_removals = forms.BooleanField(label=_("The removals are meant"), required=False)


class NominateForm(forms.Form):
    """An entry to propose."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Kind.choices)
    surname = forms.CharField(label=_("Surname"), max_length=200, required=False)
    given_names = forms.CharField(label=_("Given names"), max_length=200, required=False)
    name = forms.CharField(
        label=_("Name"),
        max_length=400,
        required=False,
        help_text=_("Of an organisation, vessel or aircraft, or where the surname is not known"),
    )
    aliases = forms.CharField(
        label=_("Other names"), max_length=2000, required=False, help_text=_("Separated by ;")
    )
    birth_dates = forms.CharField(
        label=_("Birth date"),
        max_length=200,
        required=False,
        help_text=_("Partial dates are fine: 1979 or 1979-03. Several are separated by ;"),
    )
    nationalities = forms.CharField(
        label=_("Nationality"), max_length=200, required=False, help_text=_("Separated by ;")
    )
    documents = forms.CharField(
        label=_("Numbers"),
        max_length=2000,
        required=False,
        help_text=_("kind:issuer:number, such as passport:JAM:A0000000. Separated by ;"),
    )
    reason = _text(_("Reason"))
    criterion = forms.CharField(label=_("Criterion that is met"), max_length=300)
    legal_basis = forms.CharField(label=_("Law and section"), max_length=300)
    instruction = _text(_("What an officer who meets it should do"), required=False)
    expires_on = forms.DateField(label=_("Ends on"), help_text=_("YYYY-MM-DD"))
    review_on = forms.DateField(label=_("Review by"), required=False, help_text=_("YYYY-MM-DD"))


class CloseForm(forms.Form):
    """What a hit turned out to be."""

    outcome = forms.ChoiceField(
        label=_("What it turned out to be"), choices=HitOutcome.choices, widget=forms.RadioSelect
    )
    reason = _text(_("Why"))


class ExceptionForm(forms.Form):
    """Why this person is not the one listed."""

    reason = _text(_("Why this is not the one listed"))
    days = forms.IntegerField(
        label=_("For how many days"), min_value=1, max_value=1826, initial=365,
        help_text=_("It ends earlier by itself when the entry changes"),
    )  # fmt: skip


class CompareForm(forms.Form):
    """Two to compare."""

    left = forms.CharField(label=_("One name"), max_length=400)
    left_born = forms.CharField(label=_("Birth date"), max_length=10, required=False)
    right = forms.CharField(label=_("The other name"), max_length=400)
    right_born = forms.CharField(label=_("Birth date"), max_length=10, required=False)
