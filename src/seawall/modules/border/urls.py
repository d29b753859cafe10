"""Addresses of the border."""

from django.urls import path

from seawall.modules.border.pages import arrivals, hits, inspections, manifest, messages, travellers

app_name = "border"
urlpatterns = [
    path("", arrivals.arrivals, name="arrivals"),
    path("queue", arrivals.queue, name="queue"),
    path("voyages/<uuid:voyage_id>/", manifest.voyage, name="voyage"),
    path("hits/", hits.hits, name="hits"),
    path("hits/<uuid:hit_id>/", hits.hit, name="hit"),
    path("decisions/<uuid:decision_id>/undo", hits.undo, name="undo"),
    path("decisions/<uuid:decision_id>/sign", hits.sign, name="sign"),
    path("decisions/<uuid:decision_id>/review", hits.review, name="review"),
    path("signatures/", hits.signatures, name="signatures"),
    path("reviews/", hits.signatures, name="reviews"),
    path("travellers/", travellers.travellers, name="travellers"),
    path("travellers/<uuid:traveller_id>/", travellers.traveller, name="traveller"),
    path("travellers/<uuid:traveller_id>/flag", travellers.flag, name="flag"),
    path("travellers/<uuid:traveller_id>/unflag", travellers.unflag, name="unflag"),
    path("travellers/<uuid:traveller_id>/inspect", inspections.inspect, name="inspect"),
    path("documents/", travellers.documents, name="documents"),
    path("inspections/", inspections.inspections, name="inspections"),
    path("inspections/<uuid:inspection_id>/", inspections.inspection, name="inspection"),
    path("inspections/<uuid:inspection_id>/step", inspections.step, name="step"),
    path("inspections/<uuid:inspection_id>/close", inspections.close, name="close"),
    path("messages/", messages.messages, name="messages"),
    path("messages/receive", messages.receive, name="receive"),
    path("messages/<uuid:message_id>/", messages.message, name="message"),
]
