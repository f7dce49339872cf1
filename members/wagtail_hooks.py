"""What the profiles add to commands and to the CMS."""

from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from members import content_page, demo, portraits
from members.cms import checklist, deleting
from members.cms.account import AccountView
from members.cms.consents import ConsentsView
from members.cms.forget import ForgetView
from members.cms.listing import MemberListingViewSet
from members.cms.profiles_panel import ProfilesPanel
from members.cms.team_size_panel import TeamSizePanel, warn_in_editor
from members.cms.topics import TopicViewSet
from members.my_profile import accounts, reminders
from members.start_page import StartPage

hooks.register("edition_checklist", checklist.items, order=10)  # after those of the start page


@hooks.register("load_demo_content")
def load_sample_profiles(say, most):
    demo.load(say, most)


@hooks.register("home_page_parts")
def parts_of_start_page(home, request):
    return StartPage(home, request).parts


hooks.register("content_page_topics", content_page.topics)
hooks.register("content_page_aside", content_page.advisors_beside)


@hooks.register("register_admin_urls")
def consent_urls():
    return [path("members/<int:pk>/consents/", ConsentsView.as_view(), name="member_consents")]


@hooks.register("register_admin_urls")
def account_urls():
    return [
        path("members/<int:pk>/account/", AccountView.as_view(), name="member_account"),
        path("members/<int:pk>/forget/", ForgetView.as_view(), name="member_forget"),
    ]


@hooks.register("daily")
def keep_profiles_current():
    return reminders.run()


hooks.register("daily", portraits.tidy_all)
hooks.register("errands", lambda: accounts.ERRANDS)


@hooks.register("construct_homepage_panels")
def show_profiles(request, panels):
    panel = ProfilesPanel(request.user)
    if panel.is_shown:
        panels.append(panel)


@hooks.register("register_admin_viewset")
def list_of_members():
    return [MemberListingViewSet(), TopicViewSet()]


@hooks.register("permissions_for_editors")
def permissions_on_topics():
    """All editions share the topics: one that is missing may be added, none renamed for others."""
    return Permission.objects.filter(content_type__app_label="members", codename="add_topic")


@hooks.register("insert_editor_js")
def length_counter():
    url = static("js/length-counter.js")
    return format_html('<script type="module" src="{}"></script>', url)


hooks.register("before_delete_page", deleting.say_what_stays)
hooks.register("before_bulk_action", deleting.one_by_one)
hooks.register("before_edit_page", warn_in_editor, order=-20)  # before what answers in its place


@hooks.register("construct_homepage_panels")
def show_team_size(request, panels):
    panel = TeamSizePanel(request.user)
    if panel.rows:
        panels.append(panel)


hooks.register(
    "views_for_staff",
    lambda: ["member_consents", "member_account", "member_forget", "members:*", "topics:*"],
)
