import { expect, test } from 'vitest';
import { readServerArguments, serverUsage } from './arguments.ts';
import { serverCases } from './cases/index.ts';

test('without arguments, all is measured at its full size', () => {
  expect(readServerArguments([])).toEqual({
    cases: serverCases,
    rounds: 3,
    size: 100e6,
    seconds: 10,
    tasks: 100_000,
    json: undefined,
  });
});

test('cases keep their order', () => {
  const args = readServerArguments(['stop', 'upload', '--size', '5MB', '--tasks', '24']);
  expect(args).toMatchObject({ cases: [{ name: 'upload' }, { name: 'stop' }], size: 5e6, tasks: 24 });
});

test.each([
  [['nothing'], /No case is called nothing; there are upload, status/],
  [['--seconds', '0'], /--seconds takes a whole number from 1 to 600, not 0/],
  [['--tasks', '1.5'], /--tasks takes a whole number from 24/],
  [['--nothing'], /--nothing/],
])('%j is refused with what is accepted', (args, message) => {
  expect(() => readServerArguments(args)).toThrow(message);
});

test('the help names every case', () => {
  expect(readServerArguments(['--help'])).toBe('help');
  for (const { name, title } of serverCases) expect(serverUsage()).toMatch(`${name.padEnd(10)} ${title}`);
});
