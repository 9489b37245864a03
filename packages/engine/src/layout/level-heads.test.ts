import { expect, it } from 'vitest';
import { piece } from '../testing/rows.ts';
import type { Block } from './blocks.ts';
import { headsOutside } from './level-heads.ts';
import { boxOf, rowOf } from './row.ts';

function block(...pieces: Parameters<typeof piece>[]): Block {
  const rows = pieces.map((one) => rowOf([piece(...one)]));
  return { box: boxOf(rows), rows };
}

const upper = block([100, 300, 20], [100, 290, 35]);
const lower = block([320, 500, 20], [320, 400, 35]);
const head = block([60, 70, 80, { height: 60 }]);
const folio = block([530, 540, 80, { height: 20 }]);

it('reads a head that stands across before the text, and a folio after it', () => {
  expect(headsOutside([upper, folio, head, lower])).toEqual([head, upper, lower, folio]);
});

it('leaves alone what stands across between the text, or runs along with it', () => {
  const label = block([305, 315, 80, { height: 60 }]);
  const note = block([540, 600, 80]);
  expect(headsOutside([upper, note, label, lower])).toEqual([upper, note, label, lower]);
});

it('keeps the order where nothing runs along', () => {
  expect(headsOutside([folio, head])).toEqual([folio, head]);
});
