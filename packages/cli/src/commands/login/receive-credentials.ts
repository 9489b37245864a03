import type { Credentials } from '../../credentials/profile.ts';
import { usageError } from '../../report/cli-error.ts';
import { askAll, type Question } from './ask-all.ts';

/** What is asked for. */
export interface ReceiveOptions {
  readonly clientId: string | undefined;
  /** Whether it is a token, not an id and a secret. */
  readonly withToken: boolean;
  readonly signal: AbortSignal;
}

/** Far beyond any secret or token: a file that was named by mistake is not read to its end. */
const MAX_BYTES = 64 * 1024;

/**
 * Asks for credentials in a terminal; elsewhere the secret or the token is what standard input has.
 *
 * @throws CliError when nothing comes, or it can't be credentials
 */
export async function receiveCredentials(options: ReceiveOptions): Promise<Credentials> {
  return process.stdin.isTTY ? await asked(options) : await piped(options);
}

async function asked({ clientId, withToken, signal }: ReceiveOptions): Promise<Credentials> {
  if (withToken) {
    const [accessToken = ''] = await askAll([{ text: 'Access token: ', isHidden: true }], signal);
    return { accessToken: checked(accessToken, 'the access token') };
  }
  const questions: readonly Question[] = [
    ...(clientId === undefined ? [{ text: 'Client id: ', isHidden: false }] : []),
    { text: 'Client secret: ', isHidden: true },
  ];
  const answers = await askAll(questions, signal);
  return {
    clientId: checked(clientId ?? answers[0] ?? '', 'the client id'),
    clientSecret: checked(answers.at(-1) ?? '', 'the client secret'),
  };
}

async function piped({ clientId, withToken, signal }: ReceiveOptions): Promise<Credentials> {
  if (!withToken && clientId === undefined) {
    throw usageError(
      'standard input is no terminal, so nobody can be asked',
      'Name the client, and give its secret on standard input: detect-regions login --client-id ID < secret.txt\n' +
        'Or give a token: detect-regions login --with-token < token.txt',
    );
  }
  const text = await standardInput(signal);
  if (clientId === undefined) return { accessToken: checked(text, 'the access token') };
  return { clientId: checked(clientId, 'the client id'), clientSecret: checked(text, 'the client secret') };
}

async function standardInput(signal: AbortSignal): Promise<string> {
  const stop = (): void => void process.stdin.destroy();
  signal.addEventListener('abort', stop);
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    text += chunk;
    if (text.length > MAX_BYTES) throw usageError('standard input is too long to be a secret');
  }
  signal.removeEventListener('abort', stop);
  return text;
}

/** One line, as it was given but for the spaces around it, which pasting brings along. */
function checked(given: string, what: string): string {
  const text = given.trim();
  if (text === '') throw usageError(`${what} is empty: nothing is kept`);
  if (/[\s\p{Cc}]/u.test(text)) throw usageError(`${what} must be one line without spaces: nothing is kept`);
  return text;
}
