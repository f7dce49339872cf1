"""The page of the portrait."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.images.models import SourceImageIOError

from members import confirming, signals
from members.models import ConsentKind
from members.my_profile import photo, saving
from members.my_profile.doors import advisor
from members.my_profile.photo import PhotoForm
from members.my_profile.render import show
from members.my_profile.section_views import readable
from members.my_profile.telling import tell


@advisor
def photo_view(request, page):
    shown = saving.current(page, PhotoForm.names)
    image = photo.photo_of(page)
    alt = (image and image.description) or photo.suggested_alt(page)
    form = PhotoForm(
        request.POST or None,
        request.FILES or None,
        shown=shown,
        initial={"alt": alt},
        user=request.user,
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            now, later, is_described = save(request, page, form, image)
        except saving.Conflict as conflict:
            theirs = readable(page, conflict.theirs)
            initial = {"alt": form.cleaned_data["alt"]}
            form = form.upon(saving.current(page, form.names), initial=initial)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            if is_described:
                messages.success(request, _("What can be seen in the picture is saved."))
            if now or later or not is_described:
                tell(request, page, now, later)
            return redirect("my_profile:photo")
    if form.is_bound:
        form.keep()
    context = {
        "form": form,
        "theirs": theirs,
        "image": image,
        "rendition": rendition_of(image),
        "width": photo.SHOWN_WIDTH,
        "has_consent": ConsentKind.PHOTO in page.consents,
    }
    return show(request, page, "photo", **context)


def save(request, page, form, image):
    """Store and submit; a picture that cannot be saved into the draft is deleted again.

    Returns what saving.save() does, and whether a picture that stays has a new description.
    """
    entered, new, is_described = form.cleaned_data, None, False
    if entered["file"]:
        new = image = photo.store(page, entered["file"], entered["alt"], request.user)
    elif image and image.description != entered["alt"]:
        image.description = entered["alt"]
        image.save()
        confirming.confirm(page)
        is_described = True
    mine = {"photo": image.pk if image else None, "photo_credit": entered["photo_credit"]}
    try:
        return *saving.save(page, mine, form.base, request.user), is_described
    except BaseException:
        if new:
            new.delete()
        raise


def rendition_of(image):
    try:
        return image and image.get_rendition(photo.SHOWN)
    except SourceImageIOError:
        return None


@require_POST
@advisor
def focus(request, page):
    """A tap on the picture: browsers send its place as focus.x and focus.y, JavaScript or not.

    Pressed by keyboard they send 0, 0; buttons for above, middle and below are there instead.
    """
    image = photo.photo_of(page)
    if image is None:
        return redirect("my_profile:photo")
    scale = image.width / photo.SHOWN_WIDTH
    try:
        across = int(request.POST["focus.x"]) * scale / image.width
        down = int(request.POST["focus.y"]) * scale / image.height
    except (KeyError, ValueError, OverflowError):
        across = down = 0
    places = {"top": 0.2, "middle": 0.5, "bottom": 0.8}
    if not across and not down:
        across, down = 0.5, places.get(request.POST.get("place"), photo.TOP)
    photo.focus(image, across, down)
    image.renditions.all().delete()
    signals.make_portraits(page)
    confirming.confirm(page)
    messages.success(request, _("The crop is set."))
    return redirect("my_profile:photo")


@require_POST
@advisor
def remove(request, page):
    mine = {"photo": None, "photo_credit": ""}
    base = {name: saving.digest(v) for name, v in saving.current(page, mine).items()}
    tell(request, page, *saving.save(page, mine, base, request.user))
    return redirect("my_profile:photo")
