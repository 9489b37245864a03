import { decodeRegions } from '@detect-regions/regions';
import { describe, expect, test, vi } from 'vitest';
import { completesAfter, fails, finds, gone, type Submission, unknownStatus } from '../src/index.ts';
import { mocked, png, poll, statuses, submit, submitted } from './calling.ts';

const regions = [
  { left: 1, top: 2, right: 30, bottom: 40 },
  { left: 0.5, top: 50, right: 30, bottom: 60 },
];
const api = mocked({ regions });

test('a completed task has found the regions of the options', async () => {
  const id = await submitted();
  await statuses(id, 2);
  const { results } = await (await poll(id)).json();
  expect(decodeRegions(results[0].data)).toEqual(regions);
});

describe('completesAfter', () => {
  test.each([
    [0, ['Completed', 'Completed']],
    [1, ['Pending', 'Completed']],
    [4, ['Pending', 'Processing', 'Processing', 'Processing', 'Completed']],
  ])('%i polls', async (polls, expected) => {
    api.use(completesAfter({ polls }));
    expect(await statuses(await submitted(), expected.length)).toEqual(expected);
  });

  test('so many milliseconds', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      api.use(completesAfter({ ms: 1000 }));
      const id = await submitted();
      expect(await statuses(id, 3)).toEqual(['Pending', 'Processing', 'Processing']);
      vi.setSystemTime(Date.now() + 999);
      expect(await statuses(id, 1)).toEqual(['Processing']);
      vi.setSystemTime(Date.now() + 1);
      expect(await statuses(id, 1)).toEqual(['Completed']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('needs to know after what', () => {
    // @ts-expect-error neither polls nor ms
    expect(() => completesAfter({})).toThrow('completesAfter({ polls: 1 })');
  });
});

test('finds gives regions and warnings', async () => {
  api.use(completesAfter({ polls: 0 }), finds([], { warnings: ['The image is very small.'] }));
  const task = await (await poll(await submitted())).json();
  expect(decodeRegions(task.results[0].data)).toEqual([]);
  expect(task).toMatchObject({ taskStatus: 'Completed', error: { warnings: ['The image is very small.'] } });
  expect(task.error).not.toHaveProperty('messages');
});

describe('fails', () => {
  test('ends a task with status Error and messages, without results', async () => {
    api.use(fails({ messages: ['Out of ink.'] }));
    const id = await submitted();
    expect(await statuses(id, 2)).toEqual(['Pending', 'Processing']);
    expect(await (await poll(id)).json()).toEqual({
      id,
      taskStatus: 'Error',
      responseStatusCode: 'Error',
      error: { messages: ['Out of ink.'] },
    });
  });

  test('has the message of the spec by default', async () => {
    api.use(completesAfter({ polls: 0 }), fails());
    const { error } = await (await poll(await submitted())).json();
    expect(error).toEqual({ messages: ['The image could not be decoded.'] });
  });
});

test('gone ends a task with NotExist', async () => {
  api.use(gone());
  expect(await statuses(await submitted(), 4)).toEqual(['Pending', 'Processing', 'NotExist', 'NotExist']);
});

describe('unknownStatus', () => {
  test('comes instead of Pending and Processing', async () => {
    api.use(unknownStatus());
    expect(await statuses(await submitted(), 3)).toEqual(['Suspended', 'Suspended', 'Completed']);
  });

  test('is named and lasts as told', async () => {
    api.use(unknownStatus({ status: 'Queued', polls: Number.POSITIVE_INFINITY }));
    expect(new Set(await statuses(await submitted(), 9))).toEqual(new Set(['Queued']));
  });

  test('is seen once even by a task that is done at once', async () => {
    api.use(completesAfter({ polls: 0 }), unknownStatus());
    expect(await statuses(await submitted(), 2)).toEqual(['Suspended', 'Completed']);
  });
});

describe('a scenario of tasks', () => {
  test('concerns those that it is for', async () => {
    api.use(completesAfter({ polls: 0 }), fails({ when: ({ nth }) => nth === 2 }));
    const found = [];
    for (let at = 0; at < 3; at += 1) found.push(...(await statuses(await submitted(), 1)));
    expect(found).toEqual(['Completed', 'Error', 'Completed']);
  });

  test('sees the task as it came', async () => {
    const seen: Submission[] = [];
    api.use(gone({ when: (submission) => seen.push(submission) > 0 }));
    const id = await (await submit({ image: png, settings: { rotate: 90 } })).text();
    expect(seen).toMatchObject([{ taskId: id, nth: 1, settings: { rotate: 90 } }]);
    expect(seen[0]?.image()).toEqual(Uint8Array.from(Buffer.from(png, 'base64')));
  });

  test('counts from 1 again after a reset', async () => {
    const seen: number[] = [];
    const watch = () => gone({ when: ({ nth }) => seen.push(nth) > 0 });
    api.use(watch());
    await submitted();
    await submitted();
    api.reset();
    api.use(watch());
    await submitted();
    expect(seen).toEqual([1, 2, 1]);
  });

  test('that comes later wins', async () => {
    api.use(gone(), completesAfter({ polls: 0 }), fails());
    expect(await statuses(await submitted(), 1)).toEqual(['Error']);
  });
});
