import { AsyncLocalStorage } from 'node:async_hooks';
import type { Store } from '@detect-regions/sdk';
import type { Journal, JournalImage } from './journal.ts';

/** An image that is in work, and what has been sent for it. */
export interface SentImage extends JournalImage {
  /** Whether a request with the image has gone out, in this process. */
  sent: boolean;
  /** How often its task has been asked for, in this process. */
  polls: number;
}

/** What the SDK keeps in a store, as far as it is read here. */
interface Entry {
  readonly state: 'intent' | 'accepted';
  readonly submittedAt: number;
  readonly task?: { readonly id: string };
}

/** Who watches what is submitted. */
export interface SubmissionsWatch {
  /** Whether nothing may be begun any more: the SDK is then told so before it sends an image. */
  readonly isClosed: () => boolean;
  /** Is told when the service has accepted an image, and that is on the disk. */
  readonly onAccepted: () => void;
}

/**
 * The store of an SDK client, in a journal. The SDK knows an image by its content, the journal by its name: whatever
 * goes on within {@link within} is about that image, so that the two are brought together and change at once.
 */
export class Submissions implements Store {
  readonly #journal: Journal;
  readonly #watch: SubmissionsWatch;
  readonly #current = new AsyncLocalStorage<SentImage>();

  constructor(journal: Journal, watch: SubmissionsWatch) {
    this.#journal = journal;
    this.#watch = watch;
  }

  /** The image that the running code is about. */
  get current(): SentImage | undefined {
    return this.#current.getStore();
  }

  /** Does work that is about an image. */
  within<T>(image: SentImage, work: () => Promise<T>): Promise<T> {
    return this.#current.run(image, work);
  }

  /** The SDK asks whether an image has been submitted. */
  async get(key: string): Promise<string | undefined> {
    const value = this.#journal.submission(key);
    const image = this.current;
    if (value === undefined || image === undefined) return value;
    const { state, task, submittedAt } = JSON.parse(value) as Entry;
    // Paid for under another name, or before: from now on its result may be written.
    if (state === 'accepted' && task !== undefined && image.state !== 'submitted') {
      await this.#journal.move(image, 'submitted', { key, taskId: task.id, since: submittedAt });
    }
    return value;
  }

  /** The SDK is about to send an image, or has been given a task for it. Resolves when that is on the disk. */
  set(key: string, value: string): Promise<void> {
    const note = (): void => this.#journal.setSubmission(key, value);
    const image = this.current;
    if (image === undefined) return this.#journal.write(note);
    const { state, task, submittedAt } = JSON.parse(value) as Entry;
    if (state === 'accepted' && task !== undefined) {
      const noted = this.#journal.move(
        image,
        'submitted',
        { key, taskId: task.id, since: submittedAt },
        note,
      );
      return noted.finally(this.#watch.onAccepted);
    }
    if (this.#watch.isClosed()) return Promise.reject(new Error('The batch is coming to its end.'));
    return this.#journal.move(image, 'sending', { key, since: submittedAt }, note);
  }

  /** The SDK has learned that an image was not accepted, or that its task is of no use any more. */
  delete(key: string): Promise<void> {
    return this.#journal.write(() => this.#journal.deleteSubmission(key));
  }
}
