"""What the profiles add to commands and to the CMS."""

from django.urls import path
from wagtail import hooks

from members import demo
from members.cms.account import AccountView
from members.cms.consents import ConsentsView


@hooks.register("load_demo_content")
def load_sample_profiles(say, most):
    demo.load(say, most)


@hooks.register("register_admin_urls")
def consent_urls():
    return [path("members/<int:pk>/consents/", ConsentsView.as_view(), name="member_consents")]


@hooks.register("register_admin_urls")
def account_urls():
    return [path("members/<int:pk>/account/", AccountView.as_view(), name="member_account")]
