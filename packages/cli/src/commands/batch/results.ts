import type { DetectedPage, FormatContext } from '../../formats/format.ts';
import { imageFile, openImage } from '../../input/image-file.ts';
import { looksLikeUrl } from '../../input/image-url.ts';
import type { SentImage } from '../../journal/submissions.ts';
import { plain } from '../../terminal/paint.ts';

/** Where results go. */
export interface Results extends AsyncDisposable {
  /**
   * Writes what was found on an image, and notes in the journal that it is done, in this order: so that what is noted is
   * there, and what is there and not noted is written once more, over itself.
   *
   * @returns resolves when both are on the disk
   * @throws CliError when it can't be written
   */
  write(image: SentImage, page: DetectedPage): Promise<void>;
}

/** What a format may need beside the page. */
export function contextOf({ name, source }: SentImage, file: string): FormatContext {
  const image = looksLikeUrl(source)
    ? openImage({ name, url: source, relative: '' })
    : { ...imageFile(source), name };
  return { image, file, paint: plain };
}
