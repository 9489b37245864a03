import { describe, expect, it } from 'vitest';
import { findTextBoxes, meanInside } from './boxes.ts';
import type { ProbabilityMap } from './components.ts';

function emptyMap(width: number, height: number): ProbabilityMap {
  return { width, height, stride: width, data: new Float32Array(width * height) };
}

function fill(
  map: ProbabilityMap,
  left: number,
  top: number,
  right: number,
  bottom: number,
  value: number,
): void {
  for (let y = top; y < bottom; y++) map.data.fill(value, y * map.stride + left, y * map.stride + right);
}

describe('findTextBoxes', () => {
  it('grows a core on all sides by 0.9 times its area over its perimeter, less its soft edge', () => {
    const map = emptyMap(200, 100);
    fill(map, 50, 40, 130, 50, 0.9);
    const [only] = findTextBoxes(map, 0.6);
    const offset = (0.9 * 80 * 10) / (2 * 90);
    const grown = offset - 0.8;
    expect(only?.box.left).toBeCloseTo(50 - grown, 6);
    expect(only?.box.bottom).toBeCloseTo(50 + grown, 6);
    expect(only?.thickness).toBeCloseTo(10 + 2 * offset, 6);
    expect(only?.score).toBeCloseTo(0.9, 6);
  });

  it('never shrinks a core', () => {
    const map = emptyMap(60, 40);
    fill(map, 10, 10, 13, 13, 0.9);
    expect(findTextBoxes(map, 0.6)[0]?.box).toEqual({ left: 10, top: 10, right: 13, bottom: 13 });
  });

  it('keeps a box at the threshold and drops it above', () => {
    const map = emptyMap(60, 40);
    fill(map, 10, 10, 50, 20, 0.5);
    expect(findTextBoxes(map, 0.5)).toHaveLength(1);
    expect(findTextBoxes(map, 0.51)).toHaveLength(0);
  });

  it('scores a bowed line by its own pixels, since its rectangle is half paper', () => {
    const map = emptyMap(300, 60);
    // An arc that rises by twice its height from its ends to its middle.
    for (let x = 10; x < 290; x++) {
      const top = 40 - Math.round(20 * Math.sin((Math.PI * (x - 10)) / 280));
      fill(map, x, top, x + 1, top + 10, 0.9);
    }
    const [only] = findTextBoxes(map, 0.6);
    expect(only?.box.right).toBeGreaterThan(290);
    expect(only?.score).toBeLessThan(0.9);
  });

  it('gives faint text no better score for the shape of its core', () => {
    const map = emptyMap(120, 40);
    fill(map, 10, 10, 110, 20, 0.5);
    fill(map, 110, 10, 113, 13, 0.5);
    expect(findTextBoxes(map, 0.3)[0]?.score).toBeLessThan(0.5);
  });

  it('drops specks and thin rules', () => {
    const map = emptyMap(100, 40);
    fill(map, 5, 5, 95, 7, 1);
    fill(map, 40, 20, 42, 22, 1);
    expect(findTextBoxes(map, 0.1)).toEqual([]);
  });

  it('keeps at most 3000 boxes, the largest ones', () => {
    const map = emptyMap(500, 500);
    for (let y = 0; y + 4 <= 500; y += 5)
      for (let x = 0; x + 4 <= 160; x += 5) fill(map, x, y, x + 3, y + 3, 1);
    fill(map, 200, 200, 400, 220, 1);
    const boxes = findTextBoxes(map, 0.5);
    expect(boxes).toHaveLength(3000);
    expect(boxes.some(({ thickness }) => thickness > 20)).toBe(true);
  });
});

describe('meanInside', () => {
  it('counts the pixels whose centres lie inside', () => {
    const map = emptyMap(10, 10);
    fill(map, 0, 0, 10, 5, 1);
    const square = [
      { x: 2, y: 3 },
      { x: 6, y: 3 },
      { x: 6, y: 7 },
      { x: 2, y: 7 },
    ];
    expect(meanInside(map, square)).toBe(0.5);
    expect(meanInside(map, square.toReversed())).toBe(0.5);
  });

  it('stays within the map', () => {
    const map = emptyMap(4, 4);
    fill(map, 0, 0, 4, 4, 0.25);
    const wide = [
      { x: -9, y: -9 },
      { x: 9, y: -9 },
      { x: 9, y: 9 },
      { x: -9, y: 9 },
    ];
    expect(meanInside(map, wide)).toBe(0.25);
    expect(
      meanInside(
        map,
        wide.map(({ x, y }) => ({ x: x + 100, y })),
      ),
    ).toBe(0);
  });
});
