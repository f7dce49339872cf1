"""Addresses in the CMS; those under localize/ stand before wagtail-localize's own.

They have no names: what wagtail-localize calls by name leads here.
"""

from django.http import Http404
from django.urls import path

from .job import TakeOverJobView
from .missing import MissingPagesView
from .new_edition import NewEditionView
from .origins import CompareWithSourceView, SourceIsGoneView
from .take_over import TakeOverView
from .texts import TextsView, download, download_one, machine_translate, upload_one
from .updates import UpdatesView, leave_out


def closed(request, **kwargs):
    """For views without a place here: nothing but pages is translated, and all by themselves."""
    raise Http404


in_place_of_stock = [
    path("localize/submit/page/<int:page_id>/", TakeOverView.as_view()),
    path("localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", closed),
    path("localize/update/<int:translation_source_id>/", closed),
    path("localize/page/<int:page_id>/convert_to_alias/", closed),
    path("localize/translate/<int:translation_id>/pofile/download/", download_one),
    path("localize/translate/<int:translation_id>/pofile/upload/", upload_one),
    path("localize/translate/<int:translation_id>/machine_translate/", machine_translate),
]
own = [
    path("editions/new/", NewEditionView.as_view(), name="new_edition"),
    path("editions/updates/", UpdatesView.as_view(), name="edition_updates"),
    path("editions/updates/leave-out/<int:page_id>/", leave_out, name="leave_out_page"),
    path(
        "editions/compare/<int:page_id>/",
        CompareWithSourceView.as_view(),
        name="compare_with_source",
    ),
    path(
        "editions/source-is-gone/<int:page_id>/",
        SourceIsGoneView.as_view(),
        name="source_is_gone",
    ),
    path("editions/texts/", TextsView.as_view(), name="edition_texts"),
    path("editions/texts/<str:code>.zip", download, name="edition_texts_download"),
    path("editions/take-over/<int:pk>/", TakeOverJobView.as_view(), name="take_over_job"),
    path(
        "editions/missing/<str:code>/",
        MissingPagesView.as_view(),
        name="take_over_missing",
    ),
    path(
        "editions/missing/<str:code>/results/",
        MissingPagesView.as_view(results_only=True),
        name="take_over_missing_results",
    ),
]

FOR_STAFF = [
    "editions.cms.urls.closed",
    "edition_updates",
    "leave_out_page",
    "compare_with_source",
    "source_is_gone",
    "edition_texts",
    "edition_texts_download",
    "take_over_job",
    "take_over_missing",
    "take_over_missing_results",
    "editions.cms.take_over.TakeOverView",
    "editions.cms.texts.download_one",
    "editions.cms.texts.upload_one",
    "editions.cms.texts.machine_translate",
    "editions.sync.editor.edit_override",
    "editions.sync.editor.edit_string",
    "editions.cms.translations_report.OwnTranslationsReport",
]
