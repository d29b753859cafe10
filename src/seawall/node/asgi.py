"""What uvicorn serves."""

import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.node.settings")
django = get_asgi_application()

from django.conf import settings  # noqa: E402 - once Django is loaded

from seawall.node.limits import BodyLimit  # noqa: E402 - once Django is loaded

# Said of each static file: those are small and read whole. Downloads are sent piece by piece.
warnings.filterwarnings(
    "ignore",
    message="StreamingHttpResponse must consume synchronous iterators",
    category=Warning,
    module=r"django\.core\.handlers\.asgi",
)

FORM_BYTES = 1 << 20  # what a form says beside the file that it sends
application = BodyLimit(
    django, max(settings.SEAWALL.max_message_bytes, settings.SEAWALL.max_list_bytes) + FORM_BYTES
)
