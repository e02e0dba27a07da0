"""Small tables, written with names of our own."""

from pathlib import Path

import pytest

URL = "https://example.org/a"
PAGE = f"{URL},样页,2020-01-02"

HEADERS = {
    "sources": "source_url,source_title,source_date,site_kind,is_copy",
    "alliances": "alliance,aliases,founded,batch,status,field,lead_unit,source_url,source_title,source_date,as_of",
    "organizations": "organization,kind,aliases,located_in,uscc,source_url,source_title,source_date,as_of",
    "memberships": "organization,alliance,role,status,date,source_url,source_title,source_date",
    "posts": "person,organization_or_alliance,title,date,status,source_url,source_title,source_date",
    "events": "event,type,date,date_end,place,organizers,participants,alliance,source_url,source_title,source_date",
    "policies": "title,number,issuers,date,cites,source_url,source_title,source_date",
    "evaluations": "year,evaluated,total,high,higher,medium,inactive,grade_a_count,cut_offs,note,as_of,"
    "source_url,source_title,source_date",
    "designations": "alliance,lead_unit,status,number,batch,document_number,issuer,date,"
    "source_url,source_title,source_date",
}


class Tables:
    """A folder in which a test writes tables."""

    def __init__(self, folder: Path):
        self.folder = folder

    def write(self, name, *rows, header=None, data=None):
        path = self.folder / f"{name}.csv"
        lines = [HEADERS[name] if header is None else header, *(row.replace("PAGE", PAGE) for row in rows)]
        path.write_bytes(data if data is not None else ("\n".join(lines) + "\n").encode())
        return path


@pytest.fixture
def tables(tmp_path):
    return Tables(tmp_path)
