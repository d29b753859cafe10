"""What the tests of screening do over and over."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from seawall.engines.names import Identifier, Name, Subject
from seawall.foundation.actor import Level
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.modules.screening import services
from seawall.modules.screening.candidates import Candidate
from seawall.modules.screening.models import Entry, Hit
from seawall.modules.screening.services.lists import ListDetails

HEAD = "key,kind,name,birth_dates,nationalities,documents,expires_on\n"
ROWS = {
    "1": "1,person,Aurelio Quillfeather,1961-12-12,Jamaica,passport:JAM:A1234567,",
    "2": "2,person,Zenobia Marrowstone,1975,Barbados,,",
    "3": "3,vessel,SEA EXAMPLE,,,imo::9074729,",
}


def sheet(*rows: str) -> dict[str, bytes]:
    return {"list.csv": (HEAD + "\n".join(rows) + "\n").encode()}


def a_list(actor, *, code="national", effect="refer", loader="csv", **more):
    details = ListDetails(title=f"List {code}", effect=effect)
    return services.create_list(actor, code=code, loader=loader, details=details, **more)


def load(world, watchlist, files, *, loader, approver, accept=False):
    version = services.load_list(loader, list_id=watchlist.id, files=files)
    return services.apply_version(approver, version_id=version.id, accept_removals=accept)


def header(agency, **more) -> Header:
    values = {
        "owner_id": agency.id,
        "owner_state": agency.organisation.state,
        "level": Level.AMBER,
        "permitted_uses": ("admission",),
        "data_class": "passenger_information",
        "retain_until": timezone.now() + timedelta(days=100),
    }
    return Header(**{**values, **more})


def traveller(
    agency,
    *,
    surname="QUILLFEATHER",
    given="AURELIO",
    born="1961-12-12",
    passport=("JAM", "A1234567"),
    record: UUID | None = None,
    **more,
) -> Candidate:
    identifiers = (Identifier("passport", passport[1], passport[0]),) if passport else ()
    subject = Subject(
        id="",
        kind="person",
        names=(Name(surname, given),),
        birth_dates=(born,) if born else (),
        countries=("JAM",),
        identifiers=identifiers,
    )
    return Candidate("border.traveller", record or uuid4(), subject, header(agency, **more))


def effective(watchlist) -> dict[str, tuple]:
    """Everything that counts on a list, as it stands."""
    with unrestricted("test"):
        rows = Entry.objects.unrestricted().filter(watchlist=watchlist, withdrawn_at=None)
        return {
            e.key: (
                e.digest,
                e.said,
                e.title,
                e.revision,
                e.expires_on,
                e.approved_at,
                e.version_id,
            )
            for e in rows.exclude(approved_at=None)
        }


def all_hits() -> list[Hit]:
    with unrestricted("test"):
        return list(Hit.objects.unrestricted().order_by("created_at", "id"))


def hits_seen(actor) -> list[Hit]:
    with acting(actor):
        return list(Hit.objects.visible_to(actor).order_by("created_at", "id"))
