from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from editions.po import export


class Command(BaseCommand):
    help = "Writes the texts of a locale's adapted pages as PO files into a ZIP archive."

    def add_arguments(self, parser):
        parser.add_argument("locale", help="code of the locale, for example en-x-nrw")
        parser.add_argument("file", nargs="?", help="default: miglobe-LOCALE.zip")

    def handle(self, locale, file, **options):
        found = Locale.objects.filter(language_code=locale).first()
        if found is None:
            raise CommandError(f"There is no locale {locale}.")
        path = Path(file or export.archive_name(found))
        path.write_bytes(export.archive(found))
        self.stdout.write(f"{len(export.adapted_pages(found))} pages written to {path}")
