"""/mein-profil/: no address holds an id, so that none can name another profile."""

from django.urls import path

from members.my_profile import (
    data_views,
    login_views,
    photo_views,
    section_views,
    status_views,
    visibility_views,
)

app_name = "my_profile"
urlpatterns = [
    path("", status_views.status, name="status"),
    path("anmelden/", login_views.log_in, name="login"),
    path("abmelden/", login_views.log_out, name="logout"),
    path("link/", login_views.request_link, name="request_link"),
    path("link/<str:secret>/", login_views.login_link, name="login_link"),
    path("einladung/<str:secret>/", login_views.invitation, name="invitation"),
    path("adresse/<str:secret>/", login_views.confirm_address, name="confirm_address"),
    path("konto/", login_views.account, name="account"),
    path("vorschau/", status_views.preview, name="preview"),
    path("zurueckziehen/", status_views.withdraw, name="withdraw"),
    path("einreichen/", status_views.submit, name="submit"),
    path("entwurf-verwerfen/", status_views.discard_draft, name="discard_draft"),
    path("stimmt-noch/", status_views.confirm, name="confirm"),
    path("sichtbarkeit/", visibility_views.consents_view, name="consents"),
    path("schutz/", visibility_views.protect, name="protect"),
    path("schutz/aufheben/", visibility_views.unprotect, name="unprotect"),
    path("foto/", photo_views.photo_view, name="photo"),
    path("foto/ausschnitt/", photo_views.focus, name="focus"),
    path("foto/entfernen/", photo_views.remove, name="remove_photo"),
    path("daten/", data_views.data, name="data"),
    path("daten/herunterladen/", data_views.download, name="download"),
    path("daten/loeschen/", data_views.request_deletion, name="request_deletion"),
    path("<slug:name>/", section_views.section, name="section"),
    path("<slug:name>/getippt/", section_views.keep_typed, name="keep_typed"),
    path("<slug:name>/verwerfen/", section_views.discard, name="discard"),
]
