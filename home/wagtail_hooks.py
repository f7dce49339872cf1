from django.urls import path, re_path
from wagtail import hooks

from home import checklist, legal
from home.cms import media_views
from home.cms.picture_views import PictureEditView
from home.demo import loader
from home.models import Partner
from home.search_text import text_of_settings

hooks.register("edition_checklist", checklist.items)
hooks.register("prepare_edition", legal.add_legal_pages)
hooks.register("search_text", text_of_settings)


def names_of_partners():
    """The organisations behind all editions, whose names stay as they are in every text."""
    return Partner.objects.values_list("name", flat=True)


hooks.register("names_of_organisations", names_of_partners)


@hooks.register("register_admin_urls", order=-10)  # before wagtailmedia's own
def closed_media_views():
    return [
        path("media/", media_views.index),
        path("media/edit/<int:media_id>/", media_views.edit),
        path("media/usage/<int:media_id>/", media_views.usage),
        path("media/chooser/video/", media_views.video_chooser),
        re_path(r"^media/(?:audio|media)/", media_views.not_offered),
        re_path(r"^media/chooser/(?:audio/)?$", media_views.not_offered),
    ]


@hooks.register("register_admin_urls", order=-10)  # before Wagtail's own
def picture_views_of_our_own():
    return [path("images/<int:image_id>/", PictureEditView.as_view())]


@hooks.register("load_demo_content")
def load_sample_video(say, most):
    loader.load(say)


hooks.register(
    "views_for_staff",
    lambda: [
        "home.cms.media_views.edit",
        "home.cms.media_views.index",
        "home.cms.media_views.usage",
        "home.cms.media_views.video_chooser",
        "home.cms.media_views.not_offered",
        "home.cms.picture_views.PictureEditView",
        "wagtailmedia:add",
        "wagtailmedia:delete",
        "wagtailmedia:media_chosen",
        "wagtailmedia:chooser_upload",
    ],
)
