from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from miglobe_site.backup import age, restoring
from miglobe_site.outbox.models import Mail


class Command(BaseCommand):
    help = "Restores a backup into an empty database and an empty folder for media, and compares."
    requires_system_checks = []  # some ask the database, which has no tables yet

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", type=Path, help="file with the private key of age")

    def handle(self, file, identity, **options):
        try:
            restoring.restore(file, identity, self.stdout.write)
        except (restoring.RefusedError, age.WrongKeyError) as error:
            raise CommandError(str(error)) from error
        except Error as error:
            kind = type(error).__name__
            raise CommandError(f"The database refused the rows: {kind} ({error}).") from error
        except OSError as error:
            raise CommandError(f"The files could not be written: {error}.") from error
        self.stdout.write("The site is restored.")
        if waiting := Mail.objects.waiting().count():
            self.stdout.write(f"{waiting} mails wait: they are sent as soon as the site starts.")
