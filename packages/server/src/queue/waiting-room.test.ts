import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { WaitingRoom } from './waiting-room.ts';

test('all who wait are woken, and nothing of them is left', async () => {
  const room = new WaitingRoom();
  const stop = new AbortController();
  const waiting = Promise.all([room.wait(stop.signal), room.wait(stop.signal)]);
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(2);
  room.wakeAll();
  await waiting;
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
});

test('who is told to stop waits no longer; the others do', async () => {
  const room = new WaitingRoom();
  const stop = new AbortController();
  const stopped = room.wait(stop.signal);
  let woken = false;
  const other = room.wait(new AbortController().signal).then(() => {
    woken = true;
  });
  stop.abort();
  await stopped;
  expect(woken).toBe(false);
  room.wakeAll();
  await other;
  expect(woken).toBe(true);
});
