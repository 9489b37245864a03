import { describe, expect, test } from 'vitest';
import { defaultSettings, settings } from '../src/index.ts';
import { nameOf, unwrapped, writtenSpec } from './written-spec.ts';

const { schemas } = writtenSpec.components;
const written = Object.entries(schemas.DetectRegionsSettings?.properties ?? {});

test('the table has the settings of the spec, in its order', () => {
  expect(Object.keys(settings)).toEqual(written.map(([name]) => name));
  expect(Object.keys(defaultSettings)).toEqual(written.map(([name]) => name));
});

describe.each(written)('%s', (name, schema) => {
  const row = settings[name as keyof typeof settings];
  const referred = schema.$ref === undefined ? schema : { ...schemas[nameOf(schema.$ref)], ...schema };

  test('has the type, the values and the limits of the spec', () => {
    expect(row.name).toBe(name);
    expect(row.type).toBe(referred.type);
    expect(row.values).toEqual(referred.enum);
    expect([row.minimum, row.maximum]).toEqual([referred.minimum, referred.maximum]);
  });

  test('has the default of the spec, here and there', () => {
    expect(schema.default).toBeDefined();
    expect(row.default).toBe(schema.default);
    expect(defaultSettings[name as keyof typeof defaultSettings]).toBe(schema.default);
  });

  test('has the description of the spec', () => {
    expect(unwrapped(row.description)).toBe(unwrapped(schema.description));
    expect(row.description).not.toBe('');
  });
});
