"""Addresses at which anybody checks a submission; packs print the second."""

from django.urls import path

from proposals.views import verification

urlpatterns = [
    path("verify/", verification.verify, name="verify"),
    path("verify/<str:number>/<str:code>/", verification.verified, name="verified"),
]
