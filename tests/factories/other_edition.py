"""Objects of BW that nobody but its staff may see: each of them says "Zwiebelfisch" somewhere."""

import io

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    Comment,
    Locale,
    PageViewRestriction,
    Site,
    Task,
    UploadedFile,
)
from wagtail_localize.models import StringTranslation

from editions.jobs import plan
from examples.models import PracticeExamplePage
from home.models import ContentPage, CustomDocument, CustomImage, CustomMedia, HomePage
from members import consents
from members.models import ConsentKind, MemberPage, Topic
from miglobe_site.municipalities.models import Municipality
from miglobe_site.outbox.models import Mail
from search.models import MissedSearch, Promotion, Synonym
from tests.factories import desk
from tests.factories.copies import copy_of, fresh, page_in, publish, text, translation_of, write
from tests.factories.reports import barrier_in, feedback_in, interest_in

MARK = "zwiebelfisch"
#: The second word finds them; an answer that repeats what was searched for does not say the first.
SECRET, WORD = "Zwiebelfisch Kugelblitz", "Kugelblitz"

BODY = text(f"Ein Absatz mit {SECRET}.")


class OtherEdition:
    """The objects, and ``values``: what stands for each parameter of an address."""

    def __init__(self):
        self.home = HomePage.objects.get(locale__language_code="de-x-bw")
        self.own_home = HomePage.objects.get(locale__language_code="de-x-nrw")
        self.editor, self.writer = (
            get_user_model().objects.get(email=f"{name}-bw@example.org")
            for name in ("redaktion", "mitarbeit")
        )
        get_user_model().objects.filter(pk=self.editor.pk).update(last_name=SECRET)
        self.editor.refresh_from_db()
        self.add_files()
        self.add_pages()
        self.add_copy()
        self.add_around()

    def add_files(self):
        place = Collection.objects.get(name="BW")
        self.collection = place.add_child(name=SECRET)
        png = io.BytesIO()
        Pillow.new("RGB", (40, 30), "green").save(png, "PNG")
        facts = {"title": SECRET, "collection": place, "uploaded_by_user": self.editor}
        png = ContentFile(png.getvalue(), f"{MARK}.png")
        self.image = CustomImage.objects.create(file=png, description=SECRET, **facts)
        self.rendition = self.image.get_rendition("width-20")
        file = ContentFile(SECRET.encode(), f"{MARK}.txt")
        self.document = CustomDocument.objects.create(file=file, **facts)
        video = ContentFile(SECRET.encode(), f"{MARK}.mp4")
        self.video = CustomMedia.objects.create(file=video, type="video", duration=1, **facts)
        for item in (self.image, self.document, self.video):
            log(item, "wagtail.edit", user=self.editor)
        self.uploads = [
            UploadedFile.objects.create(
                for_content_type=ContentType.objects.get_for_model(model),
                file=ContentFile(SECRET.encode(), f"{MARK}.bin"),
                uploaded_by_user=self.editor,
            )
            for model in (CustomImage, CustomDocument)
        ]

    def add_pages(self):
        image = {"type": "image", "value": {"image": self.image.pk, "caption": SECRET}}
        self.draft = ContentPage(
            title=SECRET, slug=MARK, body=[*BODY, image], live=False, owner=self.writer
        )
        self.home.add_child(instance=self.draft)
        Comment.objects.create(
            page=self.draft, user=self.writer, text=SECRET, contentpath="summary"
        )
        self.draft.save_revision(user=self.writer, log_action=True)
        self.workflow_state = self.home.get_workflow().start(self.draft, self.writer)
        self.live = page_in(self.home, slug="oeffentlich", body=text("Öffentlich."))
        self.live.title, self.live.body = SECRET, BODY
        self.live.save_revision(user=self.editor, log_action=True)
        self.live.locked = True
        self.live.locked_by = self.editor
        self.live.save(update_fields=["locked", "locked_by"])
        self.restriction = PageViewRestriction.objects.create(
            page=self.draft, restriction_type="password", password=SECRET
        )
        self.profile = MemberPage.objects.descendant_of(self.home).first()
        publish(self.profile, internal_note=SECRET, email=f"{MARK}@example.org")
        consents.record(self.profile, {ConsentKind.PRINT: True}, self.editor, SECRET)
        self.example = PracticeExamplePage.objects.descendant_of(self.home).first()
        self.example.title = SECRET
        self.example.save_revision(user=self.editor, log_action=True)
        advisor = get_user_model().objects.create_user(f"{MARK}@example.org", "x", last_name=SECRET)
        MemberPage.objects.filter(pk=self.profile.pk).update(account=advisor)
        self.pages = [self.draft, self.live, self.profile]

    def add_copy(self):
        """A page that BW has taken over from NRW and worded in its own way."""
        sentence = "Ein Satz in NRW."
        original = page_in(self.own_home, slug="geteilt", body=text(sentence, "Noch einer."))
        self.copy = copy_of(original)
        self.copy.body = text(f"{SECRET} im Ländle.", "Noch einer.")
        self.copy.save_revision()
        publish(original, body=text("Ein anderer Satz in NRW.", "Noch ein Wort."))
        english = Locale.objects.get_or_create(language_code="en-x-bw")[0]
        translated = copy_of(fresh(self.copy), "en-x-bw", live=False)
        write(translated, "Ein Satz in BW.", f"{SECRET} in the south.")
        self.translation = translation_of(translated)
        assert StringTranslation.objects.filter(data__icontains=MARK).exists()
        self.job = plan([self.draft], english, user=self.editor)
        self.pages += [self.copy, translated]

    def add_around(self):
        self.session = EditingSession.objects.create(
            user=self.editor,
            content_type=ContentType.objects.get_for_model(ContentPage),
            object_id=str(self.draft.pk),
            last_seen_at=self.draft.latest_revision_created_at,
        )
        self.redirect = Redirect.objects.create(old_path=f"/{MARK}", redirect_page=self.draft)
        Promotion.objects.create(phrases=SECRET, page=self.live)
        MissedSearch.objects.create(locale_code="de-x-bw", text=SECRET, number=9)
        self.mail = Mail.objects.create(
            edition="bw", to=f"{MARK}@example.org", subject=SECRET, body=SECRET, headers={},
            state=Mail.State.FAILED, give_up_at=timezone.now(),
        )  # fmt: skip
        self.request = desk.request_in(
            "bw", municipality=SECRET, concern=SECRET, name=SECRET, in_charge=self.editor
        )
        self.reports = [make("bw", text=SECRET) for make in (barrier_in, feedback_in)]
        self.interest = interest_in("bw", municipality=SECRET, text=SECRET)
        self.question = desk.asked(self.request, self.profile, state="accepted")
        self.municipality = Municipality.objects.filter(state="bw").first()
        log(self.draft, "wagtail.edit", user=self.editor)

    @property
    def values(self):
        pages = [page.pk for page in self.pages]
        source = self.translation.source
        task_state = self.workflow_state.current_task_state
        tasks = Task.objects.filter(name__contains="BW")
        revisions = [self.draft.latest_revision_id, self.live.latest_revision_id]
        models = ["home/contentpage", "wagtailcore/page", "home/customimage", "home/customdocument"]
        models += ["accounts/user", "municipalities/municipality"]
        user = [self.editor.pk]
        return {
            **dict.fromkeys(
                ["page_id", "parent_page_id", "page_to_move_id", "page_pk", "object_id", "_0"],
                pages,
            ),
            "model": models,
            "admin/tag-autocomplete/|model": ["taggit/tag"],
            "admin/workflows/tasks/add/|model": ["wagtailcore/groupapprovaltask"],
            "action": ["delete", "publish", "add_tags"],
            "action_name": ["approve", "reject", "unpublish"],
            "destination_id": [self.draft.pk, self.own_home.pk],
            "revision_id": revisions,
            "_1": ["live", revisions[0]],
            "_2": ["latest"],
            "task_id": [task_state.task_id],
            "task_state_id": [task_state.pk],
            "workflow_state_id": [self.workflow_state.pk],
            "workflow_pk": [self.home.get_workflow().pk],
            "collection_id": [self.collection.pk],
            "mail_id": [self.mail.pk],
            "request_id": [self.request.pk],
            "report_id": [report.pk for report in self.reports],
            "interest_id": [self.interest.pk],
            "assignment_id": [self.question.pk],
            "session_id": [self.session.pk],
            "translation_id": [self.translation.pk],
            "translation_source_id": [source.pk],
            "string_segment_id": source.stringsegment_set.values_list("pk", flat=True),
            "overridable_segment_id": [
                *source.overridablesegment_set.values_list("pk", flat=True)[:1]
            ]
            or [1],
            "mode": ["", "default"],
            "code": ["de-x-bw", "en-x-bw"],
            "media_type": ["video"],
            "media_id": [self.video.pk],
            "redirect_id": [self.redirect.pk],
            "document_id": [self.document.pk],
            "doc_id": [self.document.pk],
            "documents/|_0": [self.document.pk],
            "documents/%(_0)s/|_1": [self.document.filename],
            "image_id": [self.image.pk],
            "filter_spec": ["width-30"],
            "uploaded_file_id": [upload.pk for upload in self.uploads],
            "restriction_id": [self.restriction.pk],
            "uidb64": ["MQ"],
            "token": ["x-y"],
            "path": [self.image.file.name, self.rendition.file.name, self.video.file.name],
            "admin/api/main/pages/|pk": pages,
            "admin/api/main/documents/|pk": [self.document.pk],
            "admin/api/main/images/|pk": [self.image.pk],
            "admin/collections/|pk": [self.collection.pk],
            "admin/workflows/|pk": [self.home.get_workflow().pk],
            "admin/workflows/tasks/|pk": tasks.values_list("pk", flat=True),
            "admin/localize/submit/snippet/%(model)s/|pk": [self.municipality.pk],
            "admin/localize/api/snippets/%(model)s/|pk": [self.municipality.pk],
            "admin/editions/take-over/|pk": [self.job.pk],
            "admin/members/|pk": [self.profile.pk],
            "admin/examples/|pk": [self.example.pk],
            "admin/topics/|pk": [Topic.objects.first().pk],
            "admin/synonyms/|pk": [Synonym.objects.first().pk],
            "admin/snippets/|pk": [self.municipality.pk],
            "admin/sites/|pk": Site.objects.values_list("pk", flat=True),
            "admin/users/|pk": user,
            "admin/groups/|pk": Group.objects.filter(name__endswith="BW").values_list(
                "pk", flat=True
            ),
            "admin/documents/chooser/|pk": [self.document.pk],
            "admin/images/chooser/|pk": [self.image.pk],
            "admin/locales/|pk": [self.home.locale_id],
        }
