"""Makes the agencies and officers of the demonstration, somebody for every role."""

from dataclasses import dataclass

from seawall.foundation.actor import Actor, Level
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict
from seawall.foundation.identity.actors import actor_for
from seawall.foundation.identity.models import (
    Agency,
    Audience,
    Compartment,
    Officer,
    Organisation,
)
from seawall.foundation.identity.roles import purposes_of
from seawall.foundation.people.services import new_password
from seawall.node.demo.places import table

BORDER, LOOKOUTS = "Border", "Lookouts"
AUDIENCES = {
    BORDER: ("immigration", "special-branch", "customs", "coast-guard"),
    LOOKOUTS: ("processor", "special-branch"),
}
"""Named sets of agencies, by name."""
COMPARTMENT = "Operation Lantern"


@dataclass(frozen=True, slots=True)
class SignIn:
    """How somebody who tries the node signs in.

    Args:
        role: code of the role.
        agency: name of the agency.
        email, password: to type at the sign-in page.
    """

    role: str
    agency: str
    email: str
    password: str


def officer_of(agency: str, role: str) -> Officer:
    """The demonstration's officer of an agency in a role.

    Raises:
        Officer.DoesNotExist: nobody holds that role there.
    """
    return Officer.objects.select_related("agency__organisation").get(
        agency__code=agency, roles=[role], is_demo=True
    )


def at_work(agency: str, role: str) -> Actor:
    """That officer at work, for the first purpose that needs no case."""
    officer = officer_of(agency, role)
    purpose = next(p for p in purposes_of(officer.roles) if not p.needs_case)
    return actor_for(officer, purpose=purpose.code)


def refuse_real_people() -> None:
    """Keep the demonstration off a node that somebody works with.

    Raises:
        Conflict: the node has accounts that are not the demonstration's.
    """
    if Officer.objects.filter(kind=Officer.Kind.PERSON, is_demo=False).exists():
        raise Conflict(
            "demo.real_node",
            "This node has officers of its own. Give the demonstration a folder of its own with "
            "SEAWALL_DATA_DIR.",
        )


@recorded("demo.society.made")
def make_society(_node: Actor) -> Outcome[tuple[SignIn, ...]]:
    """Make everybody, once; a second call makes nobody and gives no passwords."""
    if Officer.objects.filter(is_demo=True).exists():
        return Outcome(())
    state = Organisation.objects.get(operates_node=True)
    regional, _made = Organisation.objects.get_or_create(
        name="Regional Processor", defaults={"kind": Organisation.Kind.REGIONAL_PROCESSOR}
    )
    organisations = {"state": state, "regional": regional}
    agencies = {
        row["code"]: Agency.objects.create(
            code=row["code"], name=row["name"], organisation=organisations[row["organisation"]]
        )
        for row in table("tables/agencies")
    }
    for name, codes in AUDIENCES.items():
        Audience.objects.create(name=name).agencies.set([agencies[code] for code in codes])
    sealed = Compartment.objects.create(name=COMPARTMENT)
    made = [_officer(row, agencies[row["agency"]], sealed) for row in table("tables/officers")]
    about = tuple(("people.officer", officer.id) for officer, _ in made)
    return Outcome(tuple(sign_in for _, sign_in in made), about=about)


def _officer(row: dict[str, str], agency: Agency, sealed: Compartment) -> tuple[Officer, SignIn]:
    password = new_password()
    officer = Officer(
        email=f"{row['role'].replace('_', '-')}@{row['agency']}.example",
        name=row["name"],
        agency=agency,
        roles=[row["role"]],
        clearance=int(Level[row["clearance"]]),
        is_demo=True,
    )
    officer.set_password(password)
    officer.save()
    if row["compartment"]:
        sealed.officers.add(officer)
    return officer, SignIn(row["role"], agency.name, officer.email, password)
