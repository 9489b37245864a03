import type { Settings } from '@detect-regions/spec';
import type { Budget } from './budget.ts';
import type { CallOptions } from './call-options.ts';
import { checkChoice } from './check.ts';
import type { Clock } from './clock.ts';
import { failures } from './failure/load.ts';
import { type ImageInput, type OpenImage, type OpenOptions, openImage } from './image/open.ts';
import { type Resubmit, resubmits } from './resubmit.ts';
import type { Sender } from './send.ts';
import { postDetectRegions } from './service.ts';
import { resolveSettings, type SettingsInput } from './settings/settings.ts';
import { Task, type TaskJSON } from './task.ts';

/** Options of a submission. */
export interface SubmitOptions extends CallOptions {
  /** How to prepare the image and what to look for. What is left out has its documented default, and is sent. */
  readonly settings?: SettingsInput | undefined;
  /** When to send the image again after a failure: see {@link Resubmit}. Default: that of the client. */
  readonly resubmit?: Resubmit | undefined;
  /**
   * Sends bytes of any type, also of one that the API is not known to take; their size is then not known. A TIFF of
   * several pages is refused all the same. Default: `false`.
   */
  readonly allowUnknownType?: boolean | undefined;
}

/** An image that the service has accepted. */
export interface Submitted {
  readonly task: Task;
  readonly settings: Settings;
  /** Whether the store knew its task from before. */
  readonly reused?: boolean | undefined;
}

interface Submission {
  readonly task: TaskJSON;
  readonly reused?: boolean;
  /** Strikes it out of the store, once it is of no use any more. */
  readonly forget?: () => Promise<void>;
}

const operation = 'postDetectRegions';

/** From an image to its task: looks at the image, and sends it unless the store knows what became of it. */
export async function submit(
  sender: Sender,
  image: ImageInput,
  options: SubmitOptions,
  budget: Budget,
): Promise<Submitted> {
  const { config } = sender;
  const { resubmit = config.resubmit, allowUnknownType } = options;
  checkChoice(resubmit, 'resubmit', resubmits);
  const settings = await resolveSettings(options.settings);
  const opened = await open(image, { allowUnknownType, fetch: config.fetch }, budget, config.clock);
  const { source, ...size } = opened;
  try {
    const facts = { ...size, settings };
    const send = async (): Promise<TaskJSON> => ({
      id: await sender.send(postDetectRegions(source, settings, resubmit), budget),
      ...facts,
    });
    const { task, reused, forget }: Submission =
      config.store === undefined
        ? { task: await send() }
        : await (await import('./store/ledger.ts'))
            .ledgerOf(config.store)
            .submit({ source, settings, baseUrl: config.baseUrl }, resubmit, send, budget);
    const accepted = reused ? undefined : config.clock.now();
    return { task: new Task(sender, task.id, facts, accepted, forget), settings, reused };
  } finally {
    await source.close?.();
  }
}

/** Looks at the image, within the limits of the call. */
async function open(
  image: ImageInput,
  options: OpenOptions,
  budget: Budget,
  clock: Clock,
): Promise<OpenImage> {
  let opening: Promise<OpenImage> | undefined;
  const work = (signal: AbortSignal): Promise<OpenImage> => {
    opening = openImage(image, signal, options);
    return opening;
  };
  try {
    // What is in memory needs no limits, which would cost more than the look.
    return await (ArrayBuffer.isView(image)
      ? work(new AbortController().signal)
      : budget.run(operation, Infinity, work));
  } catch (error) {
    const { unsentFailure } = await failures({ operation, cause: error }, false);
    // A stream is let go of also when nobody has begun to look at it.
    throw await unsentFailure(error, opening ?? openImage(image, AbortSignal.abort()), clock);
  }
}
