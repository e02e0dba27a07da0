"""Facts of a text in traditional characters, or with masked words, are read and printed as they are written."""

from collections.abc import Callable

from graph.model import Reading

Read = Callable[[str], Reading]
Tells = Callable[[Reading, str], bool]

TRADITIONAL = "海藻加工產業技術創新戰略聯盟第二屆理事會在煙臺召開，會議由煙臺大學張遠航教授主持。"


def test_traditional_text(read: Read, tells: Tells) -> None:
    reading = read(TRADITIONAL)
    assert tells(reading, "張遠航 | chairs | 海藻加工產業技術創新戰略聯盟第二屆理事會")
    assert "海藻加工產業技術創新戰略聯盟" in {entity.name for entity in reading.entities if entity.kind == "Alliance"}


def test_masked_words(read: Read) -> None:
    reading = read("海藻加工产业技术**战略联盟在烟台召开第二届理事会。海藻加工产业技术创新战略联盟共有会员40家。")
    assert [entity.name for entity in reading.entities if entity.kind == "Alliance"] == ["海藻加工产业技术创新战略联盟"]
