"""Reads of what is kept how long, and of what is held."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed
from seawall.foundation.handling.models import DataClass, Record


@dataclass(frozen=True, slots=True)
class KeptClass:
    """One data class and how much of it the actor's agency holds.

    Args:
        data_class: its name and periods.
        records: how many records it has here.
        held: how many of them are under legal hold.
    """

    data_class: DataClass
    records: int
    held: int


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """One record under legal hold: its kind, identifier and why; never its content."""

    kind: str
    record: Record


def record_models() -> Iterator[tuple[str, type[Record]]]:
    """Every kind of record with its name, ``module.thing``."""
    for model in apps.get_models():
        if issubclass(model, Record):
            yield f"{model._meta.app_label}.{model._meta.model_name}", model  # noqa: SLF001 - Django's way


@disclosed("retention.classes.read", "handling.retention.read")
def open_retention(actor: Actor) -> Outcome[tuple[tuple[KeptClass, ...], tuple[HeldRecord, ...]]]:
    """The data classes with their counts, and the newest hundred holds of each kind."""
    records: dict[str, int] = {}
    held: dict[str, int] = {}
    holds: list[HeldRecord] = []
    for kind, model in record_models():
        own = model.objects.visible_to(actor).filter(owner_id=actor.agency_id)
        for code, n in own.values_list("data_class").annotate(n=Count("id")):
            records[code] = records.get(code, 0) + n
        for record in own.exclude(legal_hold="").order_by("-updated_at")[:100]:
            held[record.data_class] = held.get(record.data_class, 0) + 1
            holds.append(HeldRecord(kind, record))
    classes = tuple(
        KeptClass(kept, records.get(kept.code, 0), held.get(kept.code, 0))
        for kept in DataClass.objects.order_by("title")
    )
    return Outcome((classes, tuple(holds)))
