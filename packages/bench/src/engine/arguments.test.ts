import { describe, expect, test } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { defaultFolder, engineCases, engineUsage, readEngineArguments } from './arguments.ts';
import { readPages } from './pages.ts';
import { enginePeers } from './peer-names.ts';

test('nothing named means all cases and peers, three rounds, upright pages', () => {
  expect(readEngineArguments([])).toEqual({
    folder: defaultFolder(),
    cases: engineCases,
    peers: enginePeers,
    rounds: 3,
    turned: [],
    threads: undefined,
    json: undefined,
    pictures: undefined,
    predictions: undefined,
  });
});

test('the default folder has pages with truth', async () => {
  const pages = await readPages(defaultFolder());
  expect(pages.some(({ truth }) => truth !== null)).toBe(true);
});

test('everything can be named', () => {
  const args = [
    'scans',
    '--cases',
    'speed',
    '--peers',
    'tesseract,wasm',
    '--turned',
    '5,-12.5',
    '--rounds',
    '2',
  ];
  const files = ['--json', 'f.json', '--pictures', 'pics', '--predictions', 'found', '--threads', '2'];
  expect(readEngineArguments([...args, ...files])).toEqual({
    folder: 'scans',
    cases: ['speed'],
    peers: ['wasm', 'tesseract'],
    rounds: 2,
    turned: [5, -12.5],
    threads: 2,
    json: 'f.json',
    pictures: 'pics',
    predictions: 'found',
  });
});

describe('what can not be followed is named, with what is accepted:', () => {
  test.each([
    [['a', 'b'], 'One folder of pages is measured, not a, b'],
    [['--cases', 'memory'], 'No case is called memory; there are accuracy, speed, start'],
    [['--peers', 'paddle'], 'No peer is called paddle; there are wasm, native, tesseract.js, tesseract'],
    [['--turned', '5,ten'], 'not ten'],
    [['--turned', '45'], 'degrees below 45'],
    [['--turned', '0'], 'other than 0'],
    [['--turned', ''], '--turned takes degrees'],
    [['--rounds', '0'], 'from 1 to 100'],
    [['--threads', '1.5'], '--threads takes a whole number above 0, not 1.5'],
    [['--quick'], '--quick'],
  ])('%j', (args, message) => {
    const attempt = () => readEngineArguments(args);
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(message);
  });
});

test('help lists every case and peer', () => {
  expect(readEngineArguments(['--help', '--rounds', '0'])).toBe('help');
  for (const name of [...engineCases, ...enginePeers]) expect(engineUsage()).toContain(name);
});
