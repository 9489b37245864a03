import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowsInSight, scrollToRow } from './row-window.ts';

const lists = fc.record({
  count: fc.integer({ min: 1, max: 100_000 }),
  rowHeight: fc.integer({ min: 20, max: 60 }),
  height: fc.integer({ min: 60, max: 2000 }),
});

it('renders every row in sight, and few others', () => {
  fc.assert(
    fc.property(lists, fc.nat({ max: 3_000_000 }), ({ count, rowHeight, height }, scrolled) => {
      const { first, end } = rowsInSight(count, rowHeight, scrolled, height);
      const atTop = Math.floor(scrolled / rowHeight);
      const atBottom = Math.ceil((scrolled + height) / rowHeight);
      if (atTop < count) expect(first).toBeLessThanOrEqual(atTop);
      if (atTop < count) expect(end).toBeGreaterThanOrEqual(Math.min(atBottom, count));
      expect(end - first).toBeLessThanOrEqual(height / rowHeight + 16);
    }),
  );
});

it('scrolls no further than a row in sight needs', () => {
  fc.assert(
    fc.property(lists, fc.nat(), fc.nat({ max: 3_000_000 }), ({ count, rowHeight, height }, at, scrolled) => {
      const place = at % count;
      const top = scrollToRow(place, rowHeight, scrolled, height);
      expect(place * rowHeight).toBeGreaterThanOrEqual(top);
      expect((place + 1) * rowHeight).toBeLessThanOrEqual(top + height);
      expect(scrollToRow(place, rowHeight, top, height)).toBe(top);
    }),
  );
});
