// What happens when a request fails. Loaded with the first failure: most programs that send a few images meet none.
export { attemptFailure, unsentFailure } from './attempt.ts';
export { httpFailure } from './http.ts';
export { outcomeFailure } from './outcome.ts';
export { Recovery, type Shared } from './recovery.ts';
export { RetryBudget } from './retry-budget.ts';
