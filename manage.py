#!/usr/bin/env python
"""Django's command line for MiGlobe."""

import os
import sys

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal in Latin-1 knows no arrow
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miglobe_site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
