from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from editions.po.importing import import_files
from editions.po.upload import read


class Command(BaseCommand):
    help = "Takes PO files, or a ZIP archive of them, into drafts; what is live stays."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, file, **options):
        try:
            with file.open("rb") as upload:
                results = import_files(read(upload))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        for result in results:
            self.stdout.write(
                f"{result.page}: {result.changed} changed, {result.same} as before, "
                f"{len(result.kept)} written here since the download, "
                f"{result.unknown} without a place any more"
            )
            for text in result.kept:
                self.stdout.write(f"  stays as written here: {text}")
