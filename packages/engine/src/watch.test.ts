import { describe, expect, it } from 'vitest';
import { groupShapes, type Stage, singleShapes, watchThrough } from './watch.ts';

const box = (left: number, top: number, right: number, bottom: number) => ({
  box: { left, top, right, bottom },
});

describe('singleShapes', () => {
  it('numbers things from 1, each a group of its own', () => {
    const shapes = singleShapes([box(0, 0, 2, 1), box(5, 5, 6, 6)]);
    expect(shapes.map(({ label, group }) => [label, group])).toEqual([
      ['1', 0],
      ['2', 1],
    ]);
    expect(shapes[0]?.outline).toEqual([
      { x: 0, y: 0 },
      { x: 2, y: 0 },
      { x: 2, y: 1 },
      { x: 0, y: 1 },
    ]);
  });

  it('takes the corners of turned boxes, and other labels', () => {
    const corners = [
      { x: 1, y: 0 },
      { x: 2, y: 1 },
      { x: 1, y: 2 },
      { x: 0, y: 1 },
    ];
    const [shape] = singleShapes([{ ...box(0, 0, 2, 2), corners, score: 0.5 }], ({ score }) => `${score}`);
    expect(shape).toEqual({ outline: corners, label: '0.5', group: 0 });
  });
});

describe('groupShapes', () => {
  it('gives members without a label, and the box around them with one', () => {
    const shapes = groupShapes([[box(0, 0, 2, 1), box(1, 2, 5, 3)], [box(9, 9, 10, 10)]]);
    expect(shapes.map(({ label, group }) => [label, group])).toEqual([
      [undefined, 0],
      [undefined, 0],
      ['1', 0],
      [undefined, 1],
      ['2', 1],
    ]);
    expect(shapes[2]?.outline).toEqual([
      { x: 0, y: 0 },
      { x: 5, y: 0 },
      { x: 5, y: 3 },
      { x: 0, y: 3 },
    ]);
  });
});

describe('watchThrough', () => {
  // As in a mirror that stands at x = 10.
  const mirrored = { a: -1, b: 0, c: 0, d: 1, e: 10, f: 0 };

  it('tells shapes in the frame of the page, and all else as it is', () => {
    const told: Stage[] = [];
    const watch = watchThrough(mirrored, (stage) => told.push(stage));
    watch?.({ name: 'lines', shapes: singleShapes([box(1, 2, 4, 3)]) });
    watch?.({ name: 'found nothing' });
    expect(told).toEqual([
      {
        name: 'lines',
        shapes: [
          {
            outline: [
              { x: 9, y: 2 },
              { x: 6, y: 2 },
              { x: 6, y: 3 },
              { x: 9, y: 3 },
            ],
            label: '1',
            group: 0,
          },
        ],
      },
      { name: 'found nothing' },
    ]);
  });

  it('is nobody when nobody watches', () => {
    expect(watchThrough(mirrored, undefined)).toBeUndefined();
  });
});
