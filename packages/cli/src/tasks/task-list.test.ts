import { describe, expect, it } from 'vitest';
import { openTaskList, type TaskFormat } from './task-list.ts';

function listed(format: TaskFormat, count: number): string {
  let text = '';
  const list = openTaskList(format, { write: (part) => (text += part) });
  for (const id of ['a', 'b'].slice(0, count))
    list.add({ cells: [id, '', `${id}.png`], facts: { id, input: `${id}.png` } });
  list.end();
  return text;
}

describe('a list of tasks', () => {
  it.each<[TaskFormat, string]>([
    ['table', 'a  a.png\nb  b.png\n'],
    ['ids', 'a\nb\n'],
    ['jsonl', '{"id":"a","input":"a.png"}\n{"id":"b","input":"b.png"}\n'],
    ['json', '[\n  {"id":"a","input":"a.png"},\n  {"id":"b","input":"b.png"}\n]\n'],
  ])('is written as %s', (format, text) => expect(listed(format, 2)).toBe(text));

  it('is an array also where there is none', () => {
    expect(JSON.parse(listed('json', 0))).toEqual([]);
    expect(listed('table', 0)).toBe('');
  });
});
