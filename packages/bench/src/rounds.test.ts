import { expect, test } from 'vitest';
import { interleave } from './rounds.ts';

test('every peer has one turn a round, and each round starts with another peer', async () => {
  const order: string[] = [];
  const runs = await interleave({
    peers: ['a', 'b', 'c'],
    measures: ['time'],
    rounds: 3,
    turn: async (peer, round) => {
      order.push(peer);
      return { time: round };
    },
  });
  expect(order.join('')).toBe('abcbcacab');
  expect(runs.map(({ peer, values }) => [peer, values.time])).toEqual([
    ['a', [0, 1, 2]],
    ['b', [0, 1, 2]],
    ['c', [0, 1, 2]],
  ]);
});

test('a peer that fails has no further turn, and the others go on', async () => {
  let turns = 0;
  const runs = await interleave({
    peers: ['fine', 'broken'],
    measures: ['time', 'peak'],
    rounds: 4,
    turn: async (peer) => {
      if (peer === 'broken' && ++turns === 2) throw new Error('string too long');
      return { time: 1, peak: 2 };
    },
  });
  expect(turns).toBe(2);
  expect(runs[0]).toEqual({
    peer: 'fine',
    values: { time: [1, 1, 1, 1], peak: [2, 2, 2, 2] },
    failure: null,
  });
  expect(runs[1]).toEqual({ peer: 'broken', values: { time: [1], peak: [2] }, failure: 'string too long' });
});
