import pytest

from graph.errors import InputError
from loaders.readers import html


def read(source: str, encoding: str = "utf-8") -> str:
    data = source.encode(encoding)
    assert html.is_page(data)
    return html.read(data, "page.html").text


def test_what_a_browser_shows_comes_as_lines() -> None:
    text = read(
        "<html><head><title>竹材联盟成立_某网</title><style>p{}</style></head><body><!-- 注 -->"
        "<div>首页 <a>新闻</a></div>"
        "<h1>竹材联盟成立</h1><p>联盟于3月\n   5日在白沙市\n成立，Bamboo\n"
        "Group<b>参加</b>。<br>第二行&nbsp;&lt;完&gt;</p>"
        "<script>document.write('<p>无</p>')</script><p hidden>藏</p><p style='DISPLAY: none'>藏</p></body></html>"
    )
    assert text.splitlines() == [
        "首页 新闻", "", "竹材联盟成立", "", "联盟于3月 5日在白沙市成立，Bamboo Group参加。", "第二行\u00a0<完>",
    ]  # fmt: skip


def test_the_title_stands_above_when_the_body_lacks_it() -> None:
    source = "<html><head><title>竹材联盟成立大会召开 - 某某网</title></head><body><p>{}</p></body></html>"
    assert read(source.format("会议圆满结束。")).startswith("竹材联盟成立大会召开 - 某某网\n\n会议")
    assert read(source.format("竹材联盟成立大会召开。")) == "竹材联盟成立大会召开。"


def test_tables_of_data_are_rows() -> None:
    text = read(
        "<table><caption>名单</caption><tr><th>类别</th><th>序号</th><th colspan=2>单位</th></tr>"
        "<tr><td rowspan=2>理事</td><td>1</td><td>青江林业\n大学</td><td></td></tr>"
        "<tr><td>2<td><p>白沙集团</p><td>甲<br>乙丙丁</tr>"
        "<tr><td colspan=4>注：排名不分先后</td></tr></table>"
    )
    assert text.splitlines() == [
        "名单", "类别\t序号\t单位\t", "理事\t1\t青江林业大学\t", "理事\t2\t白沙集团\t甲乙丙丁", "注：排名不分先后",
    ]  # fmt: skip


def test_tables_that_arrange_a_page_are_lines() -> None:
    text = read(
        "<table><tr><td><ul><li>新闻</li></ul></td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>"
    )
    assert text.splitlines() == ["新闻", "", "甲\t乙"]


def test_cells_with_several_names_keep_them_apart() -> None:
    text = read(
        "<table><tr><td>1</td><td>青江林业大学<br>白沙竹业集团有限公司</td><td>韦青云<br>陆放</td></tr></table>"
    )
    assert text == "1\t青江林业大学 白沙竹业集团有限公司\t韦青云 陆放"


def test_lists_bear_the_numbers_that_are_shown() -> None:
    assert read("<ol start=3><li>甲联盟<li>乙联盟</ol><ul><li>丙</ul>").splitlines() == ["3. 甲联盟", "4. 乙联盟", "丙"]


@pytest.mark.parametrize("name", ["gb2312", "GBK", "gb18030", "big5", "utf-8"])
def test_the_declared_encoding_counts(name: str) -> None:
    words = "产业联盟。" if name == "gb2312" else "產業聯盟。"
    kind = f'<meta http-equiv="Content-Type" content="text/html; charset={name}">'
    assert read(f"<html><head>{kind}</head>{words}", name) == words


def test_a_wrong_declaration_does_no_harm() -> None:
    words = "产业技术创新联盟在青江省成立。"
    assert read(f"<meta charset=gb2312><p>{words}</p>", "utf-8") == words
    assert read(f"<meta charset=utf-8><p>{words}</p>", "gb18030") == words
    assert read(f"\ufeff<html><body>{words}</body>", "utf-16-le") == words


def test_pages_nested_beyond_reason_are_refused_at_once() -> None:
    with pytest.raises(InputError, match="nests HTML tags deeper"):
        html.read(b"<div>" * 100_000 + b"x", "page.html")
    assert read("<div>" * 2_000 + "联盟") == "联盟"


@pytest.mark.parametrize("data", ["联盟 <p> 成立", "<联盟>成立</联盟>", "# 标题\n<p>段落</p>", "<2021年>"])
def test_texts_with_signs_are_no_pages(data: str) -> None:
    assert not html.is_page(data.encode())
