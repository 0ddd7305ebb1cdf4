import math

import pytest

from builder import maps, words
from builder.maps import Frame, bar, distance, framed, home, path, ring_distances, rounded, shape, spans, wind
from builder.outlines import Box
from builder.schema import IncidentType, choices

BAGHDAD, WASHINGTON, BASRA = (44.4, 33.34), (-77.04, 38.9), (47.8, 30.5)


def test_distances_are_those_of_an_atlas() -> None:
    assert distance(BAGHDAD, WASHINGTON) == pytest.approx(9_960_000, rel=0.01)
    assert distance((0, 0), (0, 1)) == pytest.approx(maps.DEGREE)
    assert distance((179.5, 0), (-179.5, 0)) == pytest.approx(maps.DEGREE)
    assert distance(BAGHDAD, BAGHDAD) == 0


@pytest.mark.parametrize(
    ("to", "name"),
    [((44.4, 40), "north"), ((50, 33.3), "east"), ((44.4, 20), "south"), ((30, 33.3), "west"), (BASRA, "south-east")],
)
def test_winds(to: tuple[float, float], name: str) -> None:
    assert wind(BAGHDAD, to) == name


def test_distances_are_told_with_two_digits_that_count() -> None:
    assert [rounded(metres) for metres in (9_963_212, 881_000, 1_234, 0)] == [10_000_000, 880_000, 1_200, 0]


def test_a_frame_is_true_to_scale_in_its_middle() -> None:
    frame = framed(Box(40, 30, 48, 38), 400)
    x, y = frame.at((44, 34))
    assert (x, y) == pytest.approx((200, frame.height / 2), abs=0.5)
    one_north, one_east = frame.at((44, 35)), frame.at((44 + 1 / math.cos(math.radians(34)), 34))
    assert y - one_north[1] == pytest.approx(one_east[0] - x, rel=0.01)
    assert y - one_north[1] == pytest.approx(frame.units(maps.DEGREE), rel=0.01)


@pytest.mark.parametrize("box", [Box(40, 30, 41, 45), Box(0, 30, 60, 31), Box(-180, -60, 180, 75), Box(20, 69, 30, 71)])
def test_a_frame_is_neither_too_tall_nor_too_flat_and_holds_its_box(box: Box) -> None:
    frame = framed(box, 360)
    assert 0.45 <= frame.height / frame.width <= 0.76
    assert frame.box.grown(1e-6, 1e-6).holds((box.west, box.south))
    assert frame.box.grown(1e-6, 1e-6).holds((box.east, box.north))


def test_a_circle_is_drawn_to_scale_and_wider_towards_the_pole() -> None:
    frame = framed(Box(40, 30, 48, 38), 400)
    rx, ry = frame.circle((44, 34), 50_000)
    assert ry == pytest.approx(frame.units(50_000))
    assert rx == pytest.approx(ry, rel=0.01)
    north, south = frame.circle((44, 38), 50_000), frame.circle((44, 30), 50_000)
    assert north[0] > north[1]
    assert south[0] < south[1]
    # Its eastern edge is as far away as it says.
    x, _ = frame.at((44, 38))
    lon = frame.box.west + (x + north[0]) / frame.width * (frame.box.east - frame.box.west)
    assert distance((44, 38), (lon, 38)) == pytest.approx(50_000, rel=0.01)


def test_the_frame_is_the_country_that_holds_the_incidents() -> None:
    box, homes = home([(BAGHDAD, 30), (BASRA, 10), (WASHINGTON, 3)])
    assert homes == {"Iraq"}
    assert box.holds((38.8, 33.3))
    assert box.holds((48.5, 30))
    assert not box.holds(WASHINGTON)


def test_a_country_with_its_share_of_the_incidents_is_in_the_frame_too() -> None:
    box, homes = home([(BAGHDAD, 8), ((36.3, 33.5), 2)])
    assert homes == {"Iraq", "Syria"}
    assert box.holds((36.3, 33.5))


def test_of_a_country_overseas_only_the_part_counts_in_which_something_happened() -> None:
    box, homes = home([((2.35, 48.85), 5)])
    assert homes == {"France"}
    assert not box.holds((-52.3, 4.9))
    assert not home([(WASHINGTON, 1)])[0].holds((-149.9, 61.2))


def test_where_no_country_has_its_share_all_points_are_shown() -> None:
    points = [((lon, lat), 1) for lon in (-100, -60, 20, 45, 78, 139) for lat in (-25, 36)]
    box, homes = home(points)
    assert homes == set()
    assert all(box.holds(point) for point, _ in points)


