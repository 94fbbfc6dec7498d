"""Upgrades: a database as the release before left it, and today's code upon it."""
