import type { Settings } from '@detect-regions/spec';
import { limits } from '@detect-regions/spec/limits';
import type { Budget } from '../budget.ts';
import { DetectRegionsError, InDoubtError, StoreError } from '../errors/index.ts';
import type { ImageSource } from '../image/source.ts';
import type { Resubmit } from '../resubmit.ts';
import type { TaskJSON } from '../task.ts';
import { imageKey } from './key.ts';
import type { Store } from './store.ts';

/** For how long the service keeps a result, and an entry is worth anything; milliseconds. */
const kept = limits.resultSeconds * 1_000;

/** What the store holds for a key. */
type Entry =
  | { readonly state: 'intent'; readonly submittedAt: number }
  | { readonly state: 'accepted'; readonly submittedAt: number; readonly task: TaskJSON };

/** The task of an image. */
export interface Paid {
  readonly task: TaskJSON;
  /** Whether it was submitted before, and not by this call. */
  readonly reused: boolean;
  /** Strikes it out, once it is of no use any more. */
  readonly forget: () => Promise<void>;
}

/** What is to be submitted, and where. */
export interface Submission {
  readonly source: ImageSource;
  readonly settings: Settings;
  readonly baseUrl: string;
}

const ledgers = new WeakMap<Store, Ledger>();

/** The book over a store: one for all clients that share it, so that they send an image once. */
export function ledgerOf(store: Store): Ledger {
  let ledger = ledgers.get(store);
  if (ledger === undefined) {
    ledger = new Ledger(store);
    ledgers.set(store, ledger);
  }
  return ledger;
}

/**
 * The book of what has been submitted. The intent is written before the image is sent, the task after it was
 * accepted; so whatever happens in between, an image that may have been accepted is never taken for a new one.
 */
class Ledger {
  readonly #store: Store;
  readonly #submitting = new Map<string, Promise<unknown>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * The task that an image has, or gets from `send`. Calls for the same image at the same time send it once.
   *
   * @param resubmit - only with `always` is sent again what may have been accepted before
   * @throws InDoubtError when that is not known
   * @throws StoreError, and what `send` throws
   */
  async submit(
    { source, settings, baseUrl }: Submission,
    resubmit: Resubmit,
    send: () => Promise<TaskJSON>,
    budget: Budget,
  ): Promise<Paid> {
    const key = await budget.run('postDetectRegions', Infinity, (signal) =>
      imageKey(source, settings, baseUrl, signal),
    );
    for (;;) {
      const other = this.#submitting.get(key);
      if (other === undefined) break;
      await budget.run('postDetectRegions', Infinity, () => other);
    }
    const own = this.#submit(key, resubmit === 'always', send);
    const settled = own.then(
      () => {},
      () => {},
    );
    this.#submitting.set(key, settled);
    try {
      const { task, reused } = await own;
      return { task, reused, forget: () => this.#forget(key, task.id) };
    } finally {
      this.#submitting.delete(key);
    }
  }

  /** A failure costs a call later, and is no reason to fail now. */
  async #forget(key: string, taskId: string): Promise<void> {
    try {
      const entry = await this.#read(key);
      if (entry?.state === 'accepted' && entry.task.id === taskId) await this.#store.delete(key);
    } catch {
      // As said above.
    }
  }

  async #submit(key: string, again: boolean, send: () => Promise<TaskJSON>): Promise<Omit<Paid, 'forget'>> {
    const known = await this.#guard('read', false, () => this.#read(key));
    if (known?.state === 'accepted') return { task: known.task, reused: true };
    if (known !== undefined && !again) {
      const submittedAt = new Date(known.submittedAt);
      throw new InDoubtError(
        `The image may have been accepted, and billed, on ${submittedAt.toISOString()}: no answer was noted. Send it again with resubmit: 'always', or leave it.`,
        { operation: 'postDetectRegions', key, submittedAt, maybeSent: true },
      );
    }
    const submittedAt = Date.now();
    await this.#guard('written', false, () => this.#write(key, { state: 'intent', submittedAt }));
    let task: TaskJSON;
    try {
      task = await send();
    } catch (error) {
      const unsent = error instanceof DetectRegionsError && error.maybeSent === false;
      // An older doubt is not settled by that. And an intent that can't be struck out is a doubt: the safe side.
      if (unsent && known === undefined) await this.#delete(key).catch(() => {});
      throw error;
    }
    await this.#guard('written', task.id, () => this.#write(key, { state: 'accepted', submittedAt, task }));
    return { task, reused: false };
  }

  async #read(key: string): Promise<Entry | undefined> {
    const value = await this.#store.get(key);
    if (value === undefined || value === null) return undefined;
    const entry = JSON.parse(value) as Entry;
    const { state, submittedAt } = entry;
    if (typeof submittedAt !== 'number' || (state !== 'intent' && typeof entry.task?.id !== 'string')) {
      throw new Error(`The entry ${key} is none of this package.`);
    }
    return Date.now() - submittedAt < kept ? entry : undefined;
  }

  async #write(key: string, entry: Entry): Promise<void> {
    await this.#store.set(key, JSON.stringify(entry));
  }

  async #delete(key: string): Promise<void> {
    await this.#store.delete(key);
  }

  async #guard<T>(what: 'read' | 'written', taskId: string | false, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      const next = taskId
        ? 'The image has been accepted: resume with client.task(taskId).'
        : 'The image was not sent.';
      throw new StoreError(`The store could not be ${what}. ${next}`, {
        operation: 'postDetectRegions',
        cause,
        ...(taskId ? { taskId } : { maybeSent: false }),
      });
    }
  }
}
