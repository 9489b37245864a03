import { expect, it } from 'vitest';
import { emptyPage } from '../testing/printed-page.ts';
import { turn } from './turn.ts';

const paper = [9, 8, 7] as const;

it('gives the image itself back for no turn', () => {
  const page = emptyPage(10, 6);
  expect(turn(page, 360, paper).image).toBe(page);
});

it('moves pixels exactly in a quarter turn', () => {
  const page = emptyPage(3, 2, 0);
  page.data.set([10, 20, 30], 0);
  const { image } = turn(page, 90, paper);
  expect([image.width, image.height]).toEqual([2, 3]);
  expect([...image.data.subarray(3, 6)]).toEqual([10, 20, 30]);
  expect(image.data.reduce((a, b) => a + b)).toBe(60);
});

it('fills new corners with the paper and keeps the middle', () => {
  const { image } = turn(emptyPage(100, 100, 50), 45, paper);
  expect([...image.data.subarray(0, 3)]).toEqual([...paper]);
  const centre = 3 * (71 * image.width + 71);
  expect([...image.data.subarray(centre, centre + 3)]).toEqual([50, 50, 50]);
});
