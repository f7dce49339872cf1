"""The texts of adapted pages for translators outside: download, and what comes back."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import machine_translate as stock_machine_translate

from miglobe_site.slugs import slug_of

from ..access.permissions import own_locales
from ..po import export, upload
from ..po.importing import Imported, import_files
from ..sync.unfinished import named
from ..translator import TranslatorUnavailable


class UploadForm(forms.Form):
    file = forms.FileField(label=_("PO file, or ZIP archive of PO files"))

    def clean_file(self):
        return upload.read(self.cleaned_data["file"])


class TextsView(WagtailAdminTemplateMixin, FormView):
    """Shows what can be downloaded; after an upload, what came of it."""

    form_class = UploadForm
    template_name = "editions/texts.html"
    page_title = _("Texts for translators")
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        if not self.locales:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def locales(self):
        return list(own_locales(self.request.user))

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        rows = [
            (locale, len(export.adapted_pages(locale, self.request.user)))
            for locale in self.locales
        ]
        return super().get_context_data(**kwargs, rows=[row for row in rows if row[1]])

    def form_valid(self, form):
        try:
            results = import_files(form.cleaned_data["file"], self.request.user)
        except ValidationError as error:
            form.add_error("file", error)
            return self.form_invalid(form)
        kept = [(result.page, what_stays(result)) for result in results if result.kept]
        return self.render_to_response(
            self.get_context_data(form=self.form_class(), results=results, kept=kept)
        )


def what_stays(result: Imported) -> str:
    """Say which texts of a file that came late were not taken."""
    text = ngettext(
        "One text has been changed here since the download and stays as it is: %(texts)s. The file "
        "has another one.",
        "%(count)d texts have been changed here since the download and stay as they are: "
        "%(texts)s. The file has others.",
        len(result.kept),
    )
    return text % {"count": len(result.kept), "texts": named(result.kept)}


def download(request, code):
    """Answer with the texts of one locale, as far as the user may change its pages."""
    locale = get_object_or_404(Locale, language_code=code)
    if not own_locales(request.user).filter(pk=locale.pk).exists():
        raise PermissionDenied
    content = export.archive(locale, request.user)
    return as_file(content, export.archive_name(locale), "application/zip")


def as_file(content, name, content_type):
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def page_to_edit(request, translation):
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def editor_of(request, translation):
    """Return the address that wagtail-localize's editor asks to go back to, or the editor."""
    page = page_to_edit(request, translation)
    back = get_valid_next_url_from_request(request)
    return back or reverse("wagtailadmin_pages:edit", args=[page.pk])


def download_one(request, translation_id):
    """The download in wagtail-localize's editor, with what its own file does not tell."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = page_to_edit(request, translation)
    name = f"{slug_of(translation.source.object_repr)}-{page.locale.language_code}.po"
    return as_file(str(export.po_of(translation)), name, "text/x-gettext-translation")


@require_POST
def upload_one(request, translation_id):
    """The upload in wagtail-localize's editor, for the page that is open there and no other."""
    translation = get_object_or_404(Translation, pk=translation_id)
    back = editor_of(request, translation)
    form = UploadForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["file"].as_data())
        files = form.cleaned_data["file"]
        ids = {po.metadata.get(export.HEADER) for po in files.values()}
        if ids != {str(translation.uuid)}:
            raise ValidationError(_("This file belongs to another page."))
        [result] = import_files(files, request.user)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect(back)
    text = _("Texts changed: %(changed)d, as before: %(same)d, without a place: %(unknown)d")
    messages.success(request, text % vars(result))
    if result.kept:
        messages.warning(request, what_stays(result))
    return redirect(back)


@require_POST
def machine_translate(request, translation_id):
    """wagtail-localize's own view, which answers 500 where the service does not answer."""
    back = editor_of(request, get_object_or_404(Translation, pk=translation_id))
    try:
        return stock_machine_translate(request, translation_id)
    except TranslatorUnavailable:
        messages.error(request, _("The translation service does not answer. Please try later."))
        return redirect(back)
