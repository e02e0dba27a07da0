"""The frame of every page for people: language, navigation, links for programs."""

import functools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from starlette.requests import Request
from starlette.responses import Response

from alliancegraph.serving.body import in_address
from alliancegraph.serving.markup import Child, document, link, tag
from alliancegraph.serving.publisher import Publisher
from alliancegraph.serving.replies import reply
from graph.publication.dataset import DUMPS
from graph.publication.negotiation import choose_language

LANGUAGES = ("zh", "en")
HTML = "text/html; charset=utf-8"
VARY = {"Vary": "Accept, Accept-Language"}
_FOLDER = Path(__file__).parent
_EXAMPLE = """SELECT ?alliance ?name ?unit WHERE {
  ?alliance a ag:Alliance ; skos:prefLabel ?name .
  ?lead ag:leads ?alliance . ?lead skos:prefLabel ?unit .
} LIMIT 20
"""


@functools.cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((_FOLDER / "words.toml").read_text(encoding="utf-8"))


@functools.cache
def _style() -> str:
    return (_FOLDER / "page.css").read_text(encoding="utf-8")


def language_of(request: Request) -> str:
    """``?lang=``, else what Accept-Language likes best, else that of the settings."""
    wanted = in_address(request).get("lang", [""])[0]
    if wanted in LANGUAGES:
        return wanted
    publisher: Publisher = request.app.state.publisher
    ours = publisher.settings.language
    order = tuple(sorted(LANGUAGES, key=lambda each: each != ours))
    return choose_language(request.headers.get("accept-language"), order)


class Page:
    """A page in the language of its request; call it with a key of ``words.toml``."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.language = language_of(request)
        self.words = _words()[self.language]

    def __call__(self, key: str, /, **values: object) -> str:
        """The word for ``key`` with its placeholders filled."""
        return self.words[key].format(**values)

    def html(self, title: str, *body: Child | Iterable[Child], alternates: Mapping[str, str] | None = None) -> str:
        """The document. ``alternates`` are addresses of the same thing for programs, by media type."""
        machine = alternates or {}
        head = tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", f"{title} · {self('title')}"),
            tag("style", _style()),
            (tag("link", rel="alternate", type=media, href=address) for media, address in machine.items()),
        )
        other = "?" + urlencode({"lang": self("other")})
        navigation = tag("header", link("/", self("title")), link(other, self("language"), hreflang=self("other")))
        forms = [part for media, address in machine.items() for part in (link(address, media), " ")]
        foot = tag(
            "footer",
            tag("p", self("machines") + ": ", forms) if forms else None,
            tag("p", link("/sparql", self("query")), " · ", link("/ns", self("vocabulary")), " · ", self("licence")),
        )
        return document(tag("html", head, tag("body", navigation, tag("main", *body), foot), lang=self.language))

    def reply(
        self, title: str, *body: Child | Iterable[Child], alternates: Mapping[str, str] | None = None
    ) -> Response:
        """The page as an answer."""
        headers = VARY | {"Content-Language": self.language}
        if alternates:
            headers["Link"] = alternate_links(alternates)
        return reply(self.request, self.html(title, *body, alternates=alternates), HTML, headers=headers)

    def home(self, figures: Sequence[tuple[str, str, int]]) -> Response:
        """What there is, with counts. ``figures`` are label, address and count of each class."""
        rows = (tag("li", link(address, label), f" {count:,}") for label, address, count in figures)
        dumps = [part for suffix in DUMPS for part in (link(f"/dump.{suffix}", suffix), " ")]
        more = (
            tag("li", link("/sparql", self("query"))),
            tag("li", link("/ns", self("vocabulary"))),
            tag("li", link("/.well-known/void", self("dataset"))),
            tag("li", link("/reconcile", self("reconcile"))),
            tag("li", link("/openapi.json", self("interface"))),
            tag("li", self("dumps") + ": ", dumps),
        )
        return self.reply(
            self("home"),
            tag("h1", self("title")),
            tag("p", self("lead")),
            tag("h2", self("figures")),
            tag("ul", rows),
            tag("h2", self("machines")),
            tag("ul", more),
            alternates={"text/turtle": "/.well-known/void"},
        )

    def query_form(self) -> Response:
        """A form in which people write a query."""
        form = tag(
            "form",
            tag("p", tag("textarea", _EXAMPLE, name="query", spellcheck="false", aria_label=self("query"))),
            tag("p", tag("button", self("run"))),
            action="/sparql",
            method="get",
        )
        return self.reply(self("query"), tag("h1", self("query")), form)


def alternate_links(alternates: Mapping[str, str]) -> str:
    """The value of a Link header that names the other formats."""
    return ", ".join(f'<{address}>; rel="alternate"; type="{media}"' for media, address in alternates.items())


def definitions(pairs: Iterable[tuple[str, Child | Sequence[Child]]]) -> Element:
    """A list of terms and what they are."""
    return tag("dl", (part for term, value in pairs for part in (tag("dt", term), tag("dd", value))))
