"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miglobe_site.settings")

application = get_wsgi_application()

from miglobe_site.files.bodies import timed  # noqa: E402 - after the setup, as all of ours
from miglobe_site.outbox import background  # noqa: E402 - it has models, which come after the setup

application = timed(application)

background.start()
