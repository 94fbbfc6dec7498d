"""Lists in pages whose number and first page are worded once: mostly they are asked."""

from collections.abc import Callable
from typing import Any, Generic

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Value

from alliances.worded import Key, Row, Worded


class WordedPages(Generic[Row]):
    """A list as a paginator wants it; what is further down is built for that look."""

    def __init__(
        self,
        number: Worded[int],
        first: Worded[Row],
        whole: Callable[[], QuerySet[Any, Row]],
        *keys: Key,
    ) -> None:
        self._number, self._first, self._whole = number, first, whole
        self._keys = keys

    def page(self, number: str | None, size: int) -> Page[Row]:
        """Return a page by the number somebody typed; `first` has as many rows."""
        rows: Any = self
        return Paginator(rows, size).get_page(number)

    def count(self) -> int:
        """Return how many rows there are: one query."""
        return self._number.first(*self._keys) or 0

    def __getitem__(self, part: slice) -> list[Row]:
        """Return the rows of a page: one query."""
        if part.start == 0:
            return self._first(*self._keys)
        return list(self._whole()[part])


def number_of(rows: QuerySet[Any, Any]) -> QuerySet[Any, int]:
    """Return what asks how many rows there are, as `count()` does at once."""
    together = rows.order_by().annotate(together=Value(1)).values("together")
    counted = together.annotate(number=Count("pk"))
    number: QuerySet[Any, int] = counted.values_list("number", flat=True)
    return number
