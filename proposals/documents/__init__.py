"""Printed documents: frozen content in, PDF bytes out; no database, no network."""
