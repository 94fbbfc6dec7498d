"""Addresses of what is given of one partner besides its place in the consortium."""

from django.urls import path

from proposals.urls.places import ALLIANCE
from proposals.views import part_a

PART_A = f"{ALLIANCE}partners/<int:number>/part-a/"

urlpatterns = [
    path(PART_A, part_a.part_a, name="part-a"),
    path(f"{PART_A}fragment/", part_a.part_a_fragment, name="part-a-fragment"),
]
