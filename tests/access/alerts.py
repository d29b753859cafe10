"""Alerts: each is its owner's to handle, whoever else may see the record."""

from tests.access.kit import Door, own_agency_only

from seawall.modules.alerts import services


def alert(scene, header, marker):
    made = services.raise_alert(
        scene.actor(scene.maker),
        kind=marker,
        situation=marker,
        header=header,
        severity="high",
        reasons=[{"code": marker}],
    )
    return made.id


RECORDS = {"alert": alert}

ONE = {"record": "alert", "sees": own_agency_only}


def handing_over(scene, officer):
    return {"h-to": str(scene.colleague(officer).id), "h-text": "end of shift"}


DOORS = [
    Door("alerts:list", ("alerts.read",), shows=("alert",)),
    Door("alerts:list", ("alerts.read",), query={"state": "closed"}),
    Door("alerts:alert", ("alerts.read",), **ONE),
    Door("alerts:take", ("alerts.handle",), "POST", done=(302,), **ONE),
    Door("alerts:comment", ("alerts.handle",), "POST", send={"c-text": "x"}, done=(302,), **ONE),
    Door("alerts:hand_over", ("alerts.handle",), "POST", send=handing_over, done=(302,), **ONE),
    Door(
        "alerts:close",
        ("alerts.handle",),
        "POST",
        done=(302,),
        send={"e-outcome": "confirmed", "e-text": "so"},
        **ONE,
    ),
]
