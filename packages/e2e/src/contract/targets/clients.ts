import type { ClientCredentials } from '../types.ts';

/** Who calls. The characters of the ids and secrets are those that encodings of credentials differ in. */
export const clients: readonly [ClientCredentials, ClientCredentials] = [
  { clientId: 'ann', clientSecret: 'secret of ann' },
  { clientId: 'b@b', clientSecret: 'se:cr+et%20ü' },
];
