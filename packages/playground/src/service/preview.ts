import { ownToken } from './own-token.ts';

/** A picture that the service drew of a file. */
export interface Preview {
  readonly preview: Blob;
  /** Of the file, in pixels, of a PDF's first page in points. */
  readonly width: number;
  readonly height: number;
}

/**
 * Has the service of this page draw the first page of a PDF or TIFF.
 *
 * @throws Error when it can't
 */
export async function openPreview(file: Blob): Promise<Preview> {
  const response = await fetch('playground/preview', {
    method: 'POST',
    body: file,
    headers: { authorization: `Bearer ${await ownToken()}`, 'content-type': 'application/octet-stream' },
  });
  if (!response.ok) {
    const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Error(
      detail ?? `this browser can't show it, and the service draws no preview (HTTP ${response.status}).`,
    );
  }
  return {
    preview: await response.blob(),
    width: Number(response.headers.get('x-image-width')),
    height: Number(response.headers.get('x-image-height')),
  };
}
