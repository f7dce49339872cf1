"""Getting in: invitation, password, login link; and getting out."""

from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from members.models import MemberPage, OneTimeLink
from members.my_profile import accounts
from members.my_profile.doors import advisor, unlisted
from members.my_profile.login_forms import AddressForm, LoginForm, NewPasswordForm, PasswordForm
from members.my_profile.render import show
from members.staff import is_staff
from miglobe_site.accounts.throttle import too_often
from miglobe_site.outbox import errands

#: Marks a session that a login link opened: it may set a password without the old one.
BY_LINK = "my_profile_by_link"
MOST_REQUESTS = 20  # of login links, from one address within an hour


@sensitive_post_parameters("password")
@unlisted
def log_in(request):
    if accounts.profile_of(request.user):
        return redirect(target(request))
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        names = {key: form.cleaned_data[key] for key in ("username", "password")}
        user = authenticate(request, **names)
        if user is not None and not is_staff(user):
            accounts.login(request, user)
            return redirect(target(request))
        form.add_error(None, _("E-mail and password do not match. Please try again."))
    context = {"form": form, "next": request.GET.get("next", "")}
    return render(request, "members/my_profile/login.html", context)


def target(request):
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/mein-profil/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if is_ours else "my_profile:status"


@unlisted
@require_POST
def log_out(request):
    logout(request)
    messages.success(request, _("You are logged out."))
    return redirect("my_profile:login")


@unlisted
def request_link(request):
    """Take an address; the answer and its time are the same whether there is an account."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if too_often(request, "login-link", MOST_REQUESTS):
            return render(request, "429.html", status=429)
        errands.leave(accounts.LOGIN_LINK, email=form.cleaned_data["email"])
        return render(request, "members/my_profile/link_sent.html")
    return render(request, "members/my_profile/request_link.html", {"form": form})


def found(secret, kind):
    return OneTimeLink.objects.filter(kind=kind).find(secret)


def let_in_by(link):
    """The user whom a valid link (or None) lets in, or None."""
    user = link and link.user
    is_open = user is not None and user.is_active and not is_staff(user) and link.fits_account
    return user if is_open else None


def not_valid(request):
    return render(request, "members/my_profile/link_not_valid.html", status=404)


@unlisted
def login_link(request, secret):
    """Ask for one press of a button: programs that open links in mails must not use it up."""
    link = found(secret, OneTimeLink.Kind.LOGIN)
    user = let_in_by(link)
    if user is None:
        return not_valid(request)
    if request.method != "POST":
        return render(request, "members/my_profile/login_link.html", {"email": link.email})
    if not link.use():
        return not_valid(request)
    accounts.login(request, user)
    request.session[BY_LINK] = True
    return redirect("my_profile:status")


@sensitive_post_parameters()
@unlisted
def invitation(request, secret):
    link = found(secret, OneTimeLink.Kind.INVITATION)
    page = link and MemberPage.objects.of_person(link.profile).order_by("pk").first()
    if page is None:
        return not_valid(request)
    form = NewPasswordForm(page, link.email, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = accounts.accept(link, form.cleaned_data["password"])
        except ValidationError:
            return not_valid(request)
        accounts.login(request, user)
        return redirect("my_profile:status")
    return show(request, page, "invitation", form=form, email=link.email)


@sensitive_post_parameters()
@advisor
def account(request, page):
    by_link = request.session.get(BY_LINK)
    form_class = SetPasswordForm if by_link else PasswordForm
    wants_address = "email" in request.POST
    form = form_class(request.user, None if wants_address else request.POST or None)
    address_form = AddressForm(request.POST if wants_address else None)
    if wants_address and address_form.is_valid():
        if too_often(request, "new-address", MOST_REQUESTS):
            return render(request, "429.html", status=429)
        email = address_form.cleaned_data["email"]
        errands.leave(accounts.NEW_ADDRESS, user=request.user.pk, email=email)
        text = _(
            "Two mails are on their way: to %(old)s and to %(new)s. Please press the button in "
            "both. Nothing at the new address? Then it may belong to an account already."
        )
        messages.success(request, text % {"old": request.user.email, "new": email})
        return redirect("my_profile:account")
    if request.method == "POST" and not wants_address and form.is_valid():
        accounts.login(request, form.save())
        request.session.pop(BY_LINK, None)
        messages.success(request, _("The new password is set."))
        return redirect("my_profile:account")
    return show(request, page, "account", form=form, address_form=address_form)


@unlisted
def confirm_address(request, secret):
    """One of the two links of a new address; each asks for one press of a button."""
    halves = (OneTimeLink.Kind.OLD_ADDRESS, OneTimeLink.Kind.NEW_ADDRESS)
    link = OneTimeLink.objects.filter(kind__in=halves).find(secret)
    user = let_in_by(link)
    if user is None:
        return not_valid(request)
    answer = {"link": link, "done": False, "waits": False}
    if request.method == "POST":
        try:
            answer["done"] = accounts.confirm_address(link)
        except ValidationError:
            return not_valid(request)
        answer["waits"] = not answer["done"]
    return render(request, "members/my_profile/confirm_address.html", answer)
