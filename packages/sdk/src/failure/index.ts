// What happens when a request fails. Loaded with the first failure: most programs that send a few images meet none.
export { answerFailure } from './answer.ts';
export { attemptFailure, unsentFailure } from './attempt.ts';
export { limitFailure } from './limit.ts';
export { outcomeFailure } from './outcome.ts';
export { providerFailure } from './provider.ts';
export { type Recovery, recoveryOf, type Shared } from './recovery.ts';
export type { RetryBudget } from './retry-budget.ts';
export { unreadableImage } from './unreadable-image.ts';
