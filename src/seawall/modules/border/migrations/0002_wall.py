from django.db import migrations

from seawall.foundation.handling.wall import PartWall, RecordWall

ROOTS = (
    "message",
    "voyage",
    "traveller",
    "decision",
    "secondaryinspection",
    "carrierreply",
)
# Part -> its root and the column that holds the root's id.
PARTS = {
    "messagesection": ("message", "message_id"),
    "messagekey": ("message", "message_id"),
    "leg": ("voyage", "voyage_id"),
    "traveldocument": ("traveller", "traveller_id"),
    "bag": ("traveller", "traveller_id"),
    "contact": ("traveller", "traveller_id"),
    "flag": ("traveller", "traveller_id"),
    "mention": ("traveller", "traveller_id"),
    "searchtoken": ("traveller", "traveller_id"),
    "signature": ("decision", "decision_id"),
    "inspectionstep": ("secondaryinspection", "inspection_id"),
    "travellerreply": ("carrierreply", "reply_id"),
}


class Migration(migrations.Migration):
    dependencies = [("border", "0001_initial")]
    operations = [
        *(RecordWall(f"border_{name}") for name in ROOTS),
        *(
            PartWall(f"border_{name}", f"border_{root}", column)
            for name, (root, column) in PARTS.items()
        ),
    ]
