"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from miglobe_site.files.bodies import timed

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miglobe_site.settings")

application = timed(get_wsgi_application())

from miglobe_site.outbox import background  # noqa: E402 - it has models, which come after the setup

background.start()
