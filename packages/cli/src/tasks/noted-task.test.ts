import { expect, it } from 'vitest';
import { outputPath } from './noted-task.ts';

it.each([
  [{ id: 'x', input: 'scans/a/b.png', relative: 'a/b.png' }, 'a/b.png'],
  [{ id: 'x', input: 'scans/a/b.png' }, 'b.png'],
  [{ id: 'x', input: '-', relative: 'stdin' }, 'stdin'],
  [{ id: 'x', input: '-' }, 'x'],
  [{ id: 'x' }, 'x'],
])('the output of a task is named as detect would name it: %j', (task, path) => {
  expect(outputPath(task)).toBe(path);
});

it.each([
  '../b.png',
  'a/../../b.png',
  '/etc/b.png',
  'C:\\b.png',
  'a\\..\\..\\b.png',
  'a//b.png',
  './b.png',
  '',
])('a task from elsewhere writes nothing outside of the folder: %j', (relative) => {
  expect(outputPath({ id: '../../x', relative })).toBe('x');
  expect(outputPath({ id: 'x', input: '../../c.png', relative })).toBe('c.png');
});
