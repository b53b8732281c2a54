"""The map: sea, land and coast; bases as numbered squares, sets as dots, drive times on the lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tournage.documents.render.html import Html, el
from tournage.documents.render.numbers import DIRECTIONS
from tournage.documents.render.svg import SCREEN, Box, Paint, drawing, line, num, rect, words
from tournage.documents.study.land import Frame, Point, frame_around, land_paths
from tournage.documents.study.view import View
from tournage.documents.study.words import unit_word
from tournage.kernel.place import distance_km

SQUARE = 16
LETTER = 0.58
"""Width of a letter of the face against its size, on average."""


@dataclass
class Labels:
    """Names already written, so that no other is written over them."""

    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box, width: float, height: float) -> bool:
        """Whether a name fits here: inside the picture, over nothing."""
        inside = (
            box.x >= 2
            and box.y >= 2
            and float(box.x) + float(box.w) <= width - 2
            and float(box.y) + float(box.h) <= height - 2
        )
        return inside and not any(_meet(box, other) for other in self.taken)


def draw_map(view: View, size: tuple[int, int], paint: Paint = SCREEN) -> Html:
    """The map in this size; redrawn for each, never shrunk."""
    picture = _Picture(view, size, paint)
    bases = ", ".join(view.base(base.hub) for base in view.bases)
    title = view.w("where.map_says", bases=bases, sets=len(picture.dots))
    return drawing(*size, *picture.pieces(), title=title, css="map", scale=False)


class _Picture:
    """One drawing under way."""

    def __init__(self, view: View, size: tuple[int, int], paint: Paint) -> None:
        study = view.study
        self._view, self._paint = view, paint
        self._hubs = {hub.id: hub.at for hub in study.hubs}
        at = {location.id: location.at for location in study.locations}
        used = {p.location for p in study.plan.placements if p.location}
        self.dots = tuple(at[id] for id in sorted(used) if id in at)
        self._bases = [(base.hub, self._hubs[base.hub]) for base in view.bases if base.hub in self._hubs]
        points = (*self.dots, *(where for _, where in self._bases)) or tuple(self._hubs.values())
        self._frame: Frame = frame_around(points, *size)
        self._labels = Labels()
        self._rtl = DIRECTIONS[view.lang] == "rtl"

    def pieces(self) -> Iterator[Html]:
        """All layers from the sea upwards."""
        frame, paint = self._frame, self._paint
        yield rect(Box(0, 0, frame.width, frame.height), paint("sea"))
        yield el("path", d=land_paths(frame), fill=paint("land"), stroke=paint("control"), stroke_width="1")
        for _, at in self._bases:
            x, y = frame.xy(at)
            self._labels.taken.append(Box(x - SQUARE / 2 - 2, y - SQUARE / 2 - 2, SQUARE + 4, SQUARE + 4))
        yield from self._rings()
        for at in self.dots:
            x, y = frame.xy(at)
            self._labels.taken.append(Box(x - 4, y - 4, 8, 8))
        yield from self._moves()
        for at in self.dots:
            x, y = frame.xy(at)
            yield el(
                "circle",
                cx=num(x),
                cy=num(y),
                r="3.6",
                fill=paint("clay"),
                stroke=paint("land"),
                stroke_width="1",
            )
        yield from self._squares()
        yield from self._towns()
        yield from self._scale_bar()
        yield rect(Box(0.5, 0.5, frame.width - 1, frame.height - 1), stroke=paint("rule"), stroke_width="1")

    def _rings(self) -> Iterator[Html]:
        """A dashed ring as far as the unit drives daily."""
        placements = self._view.study.plan.placements
        at = {location.id: location.at for location in self._view.study.locations}
        for hub, centre in self._bases:
            reached = [
                distance_km(centre, at[p.location])
                for p in placements
                if p.base == hub
                and p.location in at
                and not any(c.stay for c in p.candidates if c.location == p.location)
            ]
            far = max(reached, default=0) * self._frame.px_a_km
            if far > SQUARE:
                x, y = self._frame.xy(centre)
                shape = {"cx": num(x), "cy": num(y), "r": num(far + 5), "stroke": self._paint("clay")}
                yield el(
                    "circle",
                    fill=self._paint("clay"),
                    fill_opacity="0.07",
                    stroke_width="1",
                    stroke_dasharray="4 3",
                    **shape,
                )

    def _moves(self) -> Iterator[Html]:
        """A line from each base to the next, with the time of the move."""
        travel = {frozenset((t.origin, t.destination)): t for t in self._view.study.plan.travel}
        for (a, at_a), (b, at_b) in zip(self._bases, self._bases[1:], strict=False):
            (x1, y1), (x2, y2) = self._frame.xy(at_a), self._frame.xy(at_b)
            bend = (-(y2 - y1) * 0.12, (x2 - x1) * 0.12)
            cx, cy = (x1 + x2) / 2 + bend[0], (y1 + y2) / 2 - abs(bend[1])
            curve = f"M{num(x1)} {num(y1)}Q{num(cx)} {num(cy)} {num(x2)} {num(y2)}"
            yield el("path", d=curve, fill="none", stroke=self._paint("ink"), stroke_width="1.5")
            leg = travel.get(frozenset((a, b)))
            if leg is not None:
                middle = ((x1 + x2) / 4 + cx / 2, (y1 + y2) / 4 + cy / 2)
                yield from self._write(
                    middle, self._view.minutes(leg.minutes), gap=6, weight="600", halo=True
                )

    def _squares(self) -> Iterator[Html]:
        days = {
            base: len({d.on for d in self._view.study.board.days if d.base == base})
            for base, _ in self._bases
        }
        for number, (hub, at) in enumerate(self._bases, 1):
            x, y = self._frame.xy(at)
            yield rect(Box(x - SQUARE / 2, y - SQUARE / 2, SQUARE, SQUARE), self._paint("ink"))
            yield words(
                x, y + 4, str(number), size=11, anchor="middle", weight="700", fill=self._paint("land")
            )
            name = self._view.w("where.stay", base=self._view.base_phrase(hub), n=days[hub])
            yield from self._write((x, y), name, gap=SQUARE / 2 + 5, weight="600", halo=True, must=True)

    def _towns(self) -> Iterator[Html]:
        bases = {hub for hub, _ in self._bases}
        for hub in self._view.study.hubs:
            if hub.id in bases:
                continue
            x, y = self._frame.xy(hub.at)
            if not (6 < x < self._frame.width - 6 and 6 < y < self._frame.height - 6):
                continue
            name = list(
                self._write(
                    (x, y), self._view.say(self._view.base_phrase(hub.id)), gap=6, size=11, fill="ink-3"
                )
            )
            if name:
                yield el(
                    "circle",
                    cx=num(x),
                    cy=num(y),
                    r="2.6",
                    fill=self._paint("land"),
                    stroke=self._paint("ink-3"),
                    stroke_width="1.2",
                )
                yield from name

    def _write(
        self, at: Point, text: str, *, gap: float, size: int = 12, weight: str = "400", fill: str = "ink",
        halo: bool = False, must: bool = False,
    ) -> Iterator[Html]:  # fmt: skip
        """A name beside a point, where there is room; a name that must be written finds the least crowded side."""
        x, y = at
        wide = len(text.replace("\u2068", "").replace("\u2069", "")) * size * LETTER
        spots = (
            (x + gap, y + 4, "start", x + gap),
            (x - gap, y + 4, "end", x - gap - wide),
            (x, y - gap - 3, "middle", x - wide / 2),
            (x, y + gap + size, "middle", x - wide / 2),
        )
        boxes = [Box(left, sy - size, wide, size + 3) for _, sy, _, left in spots]
        free = [
            n for n, box in enumerate(boxes) if self._labels.free(box, self._frame.width, self._frame.height)
        ]
        if free:
            (sx, sy, anchor, _), box = spots[free[0]], boxes[free[0]]
        elif must:
            sx, sy, anchor = min(max(2, x - wide / 2), self._frame.width - wide - 2), y + gap + size, "start"
            box = Box(sx, y + gap, wide, size + 3)
        else:
            return
        self._labels.taken.append(box)
        rim = (
            {
                "stroke": self._paint("land"),
                "stroke_width": "3",
                "paint_order": "stroke",
                "stroke_linejoin": "round",
            }
            if halo
            else {}
        )
        yield words(sx, sy, text, size=size, anchor=anchor, weight=weight, fill=self._paint(fill), **rim)

    def _scale_bar(self) -> Iterator[Html]:
        km = 100 if self._frame.px_a_km * 100 < self._frame.width / 3 else 50
        long, y = self._frame.px_a_km * km, self._frame.height - 12
        x = self._frame.width - long - 12
        yield line(x, y, x + long, y, self._paint("ink-3"))
        for end in (x, x + long):
            yield line(end, y - 4, end, y, self._paint("ink-3"))
        yield words(
            x - 6,
            y + 2,
            f"{km}\u00a0{unit_word('km', self._view.lang)}",
            size=11,
            anchor="end",
            fill=self._paint("ink-3"),
        )


def _meet(a: Box, b: Box) -> bool:
    apart_x = float(a.x) + float(a.w) <= float(b.x) or float(b.x) + float(b.w) <= float(a.x)
    apart_y = float(a.y) + float(a.h) <= float(b.y) or float(b.y) + float(b.h) <= float(a.y)
    return not (apart_x or apart_y)