def test_places_on_either_side_of_the_date_line_have_a_narrow_frame() -> None:
    suva, taveuni, east = (178.4, -18.1), (-179.97, -16.8), (-178.8, -17.7)
    box, homes = home([(suva, 1), (taveuni, 1), (east, 1)])
    assert homes == {"Fiji"}
    assert box.east - box.west < 10
    frame = framed(box, 760)
    assert all(frame.holds(point) for point in (suva, taveuni, east))
    assert frame.at(suva) < frame.at(taveuni) < frame.at(east)
    assert "Fiji" in maps.lands(frame)
    widths = [max(x for x, _ in ring) - min(x for x, _ in ring) for ring in maps.lands(frame)["Fiji"]]
    assert max(widths) < 500, "no island is as wide as the sea"


def test_readers_know_the_world_with_the_ocean_at_its_sides() -> None:
    box, _ = home([((44, 33), 1), ((-100, 40), 1), ((150, -30), 1), ((100, 60), 1), ((-50, -10), 1)])
    frame = framed(box, 760)
    places = [(-100, 40), (-50, -10), (44, 33), (100, 60), (150, -30)]
    assert sorted(places, key=frame.at) == places


def test_the_outlines_of_the_world_are_not_heavier_than_they_can_be_seen() -> None:
    whole, near = (framed(box, 760) for box in (Box(-180, -60, 180, 75), Box(38, 29, 49, 38)))
    assert sum(len(path(rings)) for rings in maps.lands(whole).values()) < 90_000
    assert len(maps.lands(near)["Iraq"][0]) > 100


def test_one_point_at_sea_has_a_frame() -> None:
    box, homes = home([((-30.0, 0.0), 1)])
    assert homes == set()
    assert box.east - box.west >= 2
    assert framed(box, 360).height > 0


def test_a_tiny_country_is_shown_with_what_is_around_it() -> None:
    box, homes = home([((9.55, 47.15), 4)])
    assert homes == {"Liechtenstein"}
    assert box.north - box.south >= 2


def test_the_scale_bar_is_a_round_distance_to_scale() -> None:
    for width in (0.2, 1, 8, 40):
        frame = framed(Box(40, 30, 40 + width, 30 + width), 360)
        metres, units = bar(frame)
        assert str(int(metres)).rstrip("0") in ("1", "2", "5")
        assert units == pytest.approx(frame.units(metres))
        assert 20 < units <= 0.22 * 360 + 1e-6


def test_rings_are_round_distances_that_are_seen() -> None:
    frame = framed(maps.around(BAGHDAD, 22_000), 360, flattest=1, tallest=1)
    assert ring_distances(frame, BAGHDAD) == (5_000, 10_000, 20_000)


def test_land_is_cut_off_beyond_the_edge_so_that_no_border_is_seen_along_it() -> None:
    frame = framed(Box(43, 32, 45, 34), 360)
    ((*corners,),) = maps.lands(frame)["Iraq"]
    assert min(x for x, _ in corners) < 0
    assert max(x for x, _ in corners) > frame.width


def test_a_path_leaves_out_what_no_one_sees() -> None:
    assert path([((0, 0), (10, 0), (10.1, 0.1), (10, 10), (0, 0))]) == "M0 0 10 0 10 10Z"
    assert path([((0, 0), (0.1, 0), (0, 0.1), (0, 0))]) == ""


def test_the_widest_stretch_of_land() -> None:
    ring = ((0.0, 0.0), (10.0, 0.0), (10.0, 4.0), (4.0, 4.0), (4.0, 10.0), (0.0, 10.0), (0.0, 0.0))
    assert list(spans([ring], [2, 8, 20])) == [(10, 5, 2), (4, 2, 8)]


def test_each_type_of_incident_has_one_mark_and_each_mark_its_form() -> None:
    types = [kind for _, _, types in words.MARKS for kind in types]
    assert sorted(types) == sorted(choices(IncidentType))
    paths = {shape(kind, 10, 10, 6) for kind, _, _ in words.MARKS}
    assert len(paths) == len(words.MARKS)


def test_the_shorter_side_of_a_frame_in_metres() -> None:
    frame = Frame(Box(0, -1, 4, 1), 400, 200)
    assert frame.metres == pytest.approx(2 * maps.DEGREE)
