"""Pages that are open learn of hits as they are found."""

from tests.modules.border.desk import Desk
from tests.modules.border.manifests import message, person

from seawall.foundation.handling.scope import unrestricted
from seawall.modules.border.services import alarms
from seawall.modules.screening.models import Hit


def test_a_new_hit_is_news_to_whoever_may_read_it(world, monkeypatch):
    heard = []
    monkeypatch.setattr(alarms, "publish", lambda topic, **more: heard.append((topic, more)))
    desk = Desk.of(world)
    desk.lists("one")
    desk.send(message("new", [person(1), person(2)]))
    with unrestricted("test"):
        (hit,) = Hit.objects.unrestricted()
    ((topic, news),) = heard
    assert topic == "border.hits"
    assert news["hit"] == hit.id
    assert news["permission"] == "border.hits.read"
    assert news["header"].owner_id == hit.owner_id
