import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';

/**
 * Makes up a secret for a client. Prints it, which nobody can do a second time, and the entry for the file of
 * `serve --clients`, which has its hash alone.
 */
export async function newClient(clientId: string): Promise<ExitCode> {
  const { hashSecret, makeCredentials } = await import('@detect-regions/server/config');
  const { clientSecret } = makeCredentials(clientId);
  const entry = { clientId, secretHash: hashSecret(clientSecret) };
  process.stdout.write(`secret: ${clientSecret}\nentry:  ${JSON.stringify(entry)}\n`);
  return exitCodes.ok;
}
