"""People, countries, organisations, calls and the alliances they form."""
