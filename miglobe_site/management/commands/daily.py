import fcntl
from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

KEEP_ADDRESSES = timedelta(days=7)


class Command(BaseCommand):
    help = "Publishes what is scheduled and forgets old sessions and addresses; for a timer."

    def handle(self, **options):
        with (settings.DATA_DIR / "daily.lock").open("w") as lock:
            try:
                # Two at once would publish every scheduled page twice.
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.stdout.write("Another run is still at work; nothing done.")
                return
            call_command("publish_scheduled", verbosity=0)
            call_command("clearsessions", verbosity=0)
            old = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEEP_ADDRESSES)
            count, _by_model = old.delete()
            self.stdout.write(f"Scheduled pages published; {count} addresses forgotten.")
