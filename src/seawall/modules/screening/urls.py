"""Addresses of the lists."""

from django.urls import path

from seawall.modules.screening import pages

app_name = "screening"
urlpatterns = [
    path("", pages.lists, name="lists"),
    path("new", pages.new_list, name="new_list"),
    path("template.csv", pages.template, name="template"),
    path("compare", pages.compare, name="compare"),
    path("hits/", pages.hits, name="hits"),
    path("hits/<uuid:hit_id>/", pages.hit, name="hit"),
    path("hits/<uuid:hit_id>/close", pages.close, name="close"),
    path("hits/<uuid:hit_id>/exception", pages.grant, name="grant"),
    path("entries/<uuid:entry_id>/", pages.entry, name="entry"),
    path("entries/<uuid:entry_id>/approve", pages.approve, name="approve"),
    path("entries/<uuid:entry_id>/withdraw", pages.withdraw, name="withdraw"),
    path("versions/<uuid:version_id>/", pages.version, name="version"),
    path("<uuid:list_id>/", pages.one_list, name="list"),
    path("<uuid:list_id>/change", pages.change_list, name="change"),
    path("<uuid:list_id>/load", pages.load, name="load"),
    path("<uuid:list_id>/undo", pages.undo, name="undo"),
    path("<uuid:list_id>/nominate", pages.nominate, name="nominate"),
]
