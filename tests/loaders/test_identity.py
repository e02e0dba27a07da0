"""Which mentions are one entity."""

from hypothesis import given
from hypothesis import strategies as st

from graph.entity import Mentioned
from loaders.identity import cluster
from loaders.registry import Registry


def mention(document, index, kind, name, **more):
    return Mentioned(f"{document}#{index}", document, index, "", kind, name, **more)


def same(*mentions):
    """Whether all of these are one entity."""
    return len(set(cluster(mentions, Registry().key_of).values())) == 1


def test_full_names_agree_after_folding_and_kinds_stay_apart():
    assert same(mention("a", 0, "Alliance", "桥梁（BIM）联盟"), mention("b", 0, "Alliance", "桥梁(bim) 联盟"))
    assert not same(mention("a", 0, "Alliance", "桥梁联盟"), mention("b", 0, "Organization", "桥梁联盟"))
    assert not same(mention("a", 0, "Alliance", "花卉联盟"), mention("b", 0, "Alliance", "热带花卉联盟"))


def test_aliases_tie_between_documents_only_when_a_text_defines_them():
    short = mention("b", 0, "Alliance", "桥梁联盟")
    full = "桥梁产业技术创新战略联盟"
    assert not same(mention("a", 0, "Alliance", full, aliases=("桥梁联盟",)), short)
    defined = mention("a", 0, "Alliance", full, aliases=("桥梁联盟",), defined=("桥梁联盟",))
    assert same(defined, short)
    other = mention("c", 0, "Alliance", "智能桥梁产业联盟", aliases=("桥梁联盟",))
    keys = cluster([defined, short, other], Registry().key_of)
    assert len(set(keys.values())) == 3


def test_policies_by_number_or_by_title_unless_dates_differ():
    numbered = mention("a", 0, "PolicyDocument", "关于桥梁的通知", number="科发〔2010〕1号", date="2010-05")
    assert same(numbered, mention("b", 0, "PolicyDocument", "科发[2010]1号", number="科发[2010]1号"))
    assert same(numbered, mention("b", 0, "PolicyDocument", "关于桥梁的通知"))
    assert not same(numbered, mention("b", 0, "PolicyDocument", "关于桥梁的通知", date="2012"))
    again = mention("c", 0, "PolicyDocument", "关于桥梁的通知", number="科发〔2012〕9号", date="2012")
    bare = mention("b", 0, "PolicyDocument", "关于桥梁的通知")
    assert len(set(cluster([numbered, again, bare], Registry().key_of).values())) == 3


def test_events_by_name_and_date():
    assert same(
        mention("a", 0, "Event", "桥梁论坛", date="2012-01"), mention("b", 0, "Event", "桥梁论坛", date="2012-01")
    )
    assert not same(
        mention("a", 0, "Event", "桥梁论坛", date="2012"), mention("b", 0, "Event", "桥梁论坛", date="2013")
    )
    assert not same(mention("a", 0, "Event", "座谈会"), mention("b", 0, "Event", "座谈会"))


def test_persons_by_a_shared_body_or_series():
    def person(document, body, **more):
        bodies = (1,) if body else ()
        found = [mention(document, 0, "Person", "王桥", bodies=bodies, **more)]
        return found + ([mention(document, 1, "Organization", body)] if body else [])

    def one(*groups):
        mentions = [m for group in groups for m in group]
        keys = cluster(mentions, Registry().key_of)
        return len({keys[m.id] for m in mentions if m.kind == "Person"}) == 1

    assert one(person("a", "甲大学"), person("b", "甲大学"))
    assert not one(person("a", "甲大学"), person("b", "乙大学"))
    assert not one(person("a", None), person("b", None))
    assert one(person("a", "甲大学", ties=("series:简报",)), person("b", "乙大学", ties=("series:简报",)))


def test_a_merge_keeps_the_first_key_and_its_withdrawal_gives_the_second_back():
    registry = Registry()
    short = mention("b", 0, "Alliance", "桥梁联盟")
    full = mention("a", 0, "Alliance", "桥梁产业联盟", aliases=("桥梁联盟",), defined=("桥梁联盟",))
    alone = cluster([short], registry.key_of)
    together = cluster([short, full], registry.key_of)
    assert set(together.values()) == set(alone.values())
    assert cluster([short], registry.key_of) == alone


names = st.sampled_from(["甲联盟", "甲产业联盟", "乙联盟", "丙"])
mentions = st.lists(
    st.builds(
        lambda d, kind, name, aliases, number, date: (d, kind, name, tuple(aliases), number, date),
        st.sampled_from("abcd"),
        st.sampled_from(["Alliance", "Person", "PolicyDocument", "Event"]),
        names,
        st.lists(names, max_size=2),
        st.sampled_from([None, "号1", "号2"]),
        st.sampled_from([None, "2012", "2013-01"]),
    ),
    max_size=9,
)


@given(mentions, st.randoms())
def test_clusters_do_not_depend_on_order(rows, random):
    made = [
        Mentioned(f"{d}#{i}", d, i, "", kind, name, aliases, aliases[:1], date=date, number=number)
        for i, (d, kind, name, aliases, number, date) in enumerate(rows)
    ]
    shuffled = list(made)
    random.shuffle(shuffled)
    first, second = cluster(made, Registry().key_of), cluster(shuffled, Registry().key_of)
    assert first == second
    assert set(first) == {m.id for m in made}
