"""What a node needs of itself before the first officer: its organisation and its own account."""

from django.db import transaction

from seawall.foundation.actor import Level
from seawall.foundation.identity.actors import NODE_ACCOUNT, NODE_AGENCY
from seawall.foundation.identity.models import Agency, Officer, Organisation


def ensure_node_account(*, name: str, state: str | None) -> Officer:
    """The service account that schedules, sealing and retention run as; made once."""
    known = Officer.objects.filter(email=NODE_ACCOUNT).first()
    if known is not None:
        return known
    with transaction.atomic():
        kind = Organisation.Kind.STATE if state else Organisation.Kind.REGIONAL_PROCESSOR
        organisation, _made = Organisation.objects.get_or_create(
            operates_node=True, defaults={"name": name, "kind": kind, "state": state}
        )
        agency, _made = Agency.objects.get_or_create(
            code=NODE_AGENCY, defaults={"organisation": organisation, "name": f"{name} node"}
        )
        node = Officer(
            email=NODE_ACCOUNT,
            name=f"{name} node",
            kind=Officer.Kind.SERVICE,
            agency=agency,
            roles=["service_account"],
            clearance=Level.RED,
        )
        node.set_unusable_password()
        node.save()
        return node
