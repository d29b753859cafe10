"""``/api/border``: receive messages; read voyages, travellers, hits; decide; fetch replies."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from seawall.foundation.actor import Actor
from seawall.foundation.errors import Invalid
from seawall.foundation.handling.scope import acting
from seawall.modules.border import services
from seawall.modules.border.choices import Origin
from seawall.modules.border.schemas import (
    Accepted,
    DecisionIn,
    DecisionOut,
    Hits,
    Messages,
    MessageWhole,
    Replies,
    Travellers,
    Voyages,
)
from seawall.modules.border.selectors import arrivals, hits, messages, replies
from seawall.modules.border.selectors.manifest import show_manifest
from seawall.modules.border.selectors.people import with_documents
from seawall.modules.border.selectors.search import search_travellers
from seawall.modules.screening.paging import paged

router = Router(tags=["border"])
MULTIPART = "multipart/form-data"
KEY = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "description": "The same key is the same request: sent again, it changes nothing.",
            "schema": {"type": "string", "maxLength": 200},
        }
    ]
}
BODY = KEY | {
    "requestBody": {
        "required": True,
        "content": {
            "application/edifact": {"schema": {"type": "string", "format": "binary"}},
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
        },
    }
}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.auth  # type: ignore[attr-defined]  # what the token stands for
    return actor


def _key(request: HttpRequest) -> str:
    return request.headers.get("Idempotency-Key", "").strip()


@router.post("/manifests", response={202: Accepted}, openapi_extra=BODY)
def receive_manifest(request: HttpRequest) -> Any:
    """Keep a passenger message; it is read and screened at once by the worker.

    The body is the message, or a form with one ``file``. The same bytes are the same message; so is
    the same ``Idempotency-Key`` with the same bytes.
    """
    return services.accept_message(
        _actor(request), data=_bytes_of(request), origin=Origin.API, request_key=_key(request)
    )


def _bytes_of(request: HttpRequest) -> bytes:
    """The message's bytes, at most one more than is accepted."""
    most = settings.SEAWALL.max_message_bytes + 1
    if (request.content_type or "") != MULTIPART:
        return request.read(most)
    file = request.FILES.get("file")
    if file is None:
        raise Invalid("border.message.no_file", "The form has no file.", {"file": "missing"})
    data: bytes = file.read(most)
    return data


@router.get("/messages", response=Messages)
def list_messages(request: HttpRequest, after: str = "") -> Any:
    """Messages, newest first."""
    actor = _actor(request)
    messages.require_reading(actor)
    with acting(actor):
        return paged(messages.messages(actor), "-received_at", after)


@router.get("/messages/{uuid:message_id}", response=MessageWhole)
def one_message(request: HttpRequest, message_id: UUID) -> Any:
    """One message with what deviates in it."""
    return messages.open_message(_actor(request), message_id=message_id).message


@router.get("/voyages", response=Voyages)
def list_voyages(request: HttpRequest, after: str = "", landed: bool = False) -> Any:
    """Voyages that are still to arrive by time of arrival, or those that have landed."""
    actor = _actor(request)
    arrivals.require_reading(actor)
    limit = arrivals.landed_before(timezone.now())
    with acting(actor):
        rows = arrivals.voyages(actor)
        if landed:
            return paged(rows.filter(arrives_at__lt=limit), "-arrives_at", after)
        return paged(rows.filter(arrives_at__gte=limit), "arrives_at", after)


@router.get("/voyages/{uuid:voyage_id}/travellers", response=Travellers)
def manifest(request: HttpRequest, voyage_id: UUID, after: str = "") -> Any:
    """Who is on a voyage, in the order of its messages."""

    def show(_view: Any, rows: Any) -> tuple[dict[str, Any], list[UUID]]:
        return _travellers(paged(rows, "position", after))

    return show_manifest(_actor(request), voyage_id=voyage_id, show=show)


@router.get("/travellers", response=Travellers)
def find_travellers(request: HttpRequest, q: str, after: str = "") -> Any:
    """Travellers by the start of each name, by a whole document number or booking reference."""

    def show(rows: Any) -> tuple[dict[str, Any], list[UUID]]:
        return _travellers(paged(rows, "-id", after))

    return search_travellers(_actor(request), text=q[:200], show=show)


def _travellers(page: dict[str, Any]) -> tuple[dict[str, Any], list[UUID]]:
    rows = page["items"]
    return {**page, "items": with_documents(rows)}, [row.id for row in rows]


@router.get("/hits", response=Hits)
def list_hits(request: HttpRequest) -> Any:
    """Possible matches that wait for a decision, by deadline."""
    items = [
        {
            "id": one.hit.id,
            "traveller_id": one.traveller.id,
            "voyage_id": one.voyage.id,
            **{name: getattr(one.hit, name) for name in HIT},
            "due_at": one.due_at,
            "decision": one.decision.decision.choice if one.decision else None,
            "standing": one.decision.standing if one.decision else None,
        }
        for one in hits.waiting_hits(_actor(request))
    ]
    return {"items": items}


HIT = ("list_title", "entry_title", "effect", "severity", "score", "points", "reasons")


@router.post("/hits/{uuid:hit_id}/decision", response={201: DecisionOut}, openapi_extra=KEY)
def decide_hit(request: HttpRequest, hit_id: UUID, given: DecisionIn) -> Any:
    """Decide about a hit, by name and with a reason."""
    return services.decide_hit(
        _actor(request), hit_id=hit_id, request_key=_key(request), **given.dict()
    )


@router.get("/replies", response=Replies)
def list_replies(request: HttpRequest, after: str = "") -> Any:
    """Replies for carriers, newest first."""
    actor = _actor(request)
    with acting(actor):
        return paged(replies.replies(actor), "-made_at", after)


@router.get("/replies/{uuid:reply_id}")
def reply(request: HttpRequest, reply_id: UUID) -> HttpResponse:
    """The bytes of one reply (CUSRES), to be sent to the carrier."""
    data = replies.fetch_reply(_actor(request), reply_id=reply_id)
    return HttpResponse(data, content_type="application/edifact")
