from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from miglobe_site.backup import age, making
from miglobe_site.health.models import MISSING_AFTER, Run
from miglobe_site.health.runs import Record


class Command(BaseCommand):
    help = "Writes database and media into one file while the site goes on."

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, help="a new file, or a folder that is there")
        parser.add_argument(
            "--keep", type=int, help="keep so many in the folder, delete older ones"
        )
        parser.add_argument("--recipient", default="", help="encrypt for this public key of age")

    def handle(self, target, keep, recipient, **options):
        folder = target if target.is_dir() else None
        if keep is not None and (keep < 1 or folder is None):
            raise CommandError("--keep needs a folder and a number from 1 on.")
        key = recipient or settings.BACKUP_RECIPIENT
        target = folder / making.file_name(key) if folder else target
        if target.exists():
            raise CommandError(f"{target} is there already. Please name a new file.")
        record = Record(Run.Kind.BACKUP, MISSING_AFTER if keep else None)
        try:
            manifest = making.make(target, key, self.stdout.write)
        except age.WrongKeyError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"No backup was written: {error}.") from error
        size = target.stat().st_size
        rows = sum(number for number, _sum in manifest["tables"].values())
        files = sum(name.startswith("media/") for name in manifest["sums"])
        text = f"{rows} rows and {files} files, {size / 1e6:.1f} MB"
        record.do(lambda: text, "backup")
        record.save()
        for old in making.backups_in(folder)[keep:] if folder and keep else []:
            old.unlink()
            self.stdout.write(f"{old.name} deleted.")
        self.stdout.write(f"{target}: {text}.")
