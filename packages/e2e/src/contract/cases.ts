import { authorization } from './cases/authorization.ts';
import { described } from './cases/described.ts';
import { negotiation } from './cases/negotiation.ts';
import { officialClients } from './cases/official-clients.ts';
import { statuses } from './cases/statuses.ts';
import { submissions } from './cases/submissions.ts';
import { tasks } from './cases/tasks.ts';
import { tokens } from './cases/tokens.ts';
import type { Case } from './types.ts';

/** All that is asked of whatever speaks the API; those that send most come last. */
export const cases: readonly Case[] = [
  ...officialClients,
  ...tokens,
  ...authorization,
  ...tasks,
  ...negotiation,
  ...statuses,
  ...submissions,
  ...described,
];
