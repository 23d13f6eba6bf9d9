from __future__ import annotations

from service.corpus.attempts import Attempts
from service.corpus.storage import Folder

BLOCK = "input=000000/block-000000"


def test_nothing_is_marked_the_first_time(tmp_path):
    first = Attempts(Folder(str(tmp_path)), BLOCK, "a")
    first.reads(3)
    assert not first.careful and not first.deadly(3)
    second = Attempts(Folder(str(tmp_path)), BLOCK, "a")
    assert second.careful and not second.deadly(3)


def test_two_deaths_at_one_article(tmp_path):
    folder = Folder(str(tmp_path))
    Attempts(folder, BLOCK, "a")
    for index in (3, 4, 3):
        Attempts(folder, BLOCK, "a").reads(index)
    last = Attempts(folder, BLOCK, "a")
    assert last.deadly(3) and not last.deadly(4)
    last.over()
    assert not Attempts(folder, BLOCK, "a").careful


def test_damaged_and_foreign_marks_say_nothing(tmp_path):
    folder = Folder(str(tmp_path))
    Attempts(folder, BLOCK, "a")
    assert not Attempts(folder, BLOCK, "b").careful
    (mark,) = (tmp_path / "_job/attempts").iterdir()
    for data in (b"", b"{", b"[]"):
        mark.write_bytes(data)
        assert not Attempts(folder, BLOCK, "b").careful
