/** What one peer did over the rounds. */
export interface Run<M extends string> {
  readonly peer: string;
  /** One value a round for each measure; all rounds that went well. */
  readonly values: Readonly<Record<M, number[]>>;
  /** Why it did not get through; it is left out of the rounds after. */
  readonly failure: string | null;
}

/** What to let run, and how often. */
export interface RoundsOptions<M extends string> {
  readonly peers: readonly string[];
  /** The names of what each turn gives. */
  readonly measures: readonly M[];
  readonly rounds: number;
  /** Lets one peer have its turn, and tells what was measured. */
  readonly turn: (peer: string, round: number) => Promise<Readonly<Record<M, number>>>;
}

/**
 * Lets all peers have their turn, round by round; each round starts with another one, so that none always runs
 * right after the same other. A peer that fails is out; the others go on.
 */
export async function interleave<M extends string>({
  peers,
  measures,
  rounds,
  turn,
}: RoundsOptions<M>): Promise<Run<M>[]> {
  const runs = peers.map((peer) => ({
    peer,
    values: Object.fromEntries(measures.map((name) => [name, []])) as unknown as Record<M, number[]>,
    failure: null as string | null,
  }));
  for (let round = 0; round < rounds; round++) {
    const first = round % Math.max(runs.length, 1);
    for (const run of [...runs.slice(first), ...runs.slice(0, first)]) {
      if (run.failure !== null) continue;
      try {
        const measured = await turn(run.peer, round);
        for (const name of measures) run.values[name].push(measured[name]);
      } catch (error) {
        run.failure = error instanceof Error ? error.message : String(error);
      }
    }
  }
  return runs;
}
