"""The product's settings with one more address: the bare insert to compare with."""

from config.settings import *  # noqa: F403  # all of them, that is the point

ROOT_URLCONF = "tests.benchmarks.bare_insert"
