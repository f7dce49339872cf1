from django.core.management.base import BaseCommand
from django.db import transaction

from editions.access.staff_groups import ensure_staff


class Command(BaseCommand):
    help = "Gives the groups of all editions the rights that a new version brought; takes none."

    @transaction.atomic
    def handle(self, **options):
        ensure_staff()
        self.stdout.write("Groups, collections and workflows of all editions are complete.")
