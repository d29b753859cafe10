"""Form fields as the house shows them: label, hint, control, error, and a summary of errors."""

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, Form, RadioSelect
from django.utils.safestring import SafeString

from seawall.foundation.errors import DomainError


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
    return {"bound": bound, "kind": kind, "control": bound.as_widget(attrs=attrs)}


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    return "control"


def mistakes(form: Form) -> list[tuple[str, str | SafeString]]:
    """Each error of a form with the id of its control, or "" where it is of the whole form."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else _target(bound)
        found += [(target, str(error)) for error in bound.errors]
    return list(found)


def _target(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if _kind(bound) == "group" else bound.auto_id


def blame(form: Form, error: DomainError) -> None:
    """Put what a service refused at the fields it names, the rest at the form's head."""
    named = {name: text for name, text in error.fields.items() if name in form.fields}
    for name, text in named.items():
        form.add_error(name, text)
    if not named:
        form.add_error(None, error.message)
