"""What the rows of the product say."""

from django.db.models import CharField, EmailField, TextField


def texts_of(model):
    """Yield each text of each row that is no choice of ours."""
    fields = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | EmailField) and not field.choices
    ]
    for row in model._default_manager.values_list(*fields) if fields else ():
        yield from filter(None, row)
