import { isSafe } from '../base-url.ts';
import { InvalidInputError } from '../errors/index.ts';
import { unreadableImage } from '../failure/unreadable-image.ts';
import { isBrowser } from '../runtime/runtime.ts';
import { piecesOf } from './pieces.ts';
import type { ImageSource } from './source.ts';
import { fromReadable, streamSource } from './stream.ts';

/** As many redirects as fetch itself follows. */
const mostRedirects = 20;
/** What the API takes goes before what a server might send instead, such as WebP. */
const wanted = 'image/png,image/jpeg,image/tiff,image/gif,image/bmp,image/svg+xml,application/pdf,*/*;q=0.1';

/** One answer that has an image in it. */
interface Download {
  /** Its bytes, which can be read once. */
  readonly source: ImageSource;
  readonly size: number | undefined;
  /** What tells one version of the image from another, as far as the server says. */
  readonly version: string;
}

/**
 * An image that is downloaded while it is sent, in constant memory: nothing of it is kept but its head. So it is
 * downloaded again where a submission is repeated, and once more to be recognised where there is a store. A download
 * is no call of the API, and is not billed.
 *
 * The request carries no token, and in a browser no cookie.
 *
 * @param address - `https:`, or `http:` on this machine
 * @param signal - aborted when it is no longer needed
 * @throws {@link InvalidInputError} for another address, a redirect to one, and a status that is no success
 */
export async function downloadSource(
  address: unknown,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<ImageSource> {
  const url = addressOf(address);
  let controller = new AbortController();
  signal.addEventListener('abort', () => controller.abort());
  if (signal.aborted) controller.abort();
  const first = await download(url, fetch, controller.signal);
  let current = first.source;
  let fresh = true;
  const { size } = first;
  return {
    ...(size !== undefined && { size }),
    replayable: true,
    read: first.source.read,
    chunks: async function* (length) {
      if (!fresh) {
        controller = new AbortController();
        const again = await download(url, fetch, controller.signal);
        current = again.source;
        if (again.version !== first.version) {
          await current.close?.();
          throw invalid('is not what it was when it was first looked at: it has changed at its address');
        }
      }
      fresh = false;
      yield* piecesOf(current, length);
    },
    close: async () => {
      fresh = false;
      controller.abort();
      await current.close?.();
    },
  };
}

function addressOf(address: unknown): URL {
  let url: URL | undefined;
  try {
    url = new URL(address as string);
  } catch {
    // Said below.
  }
  if (url === undefined || !isSafe(url)) {
    throw invalid('must be an absolute URL that begins with https: (http: on this machine only)', '.url');
  }
  if (url.username || url.password) throw invalid('must not hold a user name or password', '.url');
  return url;
}

async function download(url: URL, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Download> {
  const response = await follow(url, fetch, signal);
  const { status, headers, body } = response;
  if (!response.ok || body === null) {
    await body?.cancel();
    throw invalid(`can't be downloaded from ${url.host}: its status is ${status}`);
  }
  const length = headers.get('content-length');
  return {
    source: streamSource(fromReadable(body)),
    // Of what is compressed, only that length is known.
    size: length === null || headers.has('content-encoding') ? undefined : Number(length),
    version: JSON.stringify([length, headers.get('etag'), headers.get('last-modified')]),
  };
}

/** The answer after all redirects, each of which must be safe. */
async function follow(start: URL, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Response> {
  // A fetch that takes no notice of the signal holds nobody up.
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(new Error('The image to be downloaded is no longer needed.'));
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
  const get = (url: URL, redirect: RequestRedirect): Promise<Response> => {
    const response = fetch(url.href, {
      redirect,
      signal,
      // Browsers leave the second one out.
      headers: { Accept: wanted, 'Accept-Encoding': 'identity' },
      // Elsewhere there are no cookies, and Workers do not take it.
      ...(isBrowser() && { credentials: 'omit' }),
    });
    return Promise.race([response, aborted]).catch((error: unknown) => {
      const { cause = error } = Object(error);
      throw unreadableImage(cause);
    });
  };

  let url = start;
  for (let count = 0; count <= mostRedirects; count++) {
    const response = await get(url, 'manual');
    const location = response.headers.get('location');
    if (response.type === 'opaqueredirect') {
      // Browsers do not say where to; a page that came by https: is let go to no other place.
      const followed = await get(start, 'follow');
      if (isSafe(new URL(followed.url))) return followed;
      await followed.body?.cancel();
      break;
    }
    if (location === null || response.status < 300 || response.status > 399) return response;
    await response.body?.cancel();
    const target = new URL(location, url);
    // Whoever answers by https: must not send us to services of this machine.
    if (!isSafe(target) || (target.protocol === 'http:' && url.protocol !== 'http:')) break;
    url = target;
  }
  throw invalid(`can't be downloaded from ${start.host}: it redirects to no https: address, or for ever`);
}

function invalid(what: string, member = ''): InvalidInputError {
  return new InvalidInputError(`image${member} ${what}.`, { field: 'image' });
}
