"""The product's settings with one more address: the floor to compare with."""

from config.settings import *  # noqa: F403  # all of them, that is the point

ROOT_URLCONF = "tests.benchmarks.floor_pages"
# A connection that ends between two looks at its process has no process to look at.
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405  # of the product
