from django.core.management.base import BaseCommand

from search.upkeep import rebuild


class Command(BaseCommand):
    help = "Makes the index of the search anew from all that is public."

    def handle(self, **options):
        self.stdout.write(f"{rebuild()} entries written.")
