"""How crispy draws the fields of a form that the template around them sends."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout


class FieldsOnly(FormHelper):  # type: ignore[misc]  # crispy has no types
    """Draws fields alone, in their order or all of them.

    The template has the form, its token against forgery and its buttons.
    """

    form_tag = False
    disable_csrf = True

    def __init__(self, *fields: object) -> None:
        super().__init__()
        if fields:
            self.layout = Layout(*fields)
