import { expect, it } from 'vitest';
import { exitCodeOf, type Finding } from './finding.ts';

const failed = (exitCode?: 1 | 3 | 4): Finding => ({
  name: 'a',
  status: 'failed',
  message: '',
  ...(exitCode === undefined ? {} : { exitCode }),
});

it.each<[Finding[], number]>([
  [[], 0],
  [
    [
      { name: 'a', status: 'warning', message: '' },
      { name: 'b', status: 'skipped', message: '' },
    ],
    0,
  ],
  [[failed()], 1],
  [[failed(), failed(4)], 4],
  [[failed(4), failed(3), failed()], 3],
])('what to exit with is that of the worst: %j gives %i', (findings, code) => {
  expect(exitCodeOf(findings)).toBe(code);
});
