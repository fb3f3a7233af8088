"""Preview pictures are drawn once and cached by content; a site gets those of its pages."""

from pathlib import Path

from generator.drawing import lettering
from generator.drawing.share_picture import draw_card, draw_picture
from generator.drawing.shared import Block, Shared
from generator.exports import pictures
from generator.exports.linked import FormerSite
from generator.routes import picture as place_of


def shown(*words: str) -> dict[str, Shared]:
    found = (Shared("Claim", (Block((("plain", word),)),), "", "An archive") for word in words)
    return {one.name: one for one in found}


def stamps(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}


def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    folder, some = tmp_path / "pictures", shown("one", "two")
    assert pictures.missing_pictures(folder, some) == some
    pictures.draw(folder, some.items())
    before = stamps(folder)
    assert before.keys() == some.keys()
    assert (folder / next(iter(some))).read_bytes() == draw_picture(next(iter(some.values())))
    more = shown("one", "two", "three")
    assert pictures.missing_pictures(folder, more) == shown("three")
    pictures.draw(folder, more.items())
    assert {name: stamp for name, stamp in stamps(folder).items() if name in some} == before


def test_a_site_gets_the_pictures_of_its_pages_and_reuses_those_of_the_site_before(tmp_path: Path) -> None:
    folder, some = tmp_path / "pictures", shown("one", "two")
    names = [*some]
    pictures.draw(folder, some.items())
    assert pictures.put(folder, tmp_path / "first", names[:1]) == []
    assert [file.name for file in (tmp_path / "first" / place_of("")).iterdir()] == names[:1]
    (folder / names[0]).unlink()
    reused: list[str] = []
    assert pictures.put(folder, tmp_path / "second", names, FormerSite(tmp_path / "first", reused.append)) == []
    assert reused == [place_of(names[0])]
    assert not (tmp_path / "second" / place_of(names[1])).samefile(folder / names[1]), (
        "to shorten the site's would spoil the cache"
    )


def test_what_is_nowhere_is_named(tmp_path: Path) -> None:
    [name] = shown("gone")
    assert pictures.put(tmp_path / "pictures", tmp_path / "site", [name]) == [name]
    assert pictures.put(tmp_path / "pictures", tmp_path / "site", [name], FormerSite(tmp_path / "former")) == [name]


def test_the_cache_keeps_what_some_page_still_shows(tmp_path: Path) -> None:
    folder, some = tmp_path / "pictures", shown("one", "two")
    pictures.prune(folder, some)  # before anything has been drawn
    pictures.draw(folder, some.items())
    pictures.prune(folder, shown("two", "three"))
    assert stamps(folder).keys() == shown("two").keys()


def test_the_picture_of_an_archive_is_drawn_once_and_another_for_another_title(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    first = pictures.archive_picture(folder, "Floods")
    assert first == draw_card("Floods")
    before = stamps(folder)
    assert before.keys() == {pictures.archive_picture_name("Floods")}
    assert pictures.archive_picture(folder, "Floods") == first
    assert stamps(folder) == before
    assert pictures.archive_picture(folder, "Storms") == draw_card("Storms") != first
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    assert pictures.archive_picture(in_the_way, "Floods") == first


def test_the_shapes_of_letters_are_freed_once_the_pictures_are_drawn(tmp_path: Path) -> None:
    pictures.draw(tmp_path, shown("one").items())
    assert lettering._letter.cache_info().currsize > 0  # noqa: SLF001
    pictures.clear_caches()
    assert lettering._letter.cache_info().currsize == 0  # noqa: SLF001
