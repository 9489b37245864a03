import { expect, test } from 'vitest';
import { imageFormats, limits, servers } from '../src/index.ts';
import { writtenSpec } from './written-spec.ts';

const { components, info, servers: written } = writtenSpec;
const json = JSON.stringify(writtenSpec);

test('the limits are those of the spec, with the length of an id', () => {
  const values = Object.entries(info['x-limits']).map(([name, { value }]) => [name, value]);
  expect(limits).toEqual({
    ...Object.fromEntries(values),
    taskIdLength: components.parameters.TaskId?.schema.maxLength,
  });
});

test('the servers are those of the spec', () => {
  const [cloud, local] = written;
  const port = local?.variables?.port?.default;
  expect(servers).toEqual({
    cloud: cloud?.url,
    local: { url: local?.url.replace('{port}', String(port)), port: Number(port) },
  });
});

test('the image formats are those of the spec', () => {
  expect(imageFormats).toEqual(components.schemas.DetectRegionsRequest?.properties?.image?.['x-formats']);
});

test('the words and the examples of the spec say the same as its limits', () => {
  const hours = [...json.matchAll(/(\d+) hours/g)].map(([, number]) => Number(number));
  expect(new Set(hours)).toEqual(new Set([limits.resultSeconds / 3600]));
  const lifetimes = [...json.matchAll(/"expires_in":(\d+)/g)].map(([, number]) => Number(number));
  expect(new Set(lifetimes)).toEqual(new Set([limits.tokenSeconds]));
  const sizes = [...json.matchAll(/at most (\d+) bytes/g)].map(([, number]) => Number(number));
  expect(new Set(sizes)).toEqual(new Set([limits.imageBytes]));
  const { description = '' } = components.schemas.DetectRegionsRequest?.properties?.image ?? {};
  const formats = description.match(/\b[A-Z]{3,4}\b/g)?.filter((word) => word !== 'RFC');
  expect(formats?.map((format) => format.toLowerCase())).toEqual(imageFormats);
});
