import type { Run } from './rounds.ts';
import { ratios, type Spread, spread } from './statistics.ts';

/** One thing that a case measures. */
export interface Measure<M extends string = string> {
  readonly name: M;
  readonly unit: 'ms' | 'µs' | 'MB' | 'kB' | 'polls' | '× the least' | '/s' | 'pages/s' | 'answers' | '%';
  /** The peer that ratios are formed to; none where a ratio says nothing. */
  readonly reference: string | null;
  /** What we want of ourselves: shown, never asserted. */
  readonly goals?: readonly Goal[];
}

/** What a row should have, at most or at least. */
export type Goal = {
  /** The row. */
  readonly of: string;
  /** Of the ratio, or of the value in the unit of the measure. */
  readonly as: 'ratio' | 'value';
} & ({ readonly atMost: number } | { readonly atLeast: number });

/** A peer's figures of one measure. */
export interface Row {
  readonly peer: string;
  readonly value: Spread | null;
  /** To the reference, formed round by round; null without one. */
  readonly ratio: Spread | null;
  /** Why it did not get through every round. */
  readonly failure: string | null;
}

/** A measure with the figures of all peers. */
export interface MeasureReport extends Measure {
  readonly rows: readonly Row[];
}

/** All that a case found. */
export interface CaseReport {
  readonly case: string;
  readonly title: string;
  /** Under what conditions, such as the size of the image. */
  readonly conditions: Readonly<Record<string, string | number>>;
  readonly measures: readonly MeasureReport[];
}

/** Puts the runs of all peers into rows, with ratios to the reference over the rounds that both got through. */
export function reportOf<M extends string>(
  measures: readonly Measure<M>[],
  runs: readonly Run<M>[],
): MeasureReport[] {
  return measures.map((measure) => {
    const reference = runs.find(({ peer }) => peer === measure.reference)?.values[measure.name] ?? [];
    const rows = runs.map(({ peer, values, failure }): Row => {
      const own = values[measure.name];
      const both = Math.min(own.length, reference.length);
      return {
        peer,
        value: own.length > 0 ? spread(own) : null,
        ratio: both > 0 ? spread(ratios(own.slice(0, both), reference.slice(0, both))) : null,
        failure,
      };
    });
    return { ...measure, rows };
  });
}
