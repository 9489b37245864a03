import type { DetectedPage } from '../../formats/format.ts';
import type { SentImage } from '../../journal/submissions.ts';

/** What became of an image: what was found on it, or why nothing was. */
export type Worked =
  | { readonly image: SentImage; readonly page: DetectedPage }
  | { readonly image: SentImage; readonly error: unknown };

/** Detects image after image, several at a time. */
export interface Worker extends AsyncDisposable {
  /** How many it has in work at most. */
  readonly concurrency: number;
  /**
   * Asks for the next image when it has room for it, and gives each as soon as it has ended. Never throws for an image.
   *
   * @param signal - ends those in work; they then come with an error
   */
  work(images: AsyncIterable<SentImage>, signal: AbortSignal): AsyncIterable<Worked>;
}
