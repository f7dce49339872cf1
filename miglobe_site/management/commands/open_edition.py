from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from editions import jobs
from editions.opening.new_edition import open_edition
from editions.registry import BY_SLUG, EDITIONS


def named(name):
    """The Edition with this address or key."""
    found = BY_SLUG.get(name.lower()) or EDITIONS.get(name.lower())
    if found is None:
        raise CommandError(f"There is no edition {name}. Possible: {', '.join(sorted(BY_SLUG))}.")
    return found


class Command(BaseCommand):
    help = "Opens an edition: drafts taken over from another one, groups, collection and workflow."

    def add_arguments(self, parser):
        parser.add_argument("edition", help="as in its address, for example hessen")
        parser.add_argument("--from", dest="source", required=True, help="for example nrw")

    def handle(self, edition, source, **options):
        try:
            opening = open_edition(named(edition), named(source))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        job = opening.job
        if job is None or not (job.waiting.exists() or job.failed.exists()):
            self.stdout.write(f"{opening} is open already; nothing to do.")
            return
        job.retry()
        jobs.run(job)
        for step in job.failed:
            self.stderr.write(f"“{step.title}” was not taken over: {step.message}")
        done = job.total - job.failed.count()
        self.stdout.write(f"{opening}: {done} of {job.total} pages taken over as drafts.")
