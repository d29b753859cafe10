"""The jobs pages."""

app_name = "jobs"
urlpatterns: list[object] = []
