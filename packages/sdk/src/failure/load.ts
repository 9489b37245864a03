import { DetectRegionsError, type ErrorDetails } from '../errors/base.ts';
import { NetworkError } from '../errors/network.ts';

/**
 * What to do about failures; loaded with the first one.
 *
 * @param known - what is known of it
 * @param complete - for a submission, whether it had gone out to its end
 * @throws DetectRegionsError when a bundler made a file of its own of it, and that can't be had, as may be when the network
 * is down: then nothing is sent again, and nothing of what is known is lost
 */
export async function failures(known: ErrorDetails, complete = true): Promise<typeof import('./index.ts')> {
  try {
    return await import('./index.ts');
  } catch {
    if (known.cause instanceof DetectRegionsError) throw known.cause;
    throw new NetworkError('A call failed, and what tells why could not be loaded.', {
      ...known,
      maybeSent: known.operation === 'postDetectRegions' ? complete : undefined,
    });
  }
}
