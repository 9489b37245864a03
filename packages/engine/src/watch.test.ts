import { describe, expect, it } from 'vitest';
import { groupShapes, singleShapes } from './watch.ts';

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
