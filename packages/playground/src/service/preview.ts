import { ownToken } from './own-token.ts';

/** A picture that the service drew of a file. */
export interface Preview {
  readonly preview: Blob;
  /** Of the file, in pixels, of a PDF's first page in points. */
  readonly width: number;
  readonly height: number;
}

/** What the service answers to a file that is neither PDF nor TIFF. */
const unsupportedMediaType = 415;

/**
 * Has the service of this page draw the first page of a PDF or TIFF.
 *
 * @returns `undefined` when that can't be asked: it is away, or nobody has signed in
 * @throws Error when it refuses the file
 */
export async function openPreview(file: Blob): Promise<Preview | undefined> {
  let response: Response;
  try {
    const headers = {
      authorization: `Bearer ${await ownToken()}`,
      'content-type': 'application/octet-stream',
    };
    response = await fetch('playground/preview', { method: 'POST', body: file, headers });
  } catch {
    return undefined;
  }
  const { status } = response;
  if (status === unsupportedMediaType)
    throw new Error('it is damaged, or of a kind that this browser cannot show.');
  if (status >= 500) return undefined;
  if (!response.ok) {
    const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Error(detail ?? `the service refused it (HTTP ${status}).`);
  }
  return {
    preview: await response.blob(),
    width: Number(response.headers.get('x-image-width')),
    height: Number(response.headers.get('x-image-height')),
  };
}
