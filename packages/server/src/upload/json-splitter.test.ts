import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonSplitError, type JsonSplitOptions, JsonSplitter } from './json-splitter.ts';

const defaults: JsonSplitOptions = { member: 'image', maxRestBytes: 1_000_000, maxDepth: 1000 };

const FIRST_PRINTABLE = 0x20;

/** Splits a text that arrives in chunks of these sizes; the last size goes on to the end. */
function split(
  text: string | Uint8Array,
  sizes: readonly number[] = [],
  options: Partial<JsonSplitOptions> = {},
) {
  const splitter = new JsonSplitter({ ...defaults, ...options });
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const texts: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; at < bytes.length; i += 1) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? bytes.length;
    texts.push(splitter.write(bytes.subarray(at, at + size)));
    at += size;
  }
  return { ...splitter.end(), text: Buffer.concat(texts).toString('latin1') };
}

function reasonOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof JsonSplitError) return error.reason;
    throw error;
  }
}

describe('what is split off', () => {
  test('the member anywhere among others; the rest keeps an empty string in its place', () => {
    expect(split('{"a":1,"image":"QUJD","settings":{"rotate":90}}')).toEqual({
      rest: { a: 1, image: '', settings: { rotate: 90 } },
      split: true,
      text: 'QUJD',
    });
  });

  test.each([
    ['a longer name', '{"images":"x"}', { images: 'x' }],
    ['a nested object', '{"settings":{"image":"x"}}', { settings: { image: 'x' } }],
    ['an array', '{"a":["image","x"]}', { a: ['image', 'x'] }],
    ['a root array', '["image","x",{"image":"y"}]', ['image', 'x', { image: 'y' }]],
    ['a value', '{"a":"image","b":"x"}', { a: 'image', b: 'x' }],
    ['a member that is no string', '{"image":["x"],"b":"y"}', { image: ['x'], b: 'y' }],
    ['a null', '{"image":null,"b":"y"}', { image: null, b: 'y' }],
    ['a root string', '"image"', 'image'],
  ])('%s is not the member', (_, text, rest) => {
    expect(split(text)).toEqual({ rest, split: false, text: '' });
  });

  test('the name may be written with escapes', () => {
    expect(split('{"im\\u0061ge" : "eA=="}')).toMatchObject({ split: true, text: 'eA==' });
  });

  test.each([
    ['\\/', '/'],
    ['\\u002B', '+'],
    ['\\u002b', '+'],
    ['\\"', '"'],
    ['\\\\', '\\'],
    ['\\n\\r\\t\\b\\f', '\n\r\t\b\f'],
  ])('the escape %s is undone, wherever chunks end', (escaped, plain) => {
    for (let size = 1; size < 20; size += 1) {
      expect(split(`{"image":"ab${escaped}${escaped}c"}`, [size]).text).toBe(`ab${plain}${plain}c`);
    }
  });

  test('a character beyond ASCII comes as bytes of 0x80 and above', () => {
    for (const text of ['"é"', '"\\u00e9"', '"😀"', '"\\ud83d\\ude00"', '"\\u0100"']) {
      const bytes = Buffer.from(split(`{"image":${text}}`).text, 'latin1');
      expect(bytes.length).toBeGreaterThan(0);
      expect(bytes.every((byte) => byte >= 0x80)).toBe(true);
    }
  });
});

test('control characters in the text are handed on, for who reads it to refuse', () => {
  for (const size of [1, 3, 1000]) expect(split('{"image":"QU\n\0JD"}', [size]).text).toBe('QU\n\0JD');
});

test('a text full of escapes is read in one go', () => {
  const plain = 'a/"b\\';
  const escaped = JSON.stringify(plain.repeat(10_000)).replaceAll('/', '\\/');
  for (const size of [1000, 65_536])
    expect(split(`{"image":${escaped}}`, [size]).text).toBe(plain.repeat(10_000));
});

