"""Makes the Actor from an account: at the door of a page, of the API, of a job, of the console."""

from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor, Level
from seawall.foundation.errors import Invalid, NotFound, Refused
from seawall.foundation.identity.models import Agency, Officer
from seawall.foundation.identity.roles import permissions_of, purposes

NODE_ACCOUNT, NODE_AGENCY = "node@localhost", "node"
LONGEST_CASE = 80


def actor_for(
    officer: Officer,
    *,
    purpose: str,
    case_reference: str | None = None,
    scopes: frozenset[str] | None = None,
) -> Actor:
    """The officer at work.

    Args:
        officer: an active account.
        purpose: code of a purpose that one of its roles may choose.
        case_reference: the case, where the purpose needs one; at most 80 printable characters.
        scopes: what an API token narrows the permissions to; None for all.

    Raises:
        Refused: the account is closed, or the purpose is not open to it or lacks its case.
    """
    chosen = purposes().get(purpose)
    if not officer.is_active:
        raise Refused("access.closed", _("This account is closed."))
    if chosen is None or not (chosen.roles & set(officer.roles) or _is_node(officer)):
        raise Refused("access.purpose", _("This purpose is not open to your roles."))
    if chosen.needs_case and not case_reference:
        raise Refused("access.case", _("This purpose needs a case reference."))
    if case_reference and not _is_case_reference(case_reference):
        raise Refused("access.case", _("A case reference has at most 80 printable characters."))
    permissions = permissions_of(officer.roles)
    return Actor(
        officer_id=officer.id,
        display=officer.name,
        agency_id=officer.agency_id,
        organisation_id=officer.agency.organisation_id,
        state=officer.agency.organisation.state,
        roles=frozenset(officer.roles),
        permissions=permissions if scopes is None else permissions & scopes,
        clearance=Level(officer.clearance),
        audiences=frozenset(officer.agency.audiences.values_list("id", flat=True)),
        compartments=frozenset(officer.compartments.values_list("id", flat=True)),
        purpose=purpose,
        uses=chosen.uses,
        case_reference=case_reference,
        is_service=officer.kind == Officer.Kind.SERVICE,
    )


def _is_case_reference(text: str) -> bool:
    return len(text) <= LONGEST_CASE and text.isprintable()


def _is_node(officer: Officer) -> bool:
    return officer.email == NODE_ACCOUNT and officer.kind == Officer.Kind.SERVICE


def operating_actor(purpose: str) -> Actor:
    """Whoever acts for the node's own organisation where no person does: console, watched folder.

    It is the first service account that an agency of that organisation made; the node's own
    account where there is none yet, so that nothing waits for somebody to set one up.
    """
    accounts = Officer.objects.select_related("agency__organisation").filter(
        kind=Officer.Kind.SERVICE,
        is_active=True,
        roles__contains=["service_account"],
        agency__organisation__operates_node=True,
    )
    account = accounts.exclude(email=NODE_ACCOUNT).order_by("created_at").first()
    return actor_for(account, purpose=purpose) if account else node_actor(purpose)


def node_actor(purpose: str = "administration") -> Actor:
    """The node itself, for what no officer asked for: schedules, sealing, retention.

    Raises:
        Officer.DoesNotExist: the node was not set up.
    """
    officer = Officer.objects.select_related("agency__organisation").get(email=NODE_ACCOUNT)
    return actor_for(officer, purpose=purpose)


def service_actor(agency_code: str = "", *, purpose: str = "border_control") -> Actor:
    """An agency's service account: for feeds, watched folders and the console.

    Args:
        agency_code: which agency; empty where the node has only one besides its own.
        purpose: code of a purpose that service accounts may choose.

    Raises:
        NotFound: no such agency.
        Invalid: several agencies could be meant.
    """
    agencies = Agency.objects.exclude(code=NODE_AGENCY)
    if agency_code:
        agencies = Agency.objects.filter(code=agency_code)
    found = list(agencies[:2])
    if not found:
        message = _("This node has no agency %(code)s.") % {"code": agency_code}
        raise NotFound("people.agency.missing", message)
    if len(found) > 1:
        raise Invalid("people.agency.several", _("This node has several agencies: name one."))
    return actor_for(service_account(found[0]), purpose=purpose)


def service_account(agency: Agency) -> Officer:
    """The service account of an agency, made at its first use."""
    known = Officer.objects.select_related("agency__organisation").filter(
        agency=agency, kind=Officer.Kind.SERVICE
    )
    account = known.order_by("created_at").first()
    if account is None:
        account = Officer(
            email=f"service@{agency.code}.node",
            name=f"{agency.name}, feed",
            kind=Officer.Kind.SERVICE,
            agency=agency,
            roles=["service_account"],
            clearance=Level.AMBER_STRICT,
        )
        account.set_unusable_password()
        account.save()
    return account
