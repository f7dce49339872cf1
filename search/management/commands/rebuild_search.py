from django.core.management import call_command
from django.core.management.base import BaseCommand

from search.document_texts import read_waiting
from search.upkeep import rebuild


class Command(BaseCommand):
    help = "Makes the index of the search anew, that of the website and that of the CMS."

    def handle(self, **options: object) -> None:
        call_command("update_index", verbosity=0)  # of the lists in the CMS
        number = rebuild()
        while read_waiting():
            pass
        self.stdout.write(f"{number} entries written.")
