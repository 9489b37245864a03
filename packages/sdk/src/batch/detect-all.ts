import { checkWaitOptions, type OnResponse } from '../call-options.ts';
import { check, checkChoice } from '../check.ts';
import { AbortError, DetectRegionsError } from '../errors/index.ts';
import type { DetectRegionsEvent } from '../events.ts';
import type { ImageInput } from '../image/open.ts';
import type { Config } from '../options.ts';
import { type Resubmit, resubmits } from '../resubmit.ts';
import { resolveSettings, type SettingsInput } from '../settings/settings.ts';
import { Pace } from './pace.ts';
import { type BatchItem, runBatch } from './run.ts';
import { batchSource } from './source.ts';

/**
 * What a batch takes: an image, or an image with settings of its own. Whatever else the object holds (a name, a page
 * number) comes back with the item, as its `input`.
 */
export type BatchInput =
  | ImageInput
  | {
      /** The image. */
      readonly image: ImageInput;
      /** Settings of this image, which go before those of the batch. */
      readonly settings?: SettingsInput | undefined;
    };

/** Options of a batch. */
export interface BatchOptions {
  /**
   * How many images are in flight at most, from upload to result. A whole number, 1 or more. Fewer while the
   * service says that it is too much (429, 503). About three for each image that the service works on at a time
   * keep it busy. Default: 8.
   */
  readonly concurrency?: number | undefined;
  /** Whether items come in the order of the images, or as soon as each is done. Default: `input`. */
  readonly order?: 'input' | 'completed' | undefined;
  /** How to prepare the images and what to look for. What is left out has its documented default, and is sent. */
  readonly settings?: SettingsInput | undefined;
  /** Ends the batch, with an `AbortError` after the items that were in flight. */
  readonly signal?: AbortSignal | undefined;
  /** How long each image may take, from its upload to its result, in milliseconds. Default: that of the client. */
  readonly deadline?: number | undefined;
  /**
   * What becomes of the tasks in flight when the batch is ended early: `cancel` gives them up (one more billed call
   * each), `leave` lets them go on. Default: `cancel`.
   */
  readonly onAbort?: 'cancel' | 'leave' | undefined;
  /** When to send an image again after a failure: see {@link Resubmit}. Default: that of the client. */
  readonly resubmit?: Resubmit | undefined;
  /**
   * Milliseconds of lateness that one poll may cost. Lower than for a single image, since a place that is taken by an
   * image that is done keeps the next one waiting. Default: 150.
   */
  readonly pollPrice?: number | undefined;
  /** Sends bytes of any type, as for a single image. Default: `false`. */
  readonly allowUnknownType?: boolean | undefined;
  /** Called with the raw answer to each request, as for a single image. What it throws is ignored. */
  readonly onResponse?: OnResponse | undefined;
}

/** How one image of a batch is done. */
export interface EachOptions {
  readonly settings: SettingsInput;
  readonly signal: AbortSignal;
  readonly deadline: number | undefined;
  readonly onAbort: 'cancel' | 'leave' | undefined;
  readonly resubmit: Resubmit | undefined;
  readonly pollPrice: number;
  readonly allowUnknownType: boolean | undefined;
  readonly onResponse: OnResponse | undefined;
}

/** What does each image of a batch. */
export interface BatchClient<Value> {
  detect(image: ImageInput, options: EachOptions): Promise<Value>;
}

/** How many images are in flight unless the caller says something else. */
const defaultConcurrency = 8;
/** What a poll is worth, in milliseconds, unless the caller says something else. */
const defaultPollPrice = 150;

/**
 * The items of a batch. Nothing happens before the first is asked for.
 *
 * @throws {@link InvalidInputError} naming the option at fault, with the first item, before an image is asked for
 */
export async function* detectAll<Input extends BatchInput, Value>(
  client: BatchClient<Value>,
  { clock, listeners }: Config,
  images: Iterable<Input | Promise<Input>> | AsyncIterable<Input>,
  options: BatchOptions,
): AsyncGenerator<BatchItem<Input, Value>, void, undefined> {
  const { concurrency = defaultConcurrency, order = 'input', settings, signal, ...each } = options;
  const { deadline, onAbort, resubmit, pollPrice = defaultPollPrice, allowUnknownType, onResponse } = each;
  check(Number.isSafeInteger(concurrency) && concurrency >= 1, 'concurrency', 'a whole number, 1 or more');
  checkChoice(order, 'order', ['input', 'completed']);
  checkChoice(onAbort ?? 'cancel', 'onAbort', ['cancel', 'leave']);
  checkWaitOptions({ deadline, pollPrice, signal, onResponse });
  if (resubmit !== undefined) checkChoice(resubmit, 'resubmit', resubmits);
  await resolveSettings(settings);

  const pace = new Pace(clock, concurrency);
  const source = batchSource(images);
  const batch = runBatch<Input, Value>({
    source,
    work: async (input, own) => {
      try {
        const { image, settings: itsOwn } = isWrapped(input) ? input : { image: input };
        const both = itsOwn === undefined ? settings : { ...settings, ...(await checkedObject(itsOwn)) };
        return await client.detect(image as ImageInput, {
          settings: both ?? {},
          signal: own,
          deadline,
          onAbort,
          resubmit,
          pollPrice,
          allowUnknownType,
          onResponse,
        });
      } catch (error) {
        if (error instanceof DetectRegionsError && isRefusal(error.status)) {
          pace.refused(error.retryAfter ?? 0);
        }
        throw error;
      }
    },
    order,
    window: 2 * concurrency,
    pace,
    clock,
    signal,
    aborted: () => new AbortError('The caller aborted the batch.', { cause: signal?.reason }),
  });
  // Slows down on any refusal that the client meets, also where a retry mends it.
  const watch = (event: DetectRegionsEvent): void => {
    // At the answer already: by the time that a retry is planned, more would have been started.
    if (event.type === 'response' && isRefusal(event.status)) pace.refused(0);
    if (event.type === 'retry' && isRefusal(event.status)) pace.refused(event.delay);
  };
  listeners.add(watch);
  try {
    yield* batch;
  } finally {
    listeners.delete(watch);
  }
}

function isRefusal(status: number | undefined): boolean {
  return status === 429 || status === 503;
}

function isWrapped(input: BatchInput): input is Extract<BatchInput, { image: unknown }> {
  // A Blob of Bun's has a method of that name.
  return typeof input === 'object' && input !== null && 'image' in input && typeof input.image !== 'function';
}

/** Settings that are no object would vanish when they are spread. */
async function checkedObject(settings: SettingsInput): Promise<SettingsInput> {
  if (typeof settings !== 'object' || settings === null) await resolveSettings(settings);
  return settings;
}
