"""A small graph with made-up bodies, written by the real writer: every way a fact can look like to a question.

Ids are chosen by hand, so that golden answers can be read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.document_facts import DocumentFacts, resolve
from graph.door import check_reading
from graph.model import Document, Entity, Page, Reading, Statement, ValueStatement
from graph.store import Store
from graph.text import sha256_of
from graph.writer import Plan, Writer
from ontology import load_vocabulary

ENTITIES: dict[str, Entity] = {
    "salt": Entity("Alliance", "星海盐业产业技术创新战略联盟", ("盐业联盟",), ("盐业联盟",)),
    "bamboo": Entity("Alliance", "云岭竹材产业技术创新战略联盟", ("竹材联盟",), ("竹材联盟",)),
    "graphite": Entity("Alliance", "远山石墨产业技术创新战略联盟", ("石墨联盟",), ("石墨联盟",)),
    "donghu": Entity("Organization", "东湖大学", ("东大",)),
    "beiling": Entity("Organization", "北岭盐业研究院"),
    "xichuan": Entity("Organization", "西川化工有限公司"),
    "nanhe": Entity("Organization", "南禾竹业集团有限公司"),
    "ministry": Entity("Organization", "科学事务部"),
    "division": Entity("Organization", "科学事务部规划处", ("规划处",)),
    "lin": Entity("Person", "林一舟"),
    "he": Entity("Person", "何采薇"),
    "zhou-nanhe": Entity("Person", "周明"),
    "zhou-xichuan": Entity("Person", "周明"),
    "notice": Entity("PolicyDocument", "关于公布联盟试点名单的通知", number="科事〔2014〕12号", date="2014-06-01"),
    "measures": Entity("PolicyDocument", "联盟建设管理办法", number="科事〔2010〕3号"),
    "opinion": Entity("PolicyDocument", "关于产业联盟的指导意见", number="科事〔2008〕1号"),
    "annual": Entity("Event", "盐业联盟年会", type="meeting", date="2016-05-10"),
    "forum": Entity("Event", "竹材创新论坛", type="forum", date="2018-09"),
    "seaside": Entity("Place", "星海市"),
    "pearl": Entity("Alliance", "近湾珠光材料产业技术创新战略联盟"),
    "harbour": Entity("Organization", "近湾市港务委员会"),
    "list": Entity("PolicyDocument", "第二批联盟试点名单", number="科事〔2015〕7号"),
    "wave": Entity("Award", "波光创新奖"),
    "survey": Entity("Project", "珠光材料共性技术攻关项目"),
    "norm": Entity("Standard", "珠光材料分级规范"),
}


@dataclass
class Writing:
    """A document being written: its lines, and what each states."""

    name: str
    genre: str
    date: str | None = None
    series: str | None = None
    text: str = ""
    told: list[tuple[str, str, str, Mapping[str, str], int, int, float, str | None]] = field(default_factory=list)
    values: list[tuple[str, str, str, str, int, int, str | None]] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    span: tuple[int, int] = (0, 0)

    def line(self, text: str) -> "Writing":
        self.span = (len(self.text), len(self.text) + len(text))
        self.text += text + "\n"
        return self

    def says(
        self, subject: str, predicate: str, target: str, confidence: float = 0.9, page: str | None = None, **q: str
    ) -> "Writing":
        self.told.append((subject, predicate, target, q, *self.span, confidence, page))
        return self

    def value(self, subject: str, name: str, value: str, datatype: str, page: str | None = None) -> "Writing":
        self.values.append((subject, name, value, datatype, *self.span, page))
        return self

    def page(self, url: str, title: str, date: str | None) -> "Writing":
        self.pages[url] = Page(url, title, date)
        return self

    def reading(self) -> Reading:
        used = [s for s, *_ in self.values] + [end for s, _, o, *_ in self.told for end in (s, o)]
        keys = list(dict.fromkeys(used))
        sha = sha256_of(self.text.encode())
        return Reading(
            document=Document(
                self.name,
                self.text,
                sha,
                sha,
                self.genre,
                title=f"样本 {self.name}",
                date=self.date,
                series=self.series,
            ),
            entities=tuple(ENTITIES[key] for key in keys),
            statements=tuple(
                Statement(keys.index(s), p, keys.index(o), q, start, end, f"sample.{p}", confidence, page)
                for s, p, o, q, start, end, confidence, page in self.told
            ),
            values=tuple(
                ValueStatement(keys.index(s), name, value, datatype, start, end, f"sample.{name}", 0.95, page=page)
                for s, name, value, datatype, start, end, page in self.values
            ),
            pages=tuple(self.pages.values()),
        )

    def facts(self) -> tuple[Reading, DocumentFacts]:
        vocabulary = load_vocabulary()
        reading = self.reading()
        check_reading(reading, vocabulary)
        ids = [
            next(key for key, each in ENTITIES.items() if each is entity) if entity.name != "周明" else self._zhou()
            for entity in reading.entities
        ]
        return reading, resolve(reading, {f"{self.name}#{n}": key for n, key in enumerate(ids)}, vocabulary)

    def _zhou(self) -> str:
        return next(s for s, *_ in self.told if s.startswith("zhou"))


def notice() -> Writing:
    w = Writing("sample-notice", "notice", "2014-06-01")
    w.line("科学事务部发布《关于公布联盟试点名单的通知》（科事〔2014〕12号）。").says("ministry", "issues", "notice")
    w.line("该名单依据《联盟建设管理办法》（科事〔2010〕3号）产生。").says("notice", "cites", "measures")
    w.line("1\t星海盐业产业技术创新战略联盟\t北岭盐业研究院")
    w.says("notice", "designates", "salt", status="pilot", number="1")
    w.says("beiling", "leads", "salt", role="责任主体单位")
    w.line("2\t云岭竹材产业技术创新战略联盟\t南禾竹业集团有限公司")
    w.says("notice", "designates", "bamboo", status="pilot", number="2")
    w.says("nanhe", "leads", "bamboo", role="责任主体单位")
    w.line("1\t远山石墨产业技术创新战略联盟\t重点培育")
    return w.says("notice", "designates", "graphite", status="key_cultivation", number="1")


def bulletin_2016() -> Writing:
    w = Writing("sample-2016", "briefing", "2016-05-20", "bulletin")
    w.line("盐业联盟年会于5月10日在星海市召开，由星海盐业产业技术创新战略联盟主办，林一舟主持。")
    w.says("salt", "organizes", "annual", role="主办").says("annual", "held_at", "seaside").says(
        "lin", "chairs", "annual"
    )
    w.line("当天，东湖大学、西川化工有限公司加入盐业联盟。")
    w.says("donghu", "member_of", "salt", role="成员单位", status="joined", date="2016-05-10")
    w.says("xichuan", "member_of", "salt", role="成员单位", status="joined", date="2016-05-10")
    w.line("东湖大学还是竹材联盟的成员单位。").says("donghu", "member_of", "bamboo", role="成员单位")
    w.line("科学事务部规划处处长林一舟到会。")
    w.says("lin", "holds_post", "division", title="处长").says("division", "part_of", "ministry")
    w.line("何采薇当选星海盐业产业技术创新战略联盟秘书长。")
    w.says("he", "holds_post", "salt", title="秘书长", status="appointed", date="2016-05-10")
    w.line("有消息说北岭盐业研究院可能成为石墨联盟成员。")
    return w.says("beiling", "member_of", "graphite", confidence=0.3, role="成员单位")


def bulletin_2019() -> Writing:
    w = Writing("sample-2019", "briefing", "2019-03-15", "bulletin")
    w.line("西川化工有限公司自2018年12月1日起退出盐业联盟。")
    w.says("xichuan", "member_of", "salt", role="成员单位", status="revoked", date="2018-12-01")
    w.line("东湖大学是盐业联盟成员单位。").says("donghu", "member_of", "salt", role="成员单位")
    w.line("林一舟3月1日起任科学事务部副部长。")
    w.says("lin", "holds_post", "ministry", title="副部长", status="appointed", date="2019-03-01")
    w.line("竹材创新论坛由竹材联盟和东湖大学主办。")
    w.says("bamboo", "organizes", "forum", role="主办").says("donghu", "organizes", "forum", role="主办")
    w.line("《联盟建设管理办法》引用了《关于产业联盟的指导意见》。").says("measures", "cites", "opinion")
    w.line("南禾竹业集团有限公司总经理周明发言。")
    return w.says("zhou-nanhe", "holds_post", "nanhe", title="总经理")


def web_2017() -> Writing:
    w = Writing("sample-2017", "web", "2017-04-02")
    w.line("第二批联盟试点名单（科事〔2015〕7号）中有近湾珠光材料产业技术创新战略联盟。")
    w.says("list", "designates", "pearl", status="pilot", number="3").value("pearl", "status", "pilot", "concept")
    w.value("pearl", "field", "珠光材料", "concept")
    w.line("2017年3月28日，近湾珠光材料产业技术创新战略联盟获波光创新奖。")
    w.says("pearl", "receives", "wave", date="2017-03-28")
    w.line("该联盟与近湾市港务委员会签约。").says("pearl", "signs_with", "harbour", date="2017-03")
    w.line("该联盟承担珠光材料共性技术攻关项目，该项目评估了12家联盟，并编制《珠光材料分级规范》。")
    w.says("pearl", "undertakes", "survey").says("pearl", "develops", "norm")
    return w.value("survey", "evaluated", "12", "integer")


def table() -> Writing:
    old, new = "https://example.org/salt", "https://example.org/alliances"
    w = Writing("table/sample", "table").page(old, "盐业", "2015").page(new, "联盟一览", "2020-01-02")
    w.line("星海盐业产业技术创新战略联盟,2013,盐业")
    w.value("salt", "founded", "2013", "date", old).value("salt", "field", "盐业", "concept", old)
    w.line("星海盐业产业技术创新战略联盟,2014-02-03,")
    w.value("salt", "founded", "2014-02-03", "date", new)
    w.line("云岭竹材产业技术创新战略联盟,2012,竹材")
    w.value("bamboo", "founded", "2012", "date", old).value("bamboo", "field", "竹材", "concept", old)
    w.line("云岭竹材产业技术创新战略联盟,2012-05,竹材")
    w.value("bamboo", "founded", "2012-05", "date", new).value("bamboo", "field", "竹材", "concept", new)
    w.line("科学事务部,government").value("ministry", "organization_kind", "government", "concept", new)
    w.line("周明,西川化工有限公司,董事长")
    return w.says("zhou-xichuan", "holds_post", "xichuan", page=new, title="董事长")


def load_sample(store: Store) -> None:
    """Writes the sample into an empty store."""
    entering = {
        writing.name: writing.facts() for writing in (notice(), bulletin_2016(), bulletin_2019(), web_2017(), table())
    }
    mentions = [m for _, facts in entering.values() for m in facts.mentions]
    Writer(store, load_vocabulary()).apply(Plan(withdraw={}, enter=entering, mentions=mentions))
