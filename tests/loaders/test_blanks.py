import pytest

from loaders.fold import fold
from loaders.genres.blanks import clean
from loaders.genres.traced import traced


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("　　2019 年 5 月 31 日", "2019年5月31日"),
        ("LTP 联盟和 3 家单位", "LTP联盟和3家单位"),
        ("World  Bamboo Congress 大会", "World Bamboo Congress大会"),
        ("科 技 部", "科技部"),
        ("审 核：林 曼    签 发：韩立群", "审核：林曼 签发：韩立群"),
        ("理事长：郑柏森 副理事长：林曼", "理事长：郑柏森 副理事长：林曼"),
        ("评估程序 单位自评", "评估程序 单位自评"),
        ("召开 “座谈会” ，", "召开“座谈会”，"),
        ("学士路 9 号 邮 编：350999", "学士路9号 邮编：350999"),
        ("联\u200b盟\ufeff网", "联盟网"),
        ("第一章 总 则", "第一章 总则"),
    ],
)
def test_typesetting_goes_and_columns_stay(text: str, cleaned: str) -> None:
    line = clean(traced(fold(text), 0, len(text)))
    assert line.text == cleaned
    at = 0
    for piece in line.pieces:
        assert piece.block == at
        assert fold(text)[piece.source : piece.source + piece.length] == cleaned[at : at + piece.length]
        at += piece.length
    assert at == len(cleaned)
