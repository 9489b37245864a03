import { expect, it } from 'vitest';
import { emptyPage } from '../testing/printed-page.ts';
import { paperColour } from './paper.ts';

it('takes the usual colour of the border, channel by channel, whatever lies inside', () => {
  const page = emptyPage(80, 60, 0);
  const set = (x: number, y: number, colour: readonly number[]): void =>
    page.data.set(colour, 3 * (y * 80 + x));
  for (let x = 0; x < 80; x++) for (const y of [0, 59]) set(x, y, [250, 240, 200]);
  for (let y = 0; y < 60; y++) for (const x of [0, 79]) set(x, y, [250, 240, 200]);
  for (let x = 0; x < 16; x++) set(x, 0, [0, 0, 0]);
  expect(paperColour(page)).toEqual([250, 240, 200]);
});
