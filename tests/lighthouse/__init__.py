"""What Lighthouse says of the main pages: `make lighthouse`."""

import os

# The accounts of the demo have words to translate, so reading them asks for settings.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
