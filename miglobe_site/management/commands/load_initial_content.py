from django.core.management.base import BaseCommand

from miglobe_site.content.loader import InitialContent


class Command(BaseCommand):
    help = "Makes both editions with the client's own texts; adds what is missing, changes nothing."

    def handle(self, **options):
        InitialContent(say=lambda line: self.stdout.write(f"  {line}")).load()
