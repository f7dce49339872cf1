from django.core.management.base import BaseCommand

from miglobe_site.outbox import sender


class Command(BaseCommand):
    help = "Sends the mails of the outbox that are due; for a timer, or to try at once."

    def handle(self, **options):
        self.stdout.write(f"{sender.run()} mails sent.")
