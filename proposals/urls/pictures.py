"""Addresses of the consortium in pictures."""

from django.urls import path

from proposals.urls.places import ALLIANCE
from proposals.views import pictures

PICTURES = f"{ALLIANCE}pictures/"

urlpatterns = [
    path(PICTURES, pictures.pictures, name="pictures"),
    path(f"{PICTURES}<slug:picture>.svg", pictures.picture_as_svg, name="picture-svg"),
    path(f"{PICTURES}<slug:picture>.png", pictures.picture_as_png, name="picture-png"),
]
