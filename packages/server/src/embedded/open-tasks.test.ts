import { expect, test } from 'vitest';
import { OpenTasks } from './open-tasks.ts';

const pending = { status: 'Pending' } as const;

test('what was read of an open task holds until something is written', () => {
  const tasks = new OpenTasks();
  tasks.note('ann', 'a', pending);
  expect(tasks.find('ann', 'a')).toEqual(pending);
  const change = tasks.change();
  expect(tasks.find('ann', 'a')).toBeUndefined();
  change[Symbol.dispose]();
  expect(tasks.find('ann', 'a')).toBeUndefined();
});

test('what is read while something is written does not hold', () => {
  const tasks = new OpenTasks();
  const [first, second] = [tasks.change(), tasks.change()];
  first[Symbol.dispose]();
  tasks.note('ann', 'a', pending);
  second[Symbol.dispose]();
  expect(tasks.find('ann', 'a')).toBeUndefined();
});

test('another client learns nothing', () => {
  const tasks = new OpenTasks();
  tasks.note('ann', 'a', pending);
  expect(tasks.find('bob', 'a')).toBeUndefined();
});

test('tasks that ended or do not exist are not remembered: the first expire', () => {
  const tasks = new OpenTasks();
  tasks.note('ann', 'a', { status: 'Completed', warnings: [] });
  tasks.note('ann', 'b', { status: 'Error', messages: [] });
  tasks.note('ann', 'c', undefined);
  expect(['a', 'b', 'c'].map((id) => tasks.find('ann', id))).toEqual([undefined, undefined, undefined]);
});

test('no more are remembered than fit', () => {
  const tasks = new OpenTasks();
  for (let id = 0; id <= 1000; id += 1) tasks.note('ann', String(id), pending);
  expect(tasks.find('ann', '0')).toBeUndefined();
  expect(tasks.find('ann', '1000')).toEqual(pending);
});
