import { describe, expect, it } from 'vitest';
import { parseTask } from './noted-task.ts';
import { readTasks, tasksOf } from './read-tasks.ts';

const noted = { id: 'b', width: 10, height: 20, input: 'a page.png', baseUrl: 'https://api.aspose.cloud' };

describe('tasks of a text', () => {
  it.each([
    ['a line each', `a\n${JSON.stringify(noted)}\n\n  c \r\n`],
    ['an array', JSON.stringify([{ id: 'a' }, noted, { id: 'c' }], null, 2)],
  ])('are %s', (_what, text) => {
    expect(tasksOf(text)).toEqual([{ id: 'a' }, noted, { id: 'c' }]);
  });

  it.each([
    ['a\n{"id":', 'line 2 of standard input is no task: it is no whole JSON object'],
    ['a\n\n7f0c  page.png', "line 3 of standard input is no task: '7f0c  page.png' is no id"],
    ['{"ids":["a"]}', 'line 1 of standard input is no task: it has no "id"'],
    ['[{"id":"a"},7]', 'element 2 of standard input is no task: it has no "id"'],
    ['[{"id":"a"', 'standard input begins as a JSON array, and is none'],
    ['{"id":"a","input":7}', 'its "input" is no text'],
    [`${'x'.repeat(201)}`, 'is no id'],
    ['\u001b[2J x', "'\u{FFFD}[2J x' is no id"],
  ])('are refused with the place: %j', (text, message) => {
    expect(() => tasksOf(text)).toThrow(message);
  });
});

describe('tasks of arguments', () => {
  it('are ids and objects, each once', async () => {
    expect(await readTasks(['a', JSON.stringify(noted), 'a', 'b'])).toEqual([{ id: 'a' }, noted]);
  });

  it('are refused where there are none, or standard input is named twice', async () => {
    await expect(readTasks(['a', 'b c'])).rejects.toMatchObject({ exitCode: 2 });
    await expect(readTasks(['-', '-'])).rejects.toThrow('only once');
  });

  it('are no images', async () => {
    await expect(readTasks(['scans/a.PNG'])).rejects.toMatchObject({
      message: "'scans/a.PNG' is an image, not a task",
      hint: expect.stringContaining('detect'),
    });
  });

  it('say where they stand', () => {
    expect(() => parseTask('', 'here')).toThrow('here is no task');
  });
});
