import { expect, it } from 'vitest';
import { errorFormatOf } from './error-format.ts';

it.each([
  [['--error-format', 'json', 'detec'], 'json'],
  [['detect', '--error-format=json'], 'json'],
  [['detect', '--error-format', 'text'], 'text'],
  [['detect', '--error-format'], 'text'],
  [['detect', 'json'], 'text'],
  [[], 'text'],
])('finds the error format in %j: %s', (argv, format) => {
  expect(errorFormatOf(argv)).toBe(format);
});
