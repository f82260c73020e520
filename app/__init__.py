"""Ascribe: who said what about which programme, where exactly it is written, and who says otherwise."""
