"""Addresses of the border."""

app_name = "border"
urlpatterns: list[object] = []
