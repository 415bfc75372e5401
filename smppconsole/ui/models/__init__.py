"""Adapters from plain values to Qt models: rows are made when painted, never kept."""
