"""Starts a long run with Django set up: `python -m tests.evidence agreement 100000`."""

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    name, number, *rest = sys.argv[1:]
    import_module(f"tests.evidence.{name}").main(int(number), *rest)
