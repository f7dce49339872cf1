import fcntl
import logging
from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Revision

from editions.digest import send_digests
from editions.models import TakeOverJob, TakeOverStep
from editions.origins.keep_up import delete_unused_bases, keep_up_all
from editions.sync.refresh import refresh_waiting
from miglobe_site.accounts import throttle
from miglobe_site.health.models import MISSING_AFTER, Run
from miglobe_site.health.runs import Record
from miglobe_site.outbox import sender
from miglobe_site.outbox.models import Mail

KEEP_ADDRESSES = timedelta(days=7)
KEEP_TAKE_OVERS = timedelta(days=30)

logger = logging.getLogger(__name__)


def withdraw_blocked():
    """Take pages off the schedule that must not go live: one would stop all that come after it."""
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
        page = revision.as_object()
        if getattr(page, "publish_errors", dict)():
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            logger.warning("Page %s was due to go live, but its type forbids it.", page.pk)


def forget_done_take_overs():
    """Plans of taking pages over are of no use any more once they are carried out."""
    old = TakeOverJob.objects.filter(created_at__lt=timezone.now() - KEEP_TAKE_OVERS)
    waiting = TakeOverStep.objects.filter(status=TakeOverStep.Status.WAITING)
    old.exclude(pk__in=waiting.values("job")).delete()


def publish_scheduled():
    withdraw_blocked()
    call_command("publish_scheduled", verbosity=0)
    return "Scheduled pages published"


def forget_addresses():
    call_command("clearsessions", verbosity=0)
    throttle.forget_ended()
    old = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEEP_ADDRESSES)
    count, _by_model = old.delete()
    return f"{count} addresses forgotten"


def refresh_copies():
    copied = keep_up_all() + refresh_waiting()
    delete_unused_bases()
    return f"copies of {copied} pages refreshed"


def make_digests():
    return f"{send_digests()} weekly mails made"


def send_mails():
    return f"{sender.run()} mails sent"


#: What is done first, in this order; then come the hooks, and last what was written is sent.
PARTS = [publish_scheduled, forget_addresses, forget_done_take_overs, refresh_copies, make_digests]


class Command(BaseCommand):
    help = "Publishes what is scheduled, tidies up, sends the weekly mails; for a timer."

    def handle(self, **options):
        with (settings.DATA_DIR / "daily.lock").open("w") as lock:
            try:
                # Two at once would publish every scheduled page twice.
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.stdout.write("Another run is still at work; nothing done.")
                return
            record = Record(Run.Kind.DAILY, MISSING_AFTER)
            for work in [*PARTS, *hooks.get_hooks("daily"), send_mails]:
                record.do(work)
            record.save()
            self.stdout.write(f"{'; '.join(record.texts)}.")
        if record.failed:
            raise CommandError(f"Not done, see the log: {', '.join(record.failed)}.")
        if failed := Mail.objects.failed().count():
            raise CommandError(f"{failed} mails could not be delivered: see the outbox in the CMS.")
