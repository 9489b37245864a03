import type { InkLine, Page } from './page.ts';
import type { Box } from './text.ts';

export type Point = readonly [number, number];

/** Turns a point about the middle of a page, by degrees clockwise. */
export function turnPoint([x, y]: Point, page: Page, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const [cx, cy] = [page.width / 2, page.height / 2];
  const [dx, dy] = [x - cx, y - cy];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cx + cos * dx - sin * dy, cy + sin * dx + cos * dy];
}

/**
 * The upright box about the ink of a line, or of several, when the page is turned: whole pixels, rounded
 * outwards, within the page. Each letter is turned by itself, so the box stays tight.
 */
export function turnedBox(ink: InkLine, page: Page, degrees: number): Box {
  const corners = ink.flatMap(([x1, y1, x2, y2]) =>
    (
      [
        [x1, y1],
        [x2, y1],
        [x2, y2],
        [x1, y2],
      ] as const
    ).map((corner) => turnPoint(corner, page, degrees)),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [
    Math.max(0, Math.floor(Math.min(...xs))),
    Math.max(0, Math.floor(Math.min(...ys))),
    Math.min(page.width, Math.ceil(Math.max(...xs))),
    Math.min(page.height, Math.ceil(Math.max(...ys))),
  ];
}
