"""Every part of the pages with its states, drawn by the templates pages are made of.

For who develops or designs: `/administration/components/`. Words about a part are
English, as all of `docs/` is; the parts themselves speak the reader's language.
"""