describe('what is refused', () => {
  test.each([
    ['nothing', ''],
    ['half an object', '{"image":"QUJD"'],
    ['a text without end', '{"image":"QUJD'],
    ['an escape without end', '{"image":"QU\\'],
    ['an unknown escape', '{"image":"\\x"}'],
    ['a broken code', '{"image":"\\u00g0"}'],
    ['a missing colon', '{"image" "QUJD"}'],
    ['two colons', '{"image"::"QUJD"}'],
    ['a missing comma', '{"image":"QUJD" "a":1}'],
    ['a trailing comma', '{"image":"QUJD",}'],
    ['a second root', '{"image":"QUJD"}{}'],
    ['brackets that do not match', '{"a":[1},"image":"QUJD"]'],
    ['closing first', ']}{"image":"QUJD"}'],
    ['single quotes', "{'image':'QUJD'}"],
  ])('%s is malformed', (_, text) => {
    for (const size of [1, 2, 3, 1000]) expect(reasonOf(() => split(text, [size]))).toBe('malformed');
  });

  test('invalid UTF-8 in the rest is malformed', () => {
    expect(reasonOf(() => split(Buffer.from('{"a":"\xff"}', 'latin1')))).toBe('malformed');
  });

  test('the member twice, since parsers differ in which they take', () => {
    expect(reasonOf(() => split('{"image":"QUJD","image":"QUJD"}'))).toBe('member-repeated');
    expect(reasonOf(() => split('{"image":1,"im\\u0061ge":"QUJD"}'))).toBe('member-repeated');
  });

  test('a rest beyond its limit, as soon as it is reached; the text of the member does not count', () => {
    const options = { maxRestBytes: 20 };
    expect(split(`{"image":"${'A'.repeat(1000)}"}`, [10], options).text).toHaveLength(1000);
    const splitter = new JsonSplitter({ ...defaults, ...options });
    expect(reasonOf(() => splitter.write(Buffer.from(`{"a":"${'A'.repeat(20)}`)))).toBe('rest-too-large');
  });

  test('nesting beyond its limit, as soon as it is reached', () => {
    expect(split('[[[]]]', [], { maxDepth: 3 }).rest).toEqual([[[]]]);
    const splitter = new JsonSplitter({ ...defaults, maxDepth: 3 });
    expect(reasonOf(() => splitter.write(Buffer.from('[[[[')))).toBe('too-deep');
  });
});

describe('for any JSON', () => {
  const names = fc.oneof(fc.constantFrom('image', 'settings', 'Image', '__proto__', 'a"b', ''), fc.string());
  const members = fc.uniqueArray(fc.tuple(names, fc.jsonValue({ maxDepth: 3 })), {
    selector: ([name]) => name,
  });
  const ascii = fc.string({
    unit: fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)),
  });
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
  const indents = fc.constantFrom('', ' ', '\t', '\n\r ');

  test('member and rest, put together, are what JSON.parse makes of it, however it is cut', () => {
    fc.assert(
      fc.property(
        members,
        ascii,
        fc.nat(),
        sizes,
        indents,
        fc.boolean(),
        (others, image, place, cuts, indent, lean) => {
          const all = others.filter(([name]) => name !== 'image');
          all.splice(place % (all.length + 1), 0, ['image', image]);
          const object = Object.fromEntries(all);
          let text = JSON.stringify(object, null, indent);
          if (!lean) text = text.replaceAll('/', '\\/').replaceAll(/(?<!e)\+/g, '\\u002b');
          const { rest, split: found, text: member } = split(text, cuts);
          expect(found).toBe(true);
          expect({ ...(rest as object), image: member }).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('what JSON.parse refuses is refused, and nothing else but a repeated member', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"image"',
        '"image":',
        '"QUJD"',
        '"a":1',
        'null',
        '\\',
        '\\u0061',
        ' ',
        '\n',
        '1',
        '-',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), sizes, (parts, cuts) => {
        const text = parts.join('');
        const reason = reasonOf(() => split(text, cuts));
        let accepted = true;
        try {
          JSON.parse(text);
        } catch {
          accepted = false;
        }
        if (reason === 'member-repeated') return;
        expect(reason).toBe(accepted ? undefined : 'malformed');
      }),
      { numRuns: 3000 },
    );
  });

  test('valid JSON with one byte changed is judged as JSON.parse judges it', () => {
    fc.assert(
      fc.property(
        members,
        ascii,
        fc.nat(),
        fc.integer({ min: 0, max: 127 }),
        sizes,
        (others, image, place, byte, cuts) => {
          const bytes = Buffer.from(JSON.stringify(Object.fromEntries([...others, ['image', image]])));
          bytes[place % bytes.length] = byte;
          const text = bytes.toString();
          // Cutting a character in two makes bytes that are no text at all.
          fc.pre(Buffer.from(text).equals(bytes));
          const reason = reasonOf(() => split(bytes, cuts));
          let accepted = true;
          try {
            JSON.parse(text);
          } catch {
            accepted = false;
          }
          if (reason === 'member-repeated') return;
          // A control character may have got into the text, where others refuse it.
          if (byte < FIRST_PRINTABLE && reason === undefined) return;
          expect(reason).toBe(accepted ? undefined : 'malformed');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
