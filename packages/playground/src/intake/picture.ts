import { openPreview } from '../service/preview.ts';

/** What the browser shows of a file. */
export interface Picture {
  /** A `blob:` URL. */
  readonly picture: string;
  /** What is shown in place of the file, where the browser can't show that itself. */
  readonly preview?: Blob;
  /** In pixels of the file; of a PDF's page, in points. */
  readonly width: number;
  readonly height: number;
}

/**
 * A picture of a file: the file itself, or, of a PDF or TIFF that this browser can't show, one that the service draws.
 *
 * @returns `undefined` when there is nobody to draw one
 * @throws Error when it is damaged
 */
export async function pictureOf(file: Blob): Promise<Picture | undefined> {
  const own = await show(file);
  if (own !== undefined) return own;
  const drawn = await openPreview(file);
  if (drawn === undefined) return undefined;
  const { preview, width, height } = drawn;
  return { picture: URL.createObjectURL(preview), preview, width, height };
}

/** @returns `undefined` when it is none that this browser shows */
async function show(file: Blob): Promise<Picture | undefined> {
  const picture = URL.createObjectURL(file);
  const image = new Image();
  image.src = picture;
  try {
    await image.decode();
    return { picture, width: image.naturalWidth, height: image.naturalHeight };
  } catch {
    URL.revokeObjectURL(picture);
    return undefined;
  }
}

/** A sheet without anything on it, in the place of a picture that nobody can draw. */
export function blankPicture(width: number, height: number): Picture {
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`;
  const preview = new Blob([sheet], { type: 'image/svg+xml' });
  return { picture: URL.createObjectURL(preview), preview, width, height };
}
