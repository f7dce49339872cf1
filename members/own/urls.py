"""/mein-profil/: no address holds an id, so that none can name another profile."""

from django.urls import path

from members.own import login_views, status_views

app_name = "own"
urlpatterns = [
    path("", status_views.status, name="status"),
    path("anmelden/", login_views.log_in, name="login"),
    path("abmelden/", login_views.log_out, name="logout"),
    path("link/", login_views.request_link, name="request_link"),
    path("link/<str:secret>/", login_views.login_link, name="login_link"),
    path("einladung/<str:secret>/", login_views.invitation, name="invitation"),
    path("konto/", login_views.account, name="account"),
]
