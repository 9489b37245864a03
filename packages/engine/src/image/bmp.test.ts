import { describe, expect, it } from 'vitest';
import { type BmpForm, bmpFile } from '../testing/bmp-file.ts';
import { decodeBmp } from './bmp.ts';

const [RED, GREEN, BLUE, WHITE] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
] as const;
const palette = [RED, GREEN, BLUE, WHITE];

/** Five pixels by two: red, green, blue, white, red above, and five in green below. */
const picture = [
  [RED, GREEN, BLUE, WHITE, RED],
  [GREEN, GREEN, GREEN, GREEN, GREEN],
].flat(2);

/** The same as numbers of colours, in bytes: the bottom row first, each filled up to four bytes. */
const cases: readonly [string, number[], BmpForm][] = [
  ['4 bits', [0x11, 0x11, 0x10, 0, 0x01, 0x23, 0x00, 0], { bits: 4, palette }],
  ['2 bits', [0x55, 0x40, 0, 0, 0x1b, 0x00, 0, 0], { bits: 2, palette }],
  ['8 bits', [1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0], { bits: 8, palette }],
  [
    '8 bits, from the top',
    [0, 1, 2, 3, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0],
    { bits: 8, palette, topDown: true },
  ],
  ["OS/2's old header", [1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0], { bits: 8, palette, header: 12 }],
  ["OS/2's new header", [1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0], { bits: 8, palette, header: 64 }],
  ['a gap before the pixels', [0x11, 0x11, 0x10, 0, 0x01, 0x23, 0x00, 0], { bits: 4, palette, gap: 7 }],
  ['runs of 8 bits', [5, 1, 0, 0, 0, 4, 0, 1, 2, 3, 1, 0, 0, 1], { bits: 8, palette, compression: 1 }],
  [
    'runs of 8 bits, an odd number of single pixels, and no end',
    [4, 1, 1, 1, 0, 0, 0, 5, 0, 1, 2, 3, 0, 0, 0, 0],
    { bits: 8, palette, compression: 1 },
  ],
  ['runs of 4 bits', [5, 0x11, 0, 0, 0, 5, 0x01, 0x23, 0x00, 0, 0, 1], { bits: 4, palette, compression: 2 }],
  [
    '16 bits',
    [0x03e0, 0x03e0, 0x03e0, 0x03e0, 0x03e0, 0, 0x7c00, 0x03e0, 0x001f, 0x7fff, 0x7c00, 0].flatMap(le(2)),
    { bits: 16 },
  ],
  [
    '16 bits with masks',
    [0x07e0, 0x07e0, 0x07e0, 0x07e0, 0x07e0, 0, 0xf800, 0x07e0, 0x001f, 0xffff, 0xf800, 0].flatMap(le(2)),
    { bits: 16, compression: 3, masks: [0xf800, 0x07e0, 0x001f] },
  ],
  [
    '24 bits',
    [GREEN, GREEN, GREEN, GREEN, GREEN, [0], RED, GREEN, BLUE, WHITE, RED, [0]].flatMap((c) =>
      c.toReversed(),
    ),
    { bits: 24 },
  ],
  [
    '32 bits, whose fourth byte means nothing',
    [GREEN, GREEN, GREEN, GREEN, GREEN, RED, GREEN, BLUE, WHITE, RED].flatMap((c) => [...c.toReversed(), 0]),
    { bits: 32 },
  ],
  ...([40, 52, 56, 108, 124] as const).map((header): [string, number[], BmpForm] => [
    `32 bits with masks and a header of ${header} bytes`,
    [GREEN, GREEN, GREEN, GREEN, GREEN, RED, GREEN, BLUE, WHITE, RED].flatMap((c) => [255, ...c]),
    {
      bits: 32,
      compression: 3,
      header,
      masks: [0xff00, 0xff0000, 0xff000000, ...(header > 52 ? [0xff] : [])],
    },
  ]),
];

