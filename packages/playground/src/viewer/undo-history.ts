/** What can be undone and done again, beside the state that is shown. */
export interface History<State> {
  /** Earlier states, the latest last. */
  readonly past: readonly State[];
  /** States that were undone, the latest undone last. */
  readonly future: readonly State[];
}

/** What a step through the history leads to. */
export interface Step<State> {
  readonly history: History<State>;
  readonly state: State;
}

/** How many changes can be undone: each holds a list of all regions. */
const longestPast = 100;

/** A history in which nothing has happened. */
export function emptyHistory<State>(): History<State> {
  return { past: [], future: [] };
}

/** Remembers the state that is about to change. What was undone before can no longer be done again. */
export function record<State>(history: History<State>, leaving: State): History<State> {
  return { past: [...history.past, leaving].slice(-longestPast), future: [] };
}

/** Goes back one change; `undefined` when there is none. */
export function undo<State>({ past, future }: History<State>, leaving: State): Step<State> | undefined {
  if (past.length === 0) return undefined;
  return {
    history: { past: past.slice(0, -1), future: [...future, leaving] },
    state: past[past.length - 1] as State,
  };
}

/** Does again what was undone last; `undefined` when nothing was. */
export function redo<State>({ past, future }: History<State>, leaving: State): Step<State> | undefined {
  if (future.length === 0) return undefined;
  return {
    history: { past: [...past, leaving], future: future.slice(0, -1) },
    state: future[future.length - 1] as State,
  };
}
