import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultSettings,
  dsrConfidences,
  dsrModes,
  findSettingProblems,
  languages,
  type Settings,
  settings,
} from '../src/index.ts';

const names = Object.keys(settings) as (keyof Settings)[];

/** What a setting accepts, by its row of the table. */
function validValue(name: keyof Settings): fc.Arbitrary<unknown> {
  const { type, values, minimum, maximum } = settings[name];
  if (values !== undefined) return fc.constantFrom(...values);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer({ min: minimum ?? -(2 ** 31), max: maximum ?? 2 ** 31 - 1 });
  return fc.string();
}

/** What a setting does not accept: other types, values off the list, numbers beyond the limits. */
function invalidValue(name: keyof Settings): fc.Arbitrary<unknown> {
  const { type, values, minimum, maximum } = settings[name];
  return fc.anything().filter((value) => {
    if (value === undefined) return false;
    if (values !== undefined) return !(values as readonly unknown[]).includes(value);
    if (type === 'integer') {
      const whole = Number.isInteger(value);
      return !whole || Number(value) < (minimum ?? 0) || Number(value) > (maximum ?? 0);
    }
    return typeof value !== type;
  });
}

const validSettings = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.option(validValue(name), { nil: undefined })])),
  { requiredKeys: [] },
);

describe('settings that the spec accepts', () => {
  test('have no problems, whichever of them are given', () => {
    fc.assert(
      fc.property(validSettings, (given) => {
        expect(findSettingProblems(given)).toEqual([]);
      }),
    );
  });

  test.each([undefined, {}, defaultSettings, Object.assign(Object.create(null), { rotate: 90 })])(
    'have no problems: %j',
    (given) => {
      expect(findSettingProblems(given)).toEqual([]);
    },
  );

  test.each([
    ['language', languages],
    ['dsrMode', dsrModes],
    ['dsrConfidence', dsrConfidences],
  ] as const)('have every value of %s', (name, values) => {
    for (const value of values) expect(findSettingProblems({ [name]: value })).toEqual([]);
  });

  test.each([-(2 ** 31), 2 ** 31 - 1, 0, -0, -90])('have rotate %d', (rotate) => {
    expect(findSettingProblems({ rotate })).toEqual([]);
  });
});

describe('one setting that the spec does not accept', () => {
  const oneWrong = fc
    .constantFrom(...names)
    .chain((name) => fc.record({ name: fc.constant(name), value: invalidValue(name), rest: validSettings }));

  test('is the one problem, and named', () => {
    fc.assert(
      fc.property(oneWrong, ({ name, value, rest }) => {
        const problems = findSettingProblems({ ...rest, [name]: value });
        expect(problems.map(({ field }) => field)).toEqual([`settings.${name}`]);
        expect(problems[0]?.message).toContain(`settings.${name} must be`);
        expect(problems[0]?.accepted).toEqual(settings[name].values);
      }),
    );
  });

  test('is told of briefly, however long it is', () => {
    const [problem] = findSettingProblems({ dsrMode: 'x'.repeat(100_000) });
    expect(problem?.message.length).toBeLessThan(300);
  });

  test.each<[unknown, string]>([
    [{ dsrMode: 'regions' }, `must be one of ${dsrModes.join(', ')}; got "regions". Did you mean Regions?`],
    [{ dsrConfidence: 'Middle' }, `must be one of ${dsrConfidences.join(', ')}; got "Middle".`],
    [{ language: 'Ukrainian' }, `and ${languages.length - 6} more; got "Ukrainian".`],
    [{ language: 'english' }, 'Did you mean English?'],
    [{ rotate: 1.5 }, 'must be a whole number from -2147483648 to 2147483647; got 1.5.'],
    [{ rotate: 2 ** 31 }, 'got 2147483648.'],
    [{ rotate: -(2 ** 31) - 1 }, 'got -2147483649.'],
    [{ rotate: Number.NaN }, 'got NaN.'],
    [{ rotate: '90' }, 'got "90".'],
    [{ makeUpsampling: 1 }, 'settings.makeUpsampling must be a boolean, true or false; got 1.'],
    [{ makeUpsampling: null }, 'got null.'],
    [{ makeBinarization: [] }, 'got an array.'],
    [{ makeBinarization: {} }, 'got an object.'],
  ])('%j: %s', (given, message) => {
    const problems = findSettingProblems(given);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
  });
});

describe('a member that is not a setting', () => {
  test('is a problem, with the names that are accepted', () => {
    const unknownName = fc
      .string({ maxLength: 40 })
      .filter((name) => !names.includes(name as keyof Settings));
    fc.assert(
      fc.property(unknownName, validSettings, (name, rest) => {
        const problems = findSettingProblems(Object.fromEntries([...Object.entries(rest), [name, true]]));
        expect(problems.map(({ field }) => field)).toEqual([`settings.${name}`]);
        expect(problems[0]?.accepted).toEqual(names);
      }),
    );
  });

  test.each([
    ['Rotate', 'Did you mean rotate?'],
    ['dsrmode', 'Did you mean dsrMode?'],
    ['__proto__', 'settings.__proto__ is not a setting'],
    ['constructor', 'settings.constructor is not a setting'],
  ])('%s: %s', (name, message) => {
    const [problem] = findSettingProblems(JSON.parse(`{"${name}": 1}`));
    expect(problem?.message).toContain(message);
  });
});

test('a long wrong name is shortened, like a long value', () => {
  const [problem] = findSettingProblems({ ['x'.repeat(100_000)]: true });
  expect(problem?.field).toBe(`settings.${'x'.repeat(39)}…`);
  expect(problem?.message.length).toBeLessThan(300);
});

test('every problem is told, in the order of the members', () => {
  const found = findSettingProblems({ rotate: 'x', colour: 1, language: 7 });
  expect(found.map(({ field }) => field)).toEqual([
    'settings.rotate',
    'settings.colour',
    'settings.language',
  ]);
});

test.each([
  [null, 'got null.'],
  [[], 'got an array.'],
  ['English', 'got "English".'],
  [7, 'got 7.'],
  [() => undefined, 'settings must be an object'],
])('settings that are no object are one problem: %s', (given, message) => {
  expect(findSettingProblems(given)).toEqual([
    { field: 'settings', message: expect.stringContaining(message) },
  ]);
});
