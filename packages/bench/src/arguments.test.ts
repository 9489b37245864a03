import { describe, expect, test } from 'vitest';
import { readArguments, usage } from './arguments.ts';
import { peerNames } from './peers/index.ts';
import { UsageError } from './usage-error.ts';

const read = (...args: string[]) => {
  const read = readArguments(args);
  if (read === 'help') throw new Error('asked for help');
  return { ...read, cases: read.cases.map(({ name }) => name) };
};

test('a suite alone means all of its cases, all peers, 100 MB, five rounds', () => {
  expect(read('sdk')).toEqual({
    suite: 'sdk',
    cases: ['upload-file', 'upload-memory', 'small-calls', 'import', 'bundle', 'poll-cost', 'batch'],
    peers: peerNames,
    rounds: 5,
    size: 100_000_000,
    json: undefined,
  });
});

test('cases, peers, size, rounds and a file can be named', () => {
  const args = ['sdk', 'bundle', 'upload-file', '--size', '1GB', '--rounds', '3', '--peers', 'sdk,fetch'];
  expect(read(...args, '--json', 'out.json')).toEqual({
    suite: 'sdk',
    cases: ['upload-file', 'bundle'],
    peers: ['fetch', 'sdk'],
    rounds: 3,
    size: 1_000_000_000,
    json: 'out.json',
  });
});

describe('what can not be followed is named, with what is accepted:', () => {
  test.each([
    [[], 'sdk'],
    [['toString'], 'toString is none of: sdk, engine'],
    [['sdk', 'uplaod'], 'upload-file, upload-memory'],
    [['sdk', '--peers', 'fetch,got'], 'No peer is called got; there are fetch, axios'],
    [['sdk', '--rounds', '0'], 'from 1 to 100, not 0'],
    [['sdk', '--rounds', 'x'], 'from 1 to 100, not x'],
    [['sdk', '--size', '3'], 'of 64 bytes or more, not 3'],
    [['sdk', '--size', 'big'], 'such as 100MB or 1GB'],
    [['sdk', '--fast'], '--fast'],
  ])('%j', (args, message) => {
    const attempt = () => readArguments(args);
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(message);
  });
});

test('help goes before everything else, and lists every case and peer', () => {
  expect(readArguments(['nothing', '--help'])).toBe('help');
  for (const name of [...peerNames, 'upload-file', 'bundle']) expect(usage()).toContain(name);
});
