import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newestFirst, within } from './bounds.ts';

const entries = fc.uniqueArray(
  fc.record({ at: fc.nat(10_000), imageId: fc.constantFrom('a', 'b', 'c', 'd'), bytes: fc.constant(10) }),
  { selector: ({ at }) => at, maxLength: 20 },
);

it('keeps the newest, within both bounds, each image counted once', () => {
  fc.assert(
    fc.property(entries, fc.nat(12), fc.nat(50), (all, count, bytes) => {
      const kept = within(all, { count, bytes });
      const images = new Set(kept.map(({ imageId }) => imageId));
      expect(kept.length).toBeLessThanOrEqual(count);
      expect(images.size * 10).toBeLessThanOrEqual(bytes);
      const sorted = newestFirst(all);
      expect(kept).toEqual(sorted.slice(0, kept.length));
      // No more is dropped than must be.
      const next = sorted[kept.length];
      const room =
        next !== undefined && (images.has(next.imageId) ? images.size : images.size + 1) * 10 <= bytes;
      expect(room && kept.length < count).toBe(false);
    }),
  );
});

it('keeps nothing of an image that is too large for itself', () => {
  expect(within([{ at: 1, imageId: 'a', bytes: 100 }], { count: 5, bytes: 99 })).toEqual([]);
});
