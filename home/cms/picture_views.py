"""Wagtail's page on which a picture is edited, with buttons that turn and crop it.

They save what else was changed there, since an editor would lose it otherwise.
"""

from wagtail.admin import messages
from wagtail.admin.utils import set_query_params
from wagtail.images.models import SourceImageIOError
from wagtail.images.views.images import EditView

from home.picture_changes import UNREADABLE, PictureChanges


class PictureEditView(EditView):
    changes = None

    def is_valid(self, form):
        is_valid = super().is_valid(form)
        self.changes = PictureChanges(self.request.POST, image=form.instance)
        if not self.changes.is_valid():
            self.produced_error_message = self.get_error_message()
            return False
        return is_valid

    def save_instance(self):
        image = super().save_instance()
        try:
            self.changes.apply(image)
        except SourceImageIOError:
            messages.error(self.request, UNREADABLE)
        return image

    def get_success_url(self):
        if self.changes.cleaned_data["change"]:
            return set_query_params(self.get_edit_url(), {"next": self.next_url})
        return super().get_success_url()

    def get_context_data(self, **kwargs):
        changes = self.changes or PictureChanges(image=self.object)
        return super().get_context_data(**kwargs, changes=changes)