/** The bytes of a number, the lowest first. */
function le(length: number): (value: number) => number[] {
  return (value) => Array.from({ length }, (_, i) => (value >> (8 * i)) & 255);
}

const anySize = (): void => undefined;

describe('decodeBmp', () => {
  it.each(cases)('reads %s', (_, pixels, form) => {
    const found = decodeBmp(bmpFile(5, 2, Uint8Array.from(pixels), form), anySize);
    expect([found.width, found.height]).toEqual([5, 2]);
    expect([...found.data]).toEqual(picture);
  });

  it('leaves the first colour where runs skip', () => {
    const runs = Uint8Array.of(1, 1, 0, 2, 2, 0, 1, 2, 0, 0, 0, 2, 1, 0, 1, 3, 0, 1);
    const { data } = decodeBmp(bmpFile(4, 2, runs, { bits: 8, palette, compression: 1 }), anySize);
    expect([...data]).toEqual([RED, WHITE, RED, RED, GREEN, RED, RED, BLUE].flat());
  });

  it('reads 1 bit', () => {
    const pixels = Uint8Array.of(0b01010101, 0b10000000, 0, 0);
    const { data } = decodeBmp(bmpFile(9, 1, pixels, { bits: 1, palette: [WHITE, BLUE] }), anySize);
    expect([...data]).toEqual([WHITE, BLUE, WHITE, BLUE, WHITE, BLUE, WHITE, BLUE, BLUE].flat());
  });

  it('lays on white what its alpha says is transparent, unless all is', () => {
    const form = {
      bits: 32,
      compression: 3,
      header: 56,
      masks: [0xff0000, 0xff00, 0xff, 0xff000000],
    } as const;
    const half = decodeBmp(bmpFile(2, 1, Uint8Array.of(255, 0, 0, 128, 0, 0, 255, 0), form), anySize);
    expect([...half.data]).toEqual([127, 127, 255, 255, 255, 255]);
    const none = decodeBmp(bmpFile(1, 1, Uint8Array.of(255, 0, 0, 0), form), anySize);
    expect([...none.data]).toEqual([0, 0, 255]);
  });

  it('takes a colour that the palette lacks for black', () => {
    const { data } = decodeBmp(
      bmpFile(1, 1, Uint8Array.of(9, 0, 0, 0), { bits: 8, palette: [WHITE] }),
      anySize,
    );
    expect([...data]).toEqual([0, 0, 0]);
  });

  it('asks about the size before it looks at a pixel', () => {
    const refusal = new Error('too large');
    const refuse = (width: number, height: number): void => {
      expect([width, height]).toEqual([50_000, 40_000]);
      throw refusal;
    };
    expect(() => decodeBmp(bmpFile(50_000, 40_000, new Uint8Array(), { bits: 24 }), refuse)).toThrow(refusal);
  });

  it.each(cases)(
    'calls %s invalid when it is cut short anywhere before the last pixel',
    (_, pixels, form) => {
      const file = bmpFile(5, 2, Uint8Array.from(pixels), form);
      // Behind the last pixel stands the filling of its row, at most three bytes.
      const needed = file.length - 3;
      for (let length = 15; length < needed; length++) {
        expect(() => decodeBmp(file.subarray(0, length), anySize)).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^(invalid|unsupported)-image$/) }),
        );
      }
    },
  );

  it.each([
    [{ bits: 24, compression: 4 }, 'unsupported-image'],
    [{ bits: 1, compression: 3, header: 64 }, 'unsupported-image'],
    [{ bits: 24, compression: 1 }, 'invalid-image'],
    [{ bits: 7 }, 'invalid-image'],
  ] as const)('refuses %o', (form, code) => {
    expect(() => decodeBmp(bmpFile(5, 2, new Uint8Array(99), form), anySize)).toThrow(
      expect.objectContaining({ code, field: 'image' }),
    );
  });
});
