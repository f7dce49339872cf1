"""Saving a section: at once or for approval, so that writers beside each other lose nothing.

All that follows happens under locks, taken in the order in which an approval takes them: the task
of the workflow first, then the pages of the person.
"""

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import TaskState, WorkflowState

from members import confirming
from members.models import MemberPage
from members.models.at_once import mark
from members.profile_values.values import AT_ONCE, WITH_APPROVAL, read, write
from members.profile_values.versions import digest, draft_of, has_waiting


class Conflict(Exception):
    """Somebody else changed the same fields: ``theirs`` are their values."""

    def __init__(self, theirs):
        super().__init__(list(theirs))
        self.theirs = theirs


@transaction.atomic
def save(page, mine, base, user):
    """Save the values of a section that differ from ``base``, the digests of what was shown.

    Returns the names that were saved at once, and those that wait for approval. Raises Conflict
    where somebody changed the same field meanwhile, and ValidationError where the page as a whole
    forbids it.
    """
    row = locked(page)
    theirs = current(row, mine)
    changed = {name: value for name, value in mine.items() if digest(value) != base.get(name)}
    wanted = {name: value for name, value in changed.items() if value != theirs[name]}
    against = {name: theirs[name] for name in wanted if digest(theirs[name]) != base.get(name)}
    if against:
        raise Conflict(against)
    now = {name: value for name, value in wanted.items() if name in AT_ONCE}
    later = {name: value for name, value in wanted.items() if name in WITH_APPROVAL}
    if now:
        for each in locked_pages(row):
            save_at_once(each, now, user)
    if later:
        save_for_approval(MemberPage.objects.get(pk=row.pk), later, user)
    if wanted:
        confirming.confirm(row)  # whoever changes a profile has looked at it
    return set(now), set(later)


def current(row, names):
    """What the advisor sees: of fields that change at once, the public value, else the draft's."""
    draft = draft_of(row)
    return read(row, [name for name in names if name in AT_ONCE]) | read(
        draft, [name for name in names if name in WITH_APPROVAL]
    )


def locked(page):
    """Lock all that approvals and other writers change of a person; return the page anew."""
    tasks = TaskState.objects.select_for_update().filter(
        workflow_state__in=WorkflowState.objects.active().filter(object_id=str(page.pk)),
        status=TaskState.STATUS_IN_PROGRESS,
    )
    list(tasks.order_by("pk"))
    pages = {each.pk: each for each in locked_pages(page)}
    return pages[page.pk]


def locked_pages(page):
    """The pages of the same person in all languages, locked."""
    return MemberPage.objects.of_person(page.translation_key).lock()


def save_at_once(page, values, user):
    """Change what is public, and what waits for approval stays waiting, with the new values."""
    with keeping_what_waits(page, user):
        write(page, values)
        mark(page, values)
        if page.live:
            publish(page, user)
        else:
            page.save(clean=False)
            page.save_revision(user=user, log_action=True, clean=False)


def publish(page, user):
    """Publish a page as it is; unlike Wagtail, without cancelling a workflow."""
    revision = page.save_revision(user=user, log_action=True, clean=False)
    action = PublishPageRevisionAction(revision, user=user)
    action.object._current_workflow_states = []  # where Wagtail looks first for what to cancel
    action.execute(skip_permission_checks=True)


class keeping_what_waits:
    """Put the draft that waits on top again: as the latest version, and as what is to approve."""

    def __init__(self, page, user):
        self.page, self.user = page, user

    def __enter__(self):
        self.waiting = self.page.latest_revision if has_waiting(self.page) else None

    def __exit__(self, failed, *_details):
        if failed or self.waiting is None:
            return
        before = type(self.waiting).objects.get(pk=self.waiting.pk)
        after = before.as_object().save_revision(
            user=before.user, approved_go_live_at=self.waiting.approved_go_live_at, clean=False
        )
        tasks = TaskState.objects.filter(revision=before, status=TaskState.STATUS_IN_PROGRESS)
        tasks.update(revision=after)


def save_for_approval(page, values, user):
    """Save a draft upon the latest one and submit it."""
    draft = draft_of(page)
    named_after_person = draft.title in {draft.name, ""} or not page.first_published_at
    write(draft, values)
    if named_after_person and draft.name:
        draft.title = draft.name
    if not page.first_published_at:
        draft.save(clean=False)
    draft.save_revision(user=user, log_action=True, clean=False)
    submit(draft, user)


def submit(page, user):
    """Start the edition's workflow; what was submitted before is to be looked at anew."""
    state = page.current_workflow_state
    if state is None:
        workflow = page.get_workflow()
        if workflow:
            workflow.start(page, user)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        state.current_task_state.specific.cancel(user=user, resume=True)
