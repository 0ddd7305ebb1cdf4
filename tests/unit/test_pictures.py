import subprocess
import sys
from pathlib import Path

import pytest

from builder.pictures import PictureError, filling, png, size_of

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" font-family="Source Sans Pro">
<text x="5" y="30" font-size="20">{}</text></svg>"""


def test_a_drawing_becomes_a_picture_of_the_size_asked_for() -> None:
    assert size_of(png(DRAWING.format("Depot"), 200, 100)) == (200, 100)


def test_text_is_drawn_although_no_font_of_the_system_is_used() -> None:
    blank, depot, mayor = (png(DRAWING.format(text), 200, 100) for text in ("", "Depot", "Mayor"))
    assert len({blank, depot, mayor}) == 3
    other = png(DRAWING.replace("Source Sans Pro", "DejaVu Sans").format("Depot"), 200, 100)
    assert other == blank


def test_another_process_draws_the_same_bytes(tmp_path: Path) -> None:
    code = f"import sys; from builder.pictures import png; sys.stdout.buffer.write(png({DRAWING.format('Depot')!r}, 200, 100))"
    environment = {"PYTHONHASHSEED": "7", "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    again = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment).stdout
    assert again == png(DRAWING.format("Depot"), 200, 100)


@pytest.mark.parametrize("drawing", ["", "no drawing", "<svg", "<html/>", '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'])
def test_what_is_no_drawing_is_refused(drawing: str) -> None:
    with pytest.raises(PictureError):
        png(drawing, 10, 10)


def test_a_drawing_takes_in_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png(DRAWING.format("Secret"), 200, 100))
    held = f'<image width="9" height="9" href="{tmp_path}/secret.png"/>'
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{held}</svg>'
    for drawing in (
        whole,
        whole.replace("href=", "x:href=").replace("/secret", "&#47;secret"),
        whole.replace("image", "feImage"),
    ):
        with pytest.raises(PictureError, match=r"it takes in .*secret\.png, and"):
            png(drawing, 9, 9)
    entity = f'<!DOCTYPE svg [<!ENTITY it "{held.replace("<", "&#60;").replace(chr(34), "&#34;")}">]>'
    with pytest.raises(PictureError, match="declares the entity it"):
        png(entity + whole.replace(held, "&it;"), 9, 9)
    own = '<path id="it"/><use href="#it"/><image href="data:image/png;base64,"/><a href="https://example.org"/>'
    assert size_of(png(whole.replace(held, own), 9, 9)) == (9, 9)


def test_a_drawing_nested_too_deep_does_not_bring_the_program_down() -> None:
    deep = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + '<g opacity=".5">' * 500 + "</g>" * 500 + "</svg>"
    with pytest.raises(PictureError, match="nested more than 100 deep"):
        png(deep, 9, 9)


def test_a_drawing_of_another_shape_is_made_to_fit_or_refused() -> None:
    assert size_of(png(DRAWING.format("Depot"), 200, 200)) == (200, 100)
    with pytest.raises(PictureError, match="another shape than 200 by 200"):
        filling(DRAWING.format("Depot"), 200, 200)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_has_no_size(content: bytes) -> None:
    assert size_of(content) == (0, 0)
