import type { OperationId, Settings } from '@detect-regions/spec';
import type { BatchInput, BatchOptions } from './batch/detect-all.ts';
import type { BatchItem } from './batch/run.ts';
import type { CallOptions, WaitOptions } from './call-options.ts';
import { checkChoice } from './check.ts';
import { AbortError } from './errors/index.ts';
import { failures } from './failure/load.ts';
import type { ImageInput } from './image/open.ts';
import { type DetectRegionsOptions, resolveConfig, resolveCredentials } from './options.ts';
import type { Completed } from './outcome.ts';
import { Sender } from './send.ts';
import { type SubmitOptions, submit } from './submit.ts';
import { checkTask, Task, type TaskJSON } from './task.ts';

/** Options of a detection. */
export interface DetectOptions extends SubmitOptions, WaitOptions {
  /**
   * What becomes of the task when `signal` is aborted: `cancel` gives it up (one more billed call, at most five
   * seconds), `leave` lets it go on, to be resumed by the error's `taskId`. Default: `cancel`.
   */
  readonly onAbort?: 'cancel' | 'leave' | undefined;
}

/** What a detection gives: a completed outcome with the settings that were sent. */
export interface Detection extends Completed {
  readonly settings: Readonly<Settings>;
}

/**
 * A client of the DetectRegions API: an image goes in, the regions of its text come out.
 *
 * One client serves any number of calls at a time; they share the token. It holds no connection, timer or other
 * thing that would have to be closed. Nothing it prints as holds a secret.
 *
 * @example
 * ```ts
 * const client = new DetectRegions({ clientId, clientSecret }); // or from the environment
 * const { regions } = await client.detect({ path: 'page.png' });
 * ```
 */
export class DetectRegions {
  readonly #sender: Sender;

  /**
   * Reads the environment and checks the options; sends nothing.
   *
   * @throws AuthError when there are no credentials
   * @throws InvalidInputError naming the option at fault
   */
  constructor(options: DetectRegionsOptions = {}) {
    this.#sender = new Sender(resolveConfig(options), resolveCredentials(options));
  }

  /** The service that it talks to, without a slash at the end. */
  get baseUrl(): string {
    return this.#sender.config.baseUrl;
  }

  /**
   * How many requests have been sent so far, by operation, retries included. The service bills by call.
   * A copy: it does not change afterwards.
   */
  get usage(): Readonly<Record<OperationId, number>> {
    return { ...this.#sender.usage };
  }

  /**
   * Gets a token now, if there is none that is still good, rather than with the first call: wrong credentials and
   * a service that can't be reached are told before any work is done (operation `postToken`, which is not billed).
   * A token that was given as `accessToken` is there already: nothing is sent, and the service may still refuse it.
   *
   * @throws AuthError when the credentials are refused
   * @throws DetectRegionsError one of its other classes, when the call fails for good
   */
  async authenticate(options: CallOptions = {}): Promise<void> {
    const { auth } = this.#sender;
    await this.#sender.within(
      options,
      async (budget) => auth.current ?? (await budget.run('postToken', Infinity, () => auth.fetch())),
    );
  }

  /**
   * Finds the regions of an image: submits it and waits for the result.
   *
   * @param image - the image; see {@link ImageInput}
   * @returns the regions in pixels of the image as sent, with its size where the header tells it, and the settings
   * that were sent
   * @throws InvalidInputError when the image or an option is wrong: before any request
   * @throws DetectionFailedError when the task ended in an error
   * @throws GoneError when the service lost the task or its result
   * @throws DeadlineError when it takes longer than `deadline`; the task goes on, and `taskId` resumes it
   * @throws AbortError when `signal` is aborted; the task is given up unless `onAbort` is `leave`
   * @throws InDoubtError when the client has a store, and the image may have been submitted before; `resubmit: 'always'`
   * submits it again
   * @throws StoreError when the store fails
   * @throws DetectRegionsError one of its other classes, when a call fails for good
   */
  async detect(image: ImageInput, options: DetectOptions = {}): Promise<Detection> {
    const { onAbort = 'cancel' } = options;
    checkChoice(onAbort, 'onAbort', ['cancel', 'leave']);
    return this.#sender.within(options, async (budget) => {
      for (;;) {
        const { task, settings, reused } = await submit(this.#sender, image, options, budget);
        const outcome = await task.waitWithin(budget, options).catch(async (error) => {
          // Waited for, so that nothing goes on behind the caller's back.
          if (error instanceof AbortError && onAbort === 'cancel') await task.giveUp();
          throw error;
        });
        if (outcome.status === 'completed') return { ...outcome, settings };
        if (!reused || outcome.status !== 'gone')
          throw (await failures({ taskId: task.id })).outcomeFailure(outcome);
        // The store knew a task that the service has dropped: there is nothing left of what was paid.
        budget.taskId = undefined;
      }
    });
  }

  /**
   * Submits an image (operation `postDetectRegions`), and does not wait for the result.
   *
   * @param image - the image; see {@link ImageInput}
   * @returns the task, with which to ask, wait or cancel
   * @throws InvalidInputError when the image or an option is wrong: before any request
   * @throws InDoubtError when the client has a store, and the image may have been submitted before; `resubmit: 'always'`
   * submits it again
   * @throws StoreError when the store fails
   * @throws DetectRegionsError when the call fails; `maybeSent` tells whether the image may have been accepted
   */
  async submit(image: ImageInput, options: SubmitOptions = {}): Promise<Task> {
    return this.#sender.within(
      options,
      async (budget) => (await submit(this.#sender, image, options, budget)).task,
    );
  }

  /**
   * Finds the regions of any number of images, many at a time.
   *
   * One failure does not stop the rest: it comes as an item with `ok: false`. The source is asked for the next image
   * only when there is room: at most `concurrency` are in flight, and at most twice as many have been asked for
   * and not yet come back as an item. When the service refuses calls (429, 503), fewer are in flight until it
   * takes them again.
   *
   * `break` ends the batch: what is in flight is aborted, its tasks are given up unless `onAbort` is `leave`, and
   * the source is closed. When the source itself fails, or `signal` is aborted, the same happens, the items in
   * flight come with their errors, and then the iteration throws.
   *
   * @example
   * ```ts
   * for await (const item of client.detectAll(paths.map((path) => ({ path })), { concurrency: 8 })) {
   *   if (item.ok) save(item.input.path, item.value.regions);
   *   else report(item.input.path, item.error);
   * }
   * ```
   *
   * @param images - an array, a generator, an async one, a stream of images, of any length; each an
   * {@link ImageInput}, or `{ image, settings }`
   * @returns items `{ index, input, ok: true, value }` or `{ index, input, ok: false, error }`, one for each image
   * @throws InvalidInputError when an option is wrong: before an image is asked for
   */
  async *detectAll<Input extends BatchInput>(
    images: Iterable<Input | Promise<Input>> | AsyncIterable<Input>,
    options: BatchOptions = {},
  ): AsyncGenerator<BatchItem<Input, Detection>, void, undefined> {
    const { detectAll } = await import('./batch/detect-all.ts');
    yield* detectAll<Input, Detection>(this, this.#sender.config, images, options);
  }

  /**
   * A task that was submitted before, here or elsewhere. Sends nothing.
   *
   * @param task - its id, or what its `toJSON()` gave (the size of the image and the settings then come back with
   * the result)
   * @throws InvalidInputError when it is neither
   */
  task(task: string | TaskJSON): Task {
    const { id, ...facts } = checkTask(task);
    return new Task(this.#sender, id, facts);
  }
}
