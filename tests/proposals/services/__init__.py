"""Tests of the services that change drafts and submissions."""
