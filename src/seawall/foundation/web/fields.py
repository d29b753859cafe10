"""Form fields as the house shows them: label, hint, control, error, and a summary of errors."""

from typing import Any

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    Form,
    RadioSelect,
    Textarea,
)
from django.utils.translation import gettext as _

from seawall.foundation.errors import DomainError

ROWS = "3"


def view_of(bound: BoundField) -> dict[str, Any]:
    """What the template of a field shows.

    Hint and error are tied to the control by ``aria-describedby``; an error marks it invalid.
    """
    ids = [f"{bound.auto_id}-h"] if bound.help_text else []
    ids += [f"{bound.auto_id}-e"] if bound.errors else []
    attrs: dict[str, str | bool] = {}
    if ids:
        attrs["aria-describedby"] = " ".join(ids)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    kind = _kind(bound)
    if kind == "control":
        css = bound.field.widget.attrs.get("class", "")
        attrs["class"] = f"input {css}".strip()
    if isinstance(bound.field.widget, Textarea):
        attrs["rows"] = ROWS
    control = bound.as_widget(attrs=attrs)
    return {
        "bound": bound,
        "kind": kind,
        "control": control,
        "error": error_of(bound),
        "optional": not bound.field.required and getattr(bound.form, "marks_optional", True),
    }


def error_of(bound: BoundField) -> str:
    """The first thing wrong with a field; a missing one is named, "" where nothing is wrong."""
    for error in bound.errors.as_data():
        if error.code == "required":
            return _("%(field)s is missing") % {"field": bound.label}
        return str(next(iter(error)))
    return ""


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    return "control"


def mistakes(form: Form) -> list[tuple[str, str]]:
    """What to mend, with the id of its control, or "" where it is of the whole form."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        if bound.errors:
            found.append(("" if bound.is_hidden else _target(bound), error_of(bound)))
    return found


def _target(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if _kind(bound) == "group" else bound.auto_id


def blame(form: Form, error: DomainError) -> None:
    """Put what a service refused at the fields it names, the rest at the form's head."""
    named = {name: text for name, text in error.fields.items() if name in form.fields}
    for name, text in named.items():
        form.add_error(name, text)
    if not named:
        form.add_error(None, error.message)
