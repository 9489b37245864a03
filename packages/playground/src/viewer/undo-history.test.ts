import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyHistory, record, redo, undo } from './undo-history.ts';

it('goes back through all states and forth again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 90 }), (states) => {
      let history = emptyHistory<number>();
      for (const state of states.slice(0, -1)) history = record(history, state);
      let state = states.at(-1) as number;
      const seen = [state];
      for (let step = undo(history, state); step !== undefined; step = undo(history, state)) {
        ({ history, state } = step);
        seen.unshift(state);
      }
      expect(seen).toEqual(states);
      const again = [state];
      for (let step = redo(history, state); step !== undefined; step = redo(history, state)) {
        ({ history, state } = step);
        again.push(state);
      }
      expect(again).toEqual(states);
    }),
  );
});

it('forgets what was undone when something else is done', () => {
  const back = undo(record(emptyHistory<string>(), 'first'), 'second');
  if (back === undefined) throw new Error('nothing to undo');
  expect(redo(record(back.history, back.state), 'third')).toBeUndefined();
});

it('keeps the last hundred', () => {
  let history = emptyHistory<number>();
  for (let state = 0; state < 150; state++) history = record(history, state);
  expect(history.past).toHaveLength(100);
  expect(undo(history, 150)?.state).toBe(149);
});
