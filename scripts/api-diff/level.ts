/** What a change asks of those who use the API: new code, nothing unless they want it, or nothing at all. */
export type Level = 'breaking' | 'additive' | 'editorial';

/** The levels, the gravest first. */
export const levels: readonly Level[] = ['breaking', 'additive', 'editorial'];

/** One change of the API. */
export interface ApiChange {
  readonly level: Level;
  /** The rule that found it: one of oasdiff's, or one of ours (`example-or-words`, `server`, `extension`, `other`). */
  readonly id: string;
  /** The operations that it is seen in, for example `GET /v5.0/ocr/DetectRegions`; none for the whole document. */
  readonly operations: readonly string[];
  /** The change in words. */
  readonly text: string;
}

/** The gravest level of the changes; `undefined` when there are none. */
export function gravest(changes: readonly ApiChange[]): Level | undefined {
  return levels.find((level) => changes.some((change) => change.level === level));
}
