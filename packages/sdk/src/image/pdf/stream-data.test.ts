import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { streamData } from './stream-data.ts';
import type { Dictionary, Value } from './syntax.ts';

const flate = (parameters: Value = null): Dictionary =>
  new Map<string, Value>([
    ['/Filter', '/FlateDecode'],
    ['/DecodeParms', parameters],
  ]);
const parameters = (entries: Readonly<Record<string, number>>): Dictionary =>
  new Map(Object.entries(entries).map(([name, value]) => [`/${name}`, value]));

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A row as PNG filters it: the difference of each byte to what is predicted from its neighbours. */
function filtered(kind: number, row: readonly number[], above: readonly number[], step: number): number[] {
  const differences = row.map((value, column) => {
    const [a, b, c] = [row[column - step] ?? 0, above[column] ?? 0, above[column - step] ?? 0];
    const p = a + b - c;
    const nearest = [a, b, c].toSorted((x, y) => Math.abs(p - x) - Math.abs(p - y))[0] as number;
    return (value - ([0, a, b, Math.floor((a + b) / 2), nearest][kind] as number)) & 255;
  });
  return [kind, ...differences];
}

it('undoes whatever PNG has filtered', async () => {
  const image = fc.integer({ min: 1, max: 3 }).chain((colors) =>
    fc.integer({ min: 1, max: 5 }).chain((columns) =>
      fc.record({
        colors: fc.constant(colors),
        columns: fc.constant(columns),
        rows: fc.array(
          fc.tuple(
            fc.nat(4),
            fc.array(fc.nat(255), { minLength: colors * columns, maxLength: colors * columns }),
          ),
          { maxLength: 6 },
        ),
      }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(image, async ({ colors, columns, rows }) => {
      const bytes = rows.flatMap(([kind, row], index) =>
        filtered(kind, row, rows[index - 1]?.[1] ?? [], colors),
      );
      const dictionary = flate(parameters({ Predictor: 15, Colors: colors, Columns: columns }));
      const data = await streamData(deflateSync(Uint8Array.from(bytes)), dictionary);
      expect([...(data ?? [])]).toEqual(rows.flatMap(([, row]) => row));
    }),
  );
});

it('gives plain and compressed bytes, and what comes before damage', async () => {
  const bytes = Uint8Array.from(Buffer.from('two pages '.repeat(1_000)));
  const packed = deflateSync(bytes);
  expect(await streamData(bytes, new Map())).toEqual(bytes);
  expect(await streamData(packed, flate())).toEqual(bytes);
  expect(await streamData(Buffer.concat([packed, Buffer.from('\nendstream')]), flate())).toEqual(bytes);
  expect(await streamData(Buffer.from('no such thing'), flate())).toEqual(new Uint8Array());
});

it('stops before much has come out of little', async () => {
  const bomb = deflateSync(new Uint8Array(64_000_000));
  const data = await streamData(bomb, flate());
  expect(data?.length).toBeGreaterThan(1_000_000);
  expect(data?.length).toBeLessThan(8_000_000);
});

it.each([
  ['another filter', new Map<string, Value>([['/Filter', '/LZWDecode']])],
  ['two filters', new Map<string, Value>([['/Filter', ['/ASCII85Decode', '/FlateDecode']]])],
  ['a predictor of TIFF', flate(parameters({ Predictor: 2 }))],
])('does not know %s', async (_name, dictionary) => {
  expect(await streamData(deflateSync(new Uint8Array(9)), dictionary)).toBeUndefined();
});

it('does without a runtime that can decompress', async () => {
  vi.stubGlobal('DecompressionStream', undefined);
  expect(await streamData(deflateSync(new Uint8Array(9)), flate())).toBeUndefined();
});
