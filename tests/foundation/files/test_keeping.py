"""The same bytes are one record for each handling, and nobody learns of another's."""

from dataclasses import replace

import pytest

from seawall.foundation.files import services, store
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.foundation.handling.selectors import header_for
from seawall.foundation.identity.models import Compartment


def keep(actor, data=b"bytes", **more):
    header = replace(header_for(actor, data_class="raw_message", uses=("admission",)), **more)
    with acting(actor):
        return services.keep(actor, data=data, media_type="text/plain", header=header)


def test_the_same_bytes_with_the_same_handling_are_one_record(world):
    actor = world.actor()
    assert keep(actor).id == keep(actor).id != keep(actor, b"other").id
    assert services.read(keep(actor)) == b"bytes"


def test_bytes_of_a_sealed_matter_do_not_show_to_who_keeps_them_too(world):
    sealed = Compartment.objects.create(name="sealed")
    insider, outsider = world.officer("border_officer"), world.actor()
    sealed.officers.add(insider)
    secret = keep(world.actor(officer=insider), compartment_id=sealed.id)
    mine = keep(outsider)
    assert mine.id != secret.id
    with acting(outsider):
        assert StoredFile.objects.visible_to(outsider).get().id == mine.id


def test_bytes_kept_for_another_use_are_another_record(world):
    actor = world.actor("border_supervisor")
    first = keep(actor)
    second = keep(actor, permitted_uses=("admission", "prosecution"))
    assert first.id != second.id
    with unrestricted("test"):
        assert StoredFile.objects.unrestricted().count() == 2


def test_changed_bytes_are_not_given_back(world):
    kept = keep(world.actor(), b"to be changed")
    path = store.path_of(services._directory(), kept.digest)
    path.write_bytes(b"changed")
    with pytest.raises(store.FileDamaged):
        services.read(kept)
    path.unlink()
    with pytest.raises(store.FileDamaged):
        services.read(kept)
