import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail import hooks
from wagtail.users.models import UserProfile

from editions.access.staff_groups import ADMINISTRATION, contributor_group_name, staff_group_name
from editions.registry import EDITIONS

LOGINS = {
    "admin@example.org": ("Administration", ADMINISTRATION),
    "redaktion-nrw@example.org": ("Redaktion NRW", staff_group_name(EDITIONS["nrw"])),
    "redaktion-bw@example.org": ("Redaktion BW", staff_group_name(EDITIONS["bw"])),
    "mitarbeit-nrw@example.org": ("Mitarbeit NRW", contributor_group_name(EDITIONS["nrw"])),
    "mitarbeit-bw@example.org": ("Mitarbeit BW", contributor_group_name(EDITIONS["bw"])),
    # Advisors, who never get into the CMS; members.demo gives each a profile.
    "beraterin-nrw@example.org": ("Beraterin NRW", None),
    "berater-bw@example.org": ("Berater BW", None),
}


class Command(BaseCommand):
    help = "Makes logins and sample profiles to try the site with. Never for a public server."

    def add_arguments(self, parser):
        parser.add_argument(
            "--yes-this-is-not-public",
            action="store_true",
            dest="not_public",
            help="needed where DEBUG is off: these logins are known to everybody who reads this",
        )
        parser.add_argument(
            "--samples",
            type=int,
            metavar="NUMBER",
            help="how many sample pages of each kind to make in an edition, at most (default: all)",
        )

    @transaction.atomic
    def handle(self, not_public, samples, **options):
        if not settings.DEBUG and not not_public:
            raise CommandError(
                "These are production settings. Demonstration logins are for trying out only; "
                "if nobody else can reach this server, add --yes-this-is-not-public."
            )
        password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(12)
        made = [email for email, entry in LOGINS.items() if self.make_login(email, entry, password)]
        for email in made:
            self.stdout.write(f"  {email}  {password}")
        if not made:
            self.stdout.write("  All demonstration logins are there already.")
        for load in hooks.get_hooks("load_demo_content"):
            load(lambda line: self.stdout.write(f"  {line}"), samples)

    @staticmethod
    def make_login(email, entry, password):
        """Make one login; return False where it exists, whose password then stays as it is."""
        User = get_user_model()
        if User.objects.filter(email=email).exists():
            return False
        name, group_name = entry
        user = User.objects.create_user(
            email,
            password,
            first_name="Beispiel",
            last_name=name,
            is_superuser=group_name == ADMINISTRATION,
        )
        if group_name:
            user.groups.add(Group.objects.get(name=group_name))
        UserProfile.objects.create(user=user, preferred_language="de")
        return True
