"""Groups: union-find over mention ids in which some ids must never meet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence


class Groups:
    """Union-find; :meth:`part` forbids two sides to be joined, and :meth:`join` then leaves them in their groups."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}
        self._barred: dict[str, set[tuple[int, bool]]] = {}
        self._bars = 0

    def find(self, item: str) -> str:
        """The id that stands for the item's group."""
        while (parent := self._parent[item]) != item:
            self._parent[item] = self._parent[parent]
            item = self._parent[item]
        return item

    def part(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Forbids every item of the one side to be joined with one of the other; ask before joining."""
        for items, side in ((left, False), (right, True)):
            for item in items:
                self._barred.setdefault(self.find(item), set()).add((self._bars, side))
        self._bars += 1

    def join(self, items: Sequence[str]) -> None:
        """Makes the items' groups one, as far as nothing forbids it; the order of the items does not count."""
        kept: list[str] = []
        for root in sorted({self.find(item) for item in items}):
            host = next((other for other in kept if not self._forbidden(other, root)), None)
            if host is None:
                kept.append(root)
                continue
            self._parent[root] = host
            if root in self._barred:
                self._barred.setdefault(host, set()).update(self._barred.pop(root))

    def parted(self, item: str) -> bool:
        """Whether something is forbidden to the item's group."""
        return self.find(item) in self._barred

    def _forbidden(self, one: str, other: str) -> bool:
        bars = self._barred.get(other)
        return bars is not None and any((bar, not side) in self._barred.get(one, ()) for bar, side in bars)

    def members(self) -> dict[str, list[str]]:
        """The items of every group, by the id that stands for it."""
        groups: dict[str, list[str]] = defaultdict(list)
        for item in self._parent:
            groups[self.find(item)].append(item)
        return groups
