"""The URLs: what belongs to no edition first, then the editions through Wagtail."""

from django.urls import include, path, re_path
from django.views.decorators.http import require_POST
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.admin.views.account import LogoutView
from wagtail.documents import urls as document_urls
from wagtail.urls import serve_pattern

from consultations import my_requests
from consultations.asked_views import asked, asked_date, status_date
from consultations.report_views import barrier, feedback, interest
from consultations.views import send, status
from editions.urls import edition_patterns
from examples.views import release_document, release_image, release_page
from home.video_views import serve_video, track
from home.views import favicon, portal, serve, web_manifest
from members.views import all_members, all_shortlist
from miglobe_site.accounts.password_reset import ResetView
from miglobe_site.files.serving import serve_image
from miglobe_site.pages.component_page import component_page
from miglobe_site.pages.new_page import add_page
from miglobe_site.pages.sitemap import robots, sitemap
from search.views import search, search_suggestions

urlpatterns = [
    path("", portal, name="portal"),
    path("mitglieder/", all_members, name="all_members"),
    path("mitglieder/merkliste/", all_shortlist, name="all_shortlist"),
    path("barriere-melden/", barrier, name="report_barrier"),
    path("rueckmeldung/", feedback, name="feedback"),
    path("interesse/", interest, name="interest"),
    path("mein-profil/anfragen/", include(my_requests.addresses)),
    path("mein-profil/", include("members.my_profile.urls")),
    path("favicon.ico", favicon),
    path("site.webmanifest", web_manifest, name="web_manifest"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("admin/components/", component_page, name="component_page"),
    # Before Wagtail's, which refuses GET and logs out all the same, by the cookie.
    path("admin/logout/", require_POST(LogoutView.as_view()), name="wagtailadmin_logout"),
    path("admin/password_reset/", ResetView.as_view(), name="wagtailadmin_password_reset"),
    path(
        "admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
        "<int:parent_page_id>/",
        admin_urls.display_custom_404(add_page),
        name="add_page_once",  # before Wagtail's, which adds one each time that the form is sent
    ),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    re_path(r"^media/(?P<path>(?:images|original_images)/.+)$", serve_image, name="image"),
    re_path(r"^media/(?P<path>media/.+)$", serve_video, name="video"),
    path("freigabe/<str:token>/", release_page, name="example_release"),
    re_path(
        r"^freigabe/(?P<token>[^/]+)/bild/(?P<path>.*)$",
        release_image,
        name="example_release_image",
    ),
    re_path(
        r"^freigabe/(?P<token>[^/]+)/dokument/(?P<path>.*)$",
        release_document,
        name="example_release_document",
    ),
    re_path(r"^videos/(?P<pk>[0-9]{1,9})/(?P<name>[a-z]{2,8})\.vtt$", track, name="video_track"),
    *edition_patterns(
        path("anfrage/senden/", send, name="send_request"),
        path("anfrage/<str:signed>/", status, name="request_status"),
        path("anfrage/<str:signed>/termin-<int:number>.ics", status_date, name="request_date"),
        path("anfrage/beratung/<str:signed>/", asked, name="asked_advisor"),
        path("anfrage/beratung/<str:signed>/termin.ics", asked_date, name="asked_date"),
        path("suche/", search, name="search"),
        path("suche/vorschlaege/", search_suggestions, name="search_suggestions"),
        re_path(serve_pattern, serve, name="wagtail_serve"),
        path("", include(wagtail_urls)),
    ),
]

handler400 = "miglobe_site.errors.bad_request"
handler403 = "miglobe_site.errors.permission_denied"
handler404 = "home.views.page_not_found"  # falls back to miglobe_site.errors
handler500 = "miglobe_site.errors.server_error"
