import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import type { ImageFile } from './image-file.ts';
import { isSafeUrl } from './image-url.ts';

/** The largest image that is downloaded into memory, in bytes: more than a colour scan of A3 at 600 dpi as TIFF. */
const MOST_BYTES = 256 * 1024 * 1024;

/** As many redirects as fetch itself follows. */
const MOST_REDIRECTS = 20;

/**
 * An image at an address. A service is given the address; its bytes are downloaded where they are needed on this
 * machine, once.
 *
 * @param name - as it is shown
 * @param url - `https:`, or `http:` of this machine
 * @param mostBytes - the largest image that is downloaded, in bytes. Default: 256 MiB
 */
export function downloadedImage(name: string, url: string, mostBytes: number = MOST_BYTES): ImageFile {
  let content: Promise<Uint8Array<ArrayBuffer>> | undefined;
  return {
    name,
    path: undefined,
    source: async () => ({ url }),
    read(signal) {
      content ??= download(new URL(url), mostBytes, signal);
      return content;
    },
  };
}

async function download(
  url: URL,
  mostBytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = (): CliError =>
    failure(`is larger than ${Math.floor(mostBytes / 2 ** 20)} MiB`, 'Download it first, and name the file.');
  try {
    const { body, headers } = await follow(url, signal);
    if (Number(headers.get('content-length')) > mostBytes) {
      await body?.cancel();
      throw tooLarge();
    }
    const pieces: Uint8Array[] = [];
    let length = 0;
    // A break cancels the body.
    for await (const piece of body ?? []) {
      length += piece.length;
      if (length > mostBytes) throw tooLarge();
      pieces.push(piece);
    }
    return new Uint8Array(Buffer.concat(pieces, length));
  } catch (cause) {
    if (cause instanceof CliError || signal?.aborted) throw cause;
    const { cause: reason = cause } = Object(cause) as { readonly cause?: unknown };
    const { code, message } = Object(reason) as NodeJS.ErrnoException;
    throw new CliError('unreadable-image', `can't be downloaded (${code ?? message})`, {
      exitCode: exitCodes.network,
      cause,
    });
  }
}

/** The answer after all redirects. Each address must be safe, and none on the web may send us to this machine. */
async function follow(start: URL, signal: AbortSignal | undefined): Promise<Response> {
  let url = start;
  for (let count = 0; count <= MOST_REDIRECTS; count++) {
    const response = await fetch(url, { redirect: 'manual', signal: signal ?? null });
    if (response.ok) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) {
      throw failure(`can't be downloaded: ${url.host} answers with status ${response.status}`);
    }
    const target = URL.parse(location, url);
    if (target === null || !isSafeUrl(target) || (target.protocol === 'http:' && url.protocol !== 'http:')) {
      break;
    }
    url = target;
  }
  throw failure("can't be downloaded: it redirects to no https: address, or for ever");
}

function failure(message: string, hint?: string): CliError {
  return new CliError('unreadable-image', message, {
    exitCode: exitCodes.failed,
    ...(hint === undefined ? {} : { hint }),
  });
}
