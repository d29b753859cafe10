"""Reads of the log, each of them written down in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.keys import verifying_key
from seawall.foundation.audit.models import Checkpoint, Entry, Seal, Waiting
from seawall.foundation.audit.recording import Outcome, details_of, disclosed, recorded
from seawall.foundation.audit.verification import Proof, Report, prove, verify
from seawall.foundation.errors import NotFound
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.foundation.identity.models import Agency, Officer


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry, its details where their key still exists, and its place in the tree."""

    entry: Any
    details: dict[str, Any] | None
    proof: Proof | None

    @property
    def leaf_hex(self) -> str:
        return self.proof.leaf.hex() if self.proof else ""

    @property
    def root_hex(self) -> str:
        return self.proof.root.hex() if self.proof else ""


@dataclass(frozen=True, slots=True)
class LogView:
    """How far the log is sealed."""

    sealed: int
    waiting: int
    head: Checkpoint | None


@contextmanager
def reading(actor: Actor) -> Iterator[None]:
    """The scope of a reader of the log: oversight reads all of it, others their agency's."""
    if "oversight" in actor.roles and actor.may("audit.entries.read"):
        with unrestricted("oversight reads the whole log"):
            yield
    else:
        with acting(actor):
            yield


def entries() -> QuerySet[Entry]:
    """Entries with the names of who acted and their places; evaluate inside ``reading``."""
    officer = Officer.objects.filter(id=OuterRef("officer_id"))
    agency = Agency.objects.filter(id=OuterRef("agency_id"))
    seal = Seal.objects.filter(entry_id=OuterRef("id"))
    return Entry.objects.annotate(
        officer_name=Subquery(officer.values("name")[:1]),
        agency_name=Subquery(agency.values("name")[:1]),
        position=Subquery(seal.values("position")[:1]),
    )


@disclosed("audit.log.read", "audit.entries.read")
def open_log(_actor: Actor, *, filters: dict[str, str]) -> Outcome[LogView]:
    """Open the log; the rows themselves are read by the page, inside ``reading``."""
    return Outcome(_log(), details={"filters": filters})


@disclosed("audit.log.exported", "audit.entries.export")
def export_log(_actor: Actor, *, filters: dict[str, str], kind: str) -> Outcome[None]:
    """Write down that the entries which the filters leave were taken out as a file."""
    return Outcome(None, details={"filters": filters, "kind": kind})


@disclosed("audit.own.read", "audit.own.read")
def open_own(actor: Actor) -> Outcome[None]:
    """Open an officer's own entries: what the node wrote down about their work."""
    return Outcome(None, about=(("people.officer", actor.officer_id),))


def _log() -> LogView:
    head = Checkpoint.objects.order_by("-tree_size").first()
    return LogView(sealed=head.tree_size if head else 0, waiting=Waiting.objects.count(), head=head)


@disclosed("audit.entry.opened", "audit.own.read")
def open_entry(actor: Actor, *, entry_id: UUID) -> Outcome[EntryView]:
    """One entry with its details and the proof that it is in the signed tree.

    Raises:
        NotFound: no such entry, or not the actor's to read.
    """
    with reading(actor):
        entry = entries().filter(id=entry_id).first()
        mine = entry is not None and entry.officer_id == actor.officer_id
        if entry is None or not (mine or actor.may("audit.entries.read")):
            raise NotFound("audit.entry.missing", _("There is no such entry."))
        details = details_of(entry.id)
    view = EntryView(entry=entry, details=details, proof=prove(entry_id))
    return Outcome(view, about=(("audit.entry", entry_id),))


@recorded("audit.log.verified", "audit.log.verify")
def verify_log(_actor: Actor) -> Outcome[Report]:
    """Verify the whole log."""
    node = settings.SEAWALL
    report = verify(key=verifying_key(node.keys_dir), directory=node.audit_dir)
    details = {"tree_size": report.tree_size, "faults": len(report.faults)}
    return Outcome(report, details=details)
