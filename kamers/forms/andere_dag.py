"""Choosing another day."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.datums import DagField


class AndereDagForm(forms.Form):
    """A day that has been; a day to come is refused with what to do."""

    datum = DagField(
        label=_("Welke dag?"),
        toekomst=False,
        help_text=_("Bijvoorbeeld 20-11 of 20 november."),
        error_messages={"required": _("Vul een dag in, bijvoorbeeld 20-11 of 20 november.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_method = "get"
        helper.attrs = {"novalidate": ""}
        helper.form_show_errors = True
        helper.layout = Layout("datum", Submit("", _("Naar deze dag"), css_id="naar-dag"))
        return helper
