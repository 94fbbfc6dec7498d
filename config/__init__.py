"""Puts the apps together: settings, addresses, queue, health, supervisor."""
