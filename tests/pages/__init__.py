"""Tests of pages that belong to no app: accounts and errors."""
