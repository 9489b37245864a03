import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallBudget } from './call-budget.ts';

/** Images that need so many polls, worked on so many at a time, by a budget: how that ends. */
function simulate(limit: number, needs: readonly number[], concurrency: number) {
  const budget = new CallBudget(limit, 0);
  const inWork = new Map<{ sent: boolean; polls: number }, number>();
  const rest = [...needs];
  let done = 0;
  let refused = 0;
  let step = 0;
  for (;;) {
    while (rest.length > 0 && inWork.size < concurrency && budget.allows(inWork.keys())) {
      inWork.set({ sent: false, polls: 0 }, rest.shift() ?? 1);
    }
    if (inWork.size === 0) return { budget, done, refused, left: rest.length };
    // Any of them makes the next call.
    const [image, need] = [...inWork][step++ % inWork.size] as [{ sent: boolean; polls: number }, number];
    if (!budget.spend()) {
      refused++;
      inWork.delete(image);
    } else if (!image.sent) image.sent = true;
    else if (++image.polls === need) {
      budget.learn(image.polls);
      inWork.delete(image);
      done++;
    }
  }
}

describe('a budget of calls', () => {
  it('is never passed, whatever images need', () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (limit, needs, concurrency) => {
          const { budget } = simulate(limit, needs, concurrency);
          expect(budget.used).toBeLessThanOrEqual(limit);
          expect(budget.left).toBe(limit - budget.used);
        },
      ),
    );
  });

  it('lets all that was begun come to its end, when images need what those before them did', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 400 }),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 1, max: 12 }),
        (limit, need, concurrency) => {
          const { refused, done, left } = simulate(limit, Array(300).fill(need), concurrency);
          // The very last may be one that was tried with what was left.
          expect(refused).toBeLessThanOrEqual(1);
          // No more is kept back in the end than an image may need.
          if (left > 0) expect((done + 1) * (1 + need) + 4).toBeGreaterThan(limit - 4);
        },
      ),
    );
  });

  it('does everything where there is no limit', () => {
    const { done, refused } = simulate(Infinity, Array(100).fill(7), 8);
    expect([done, refused]).toEqual([100, 0]);
  });

  it('begins with what earlier runs have used', () => {
    const budget = new CallBudget(10, 9);
    expect(budget.allows([])).toBe(false);
    expect([budget.spend(), budget.spend(), budget.used]).toEqual([true, false, 10]);
    expect(new CallBudget(10, 25).left).toBe(0);
  });

  it('tries an image with two calls when there is nothing to lose', () => {
    expect(new CallBudget(2, 0).allows([])).toBe(true);
    expect(new CallBudget(2, 0).allows([{ sent: true, polls: 0 }])).toBe(false);
    expect(new CallBudget(1, 0).allows([])).toBe(false);
  });
});
