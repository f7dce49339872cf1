"""ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miglobe_site.settings")

application = get_asgi_application()

from miglobe_site.outbox import background  # noqa: E402 - it has models, which come after the setup

background.start()
