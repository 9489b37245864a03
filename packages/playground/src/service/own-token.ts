import { ownService, signIns } from '../state/service.ts';

/**
 * A token of the service that this page came from: one that it gives to the page by itself, the user's, or one for the
 * user's credentials.
 *
 * @throws Error when there is none to be had
 */
export async function ownToken(): Promise<string> {
  if (ownService.value?.signIn === 'automatic') return requestToken('playground/token');
  const { own } = signIns.value;
  if (own === undefined) throw new Error('Sign in to the service first.');
  if ('token' in own) return own.token;
  const { clientId, clientSecret } = own;
  return requestToken(
    'connect/token',
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  );
}

async function requestToken(path: string, body: URLSearchParams | null = null): Promise<string> {
  const response = await fetch(path, { method: 'POST', body });
  if (!response.ok) throw new Error(`The service gave no token (HTTP ${response.status}).`);
  return ((await response.json()) as { access_token: string }).access_token;
}
