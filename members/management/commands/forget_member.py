from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from members.forgetting import forget, plan
from members.models import MemberPage


class Command(BaseCommand):
    help = "Removes a person from pages, versions, pictures, account, logs and search, and reports."

    def add_arguments(self, parser):
        parser.add_argument(
            "page", type=int, help="number of the page, as in its address in the CMS"
        )
        parser.add_argument("--yes", action="store_true", help="do it; without, only say what")

    def handle(self, page, yes, **options):
        found = MemberPage.objects.filter(pk=page).first()
        if found is None:
            raise CommandError("There is no profile with this number.")
        with translation.override("de"):
            if not yes:
                self.say(plan(found))
                self.stdout.write("Nothing was removed; add --yes to remove all this for good.")
                return
            report = forget(found)
        self.say(report["removed"])
        left = report["left"]
        self.stdout.write(f"Words of the person still stand in {len(left)} places.")
        for place in left:
            self.stdout.write(f"  {place}")

    def say(self, numbers):
        for what, number in numbers.items():
            self.stdout.write(f"  {what}: {number}")
