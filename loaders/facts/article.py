"""An article while it is read: what 联盟, 会议 and 公司 stand for in it, and the day it spoke of last."""

from dataclasses import dataclass, field

from loaders.facts.page import Page
from loaders.mentions.mention import Mention


@dataclass(slots=True)
class Pending:
    """The event that a headline names: its parts (甲大会暨乙理事会) and the drafts that turned out to be them.

    ``verbal``: the headline tells it with a verb (甲联盟成立) and the body may have a name for it.
    """

    name: str
    parts: tuple[str, ...]
    kind: str
    page: Page
    start: int
    end: int
    events: list[int] = field(default_factory=list)
    verbal: bool = False


@dataclass(slots=True)
class Article:
    """What general words refer to inside one item of a newsletter, or inside a whole document.

    All numbers are drafts. ``subject`` is the alliance that bare 联盟 means, ``bodies`` the bodies that the headline or
    the first sentence speaks of, ``event`` the happening that 会议 means, ``events`` those met so far, ``here`` those
    that the page being read tells to be held, ``lately`` the last of them with its page and sentence. ``company`` is
    the unit that 公司 means, ``headed`` when a line of its own names it; ``row_units`` are those of the last row of a
    list of persons. ``guests``: the line before was the heading or a line of a list of guests.
    """

    index: int | None
    title: Page | None = None
    pages: list[Page] = field(default_factory=list)
    subject: int | None = None
    bodies: list[int] = field(default_factory=list)
    company: int | None = None
    headed: bool = False
    row_units: list[int] = field(default_factory=list)
    event: int | None = None
    here: list[int] = field(default_factory=list)
    lately: tuple[int, tuple[int, int], int] | None = None
    visit: int | None = None
    pending: Pending | None = None
    events: list[int] = field(default_factory=list)
    previous: str = ""
    appointing: int | None = None
    titles: dict[str, int] = field(default_factory=dict)
    titled: int | None = None
    project: tuple[Page, Mention] | None = None
    award: int | None = None
    contest: str | None = None
    speaker: int | None = None
    portrayed: int | None = None
    guests: bool = False
    spoken: int = -1
