"""In whose name messages are received that no person brings."""

from seawall.foundation.actor import Actor
from seawall.foundation.identity.actors import NODE_ACCOUNT, actor_for, node_actor
from seawall.foundation.identity.models import Officer

PURPOSE = "border_control"


def receiver() -> Actor:
    """The service account that receives for the organisation that operates the node.

    It is the first one that an agency of that organisation made; the node's own account where there
    is none yet, so that nothing waits for somebody to set one up.
    """
    accounts = Officer.objects.select_related("agency__organisation").filter(
        kind=Officer.Kind.SERVICE,
        is_active=True,
        roles__contains=["service_account"],
        agency__organisation__operates_node=True,
    )
    account = accounts.exclude(email=NODE_ACCOUNT).order_by("created_at").first()
    return actor_for(account, purpose=PURPOSE) if account else node_actor(PURPOSE)
