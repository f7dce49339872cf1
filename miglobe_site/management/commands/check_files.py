from django.core.management.base import BaseCommand, CommandError

from miglobe_site.files import checking


class Command(BaseCommand):
    help = (
        "Names files that the database knows and the disk has not, and the other way round; "
        "exit code 1 if any is missing."
    )

    def handle(self, **options):
        missing, orphans = checking.missing(), checking.orphans()
        for name, owners in sorted(missing.items()):
            self.stdout.write(f"missing: {name} ({', '.join(owners)})")
        for name in sorted(orphans):
            self.stdout.write(f"orphan: {name}")
        told = f"{len(missing)} files missing, {len(orphans)} orphans."
        if missing:
            raise CommandError(told)
        self.stdout.write(told)
