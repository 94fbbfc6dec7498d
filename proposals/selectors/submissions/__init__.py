"""Checking, submitting and verifying an application; its packs."""
