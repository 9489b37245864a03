import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naturalSort } from './natural-sort.ts';

describe('naturalSort', () => {
  it('sorts numbers by what they are worth, and capitals like small letters', () => {
    const names = ['10.png', '9.png', '007.png', 'B.png', 'a.png', 'a10b2', 'a10b10', 'a9', 'a', '0'];
    expect(naturalSort(names)).toEqual([
      '0',
      '007.png',
      '9.png',
      '10.png',
      'a',
      'a9',
      'a10b2',
      'a10b10',
      'a.png',
      'B.png',
    ]);
  });

  it('gives the same names in the same order, however they came', () => {
    const name = fc.stringMatching(/^[a-cA-C0-9.]{1,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const sorted = naturalSort(names);
        expect([...sorted].sort()).toEqual([...names].sort());
        expect(naturalSort([...names].reverse())).toEqual(sorted);
      }),
    );
  });

  it('sorts numbers as numbers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.maxSafeNat()), (numbers) => {
        expect(naturalSort(numbers.map(String))).toEqual(numbers.sort((a, b) => a - b).map(String));
      }),
    );
  });
});
