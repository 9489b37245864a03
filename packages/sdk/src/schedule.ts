/** When to ask how a task stands. */
export interface Schedule {
  /**
   * @param elapsed - milliseconds since the task was accepted, as far as is known
   * @returns milliseconds until it is worth asking again
   */
  next(elapsed: number): number;
}

/** Milliseconds of lateness that a poll may cost. */
const price = 1_000;
const shortest = 500;
const longest = 30_000;

/**
 * Polls are billed, and a late one costs time. When the longer a task has taken, the longer it is likely to take
 * still, the sum of both costs is least with intervals that grow with the square root of the time waited:
 * sqrt(2 × price × waited). So the first poll comes after half a second, and the next after 1.5, 3.2, 5.8, 9.2 s
 * and so on, never more than 30 s apart.
 */
export const squareRootSchedule: Schedule = {
  next: (elapsed) => Math.min(longest, Math.max(shortest, Math.sqrt(2 * price * elapsed))),
};
