import { ownService, signIns } from '../state/service.ts';
import { loadSdk } from './sdk.ts';

/** What a service answers that is asked too often. */
const tooManyRequests = 429;

/**
 * A token of the service that this page came from: one that it gives to the page by itself, the user's, or one for the
 * user's credentials.
 *
 * @throws DetectRegionsError of the SDK when the service gives none
 */
export async function ownToken(): Promise<string> {
  if (ownService.value?.signIn === 'automatic') return requestToken('playground/token');
  const { own } = signIns.value;
  if (own === undefined) throw new (await loadSdk()).AuthError('Sign in to the service first.');
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
  // With credentials, the browser would ask for a password of its own when ours is refused.
  const response = await fetch(path, { method: 'POST', body, credentials: 'omit' });
  const { status } = response;
  if (!response.ok) {
    const { AuthError, ServerError } = await loadSdk();
    // Its own word is that of a protocol; a wrong secret is not tried again, a service out of breath is.
    throw status < 500 && status !== tooManyRequests
      ? new AuthError(`The service refuses to sign in (HTTP ${status}).`, { status })
      : new ServerError(`The service gave no token (HTTP ${status}).`, { status });
  }
  return ((await response.json()) as { access_token: string }).access_token;
}
