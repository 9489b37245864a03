import { expect, it } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { largePng } from '../testing/images.ts';
import { thrownBy } from '../testing/thrown.ts';
import { readImageHeader } from './read-header.ts';

it('tells the size that a detection would tell', async () => {
  expect(await readImageHeader(new Blob([largePng(1_000)]))).toEqual({ width: 1, height: 1 });
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>');
  expect(await readImageHeader(svg)).toEqual({ width: 40, height: 30 });
});

it('refuses what a detection would refuse', async () => {
  const text = await thrownBy(InvalidInputError, () => readImageHeader(new TextEncoder().encode('Dear Sir')));
  expect(text.accepted).toContain('TIFF');
  await thrownBy(InvalidInputError, () => readImageHeader(new Uint8Array()));
});

it('says when the image itself is at fault', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield* [];
    throw new Error('disk on fire');
  }
  const error = await thrownBy(InvalidInputError, () => readImageHeader(broken()));
  expect(error.cause).toMatchObject({ message: 'disk on fire' });
});
