"""Adding very many records at once: what `store.add` would write, as rows, many at a time."""

from app.store.bulk.loading import load

__all__ = ["load"]
