"""The product's settings with the addresses of the floor beside its own."""

from config.settings import *  # noqa: F403  # all of them, that is the point

ROOT_URLCONF = "tests.load.floor"
