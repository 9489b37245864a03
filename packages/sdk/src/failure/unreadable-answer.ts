import { decodeRegions } from '@detect-regions/regions/wire';
import type { ErrorDetails } from '../errors/base.ts';
import { ProtocolError } from '../errors/index.ts';
import { readJson } from '../read-json.ts';

/**
 * Tells what is wrong with an answer that was a success and yet can't be read.
 *
 * @param text - its body; never quoted
 * @param details - operation, task, request id
 */
export function unreadableAnswer(text: string, type: string | null, details: ErrorDetails): ProtocolError {
  const { operation } = details;
  if (operation === 'postDetectRegions') {
    return new ProtocolError(
      'The image was accepted, but the answer holds no id of a task: is baseUrl right?',
      {
        ...details,
        maybeSent: true,
      },
    );
  }
  const answer = readJson(text) as { taskStatus?: unknown; results?: unknown } | undefined;
  // It was cut on its way.
  if (answer === undefined && /json/i.test(type ?? '')) {
    return new ProtocolError('The answer is broken JSON.', { ...details, retryable: true });
  }
  if (operation === 'postToken') {
    return new ProtocolError('The answer holds no bearer token: is baseUrl right?', details);
  }
  if (typeof answer?.taskStatus !== 'string') {
    return new ProtocolError('The answer holds no status of a task: is baseUrl right?', details);
  }
  return new ProtocolError("The task is done, but its regions can't be read; cause tells why.", {
    ...details,
    cause: reasonOf(answer.results),
  });
}

function reasonOf(results: unknown): unknown {
  try {
    for (const { data } of results as { data: string }[]) decodeRegions(data);
  } catch (error) {
    return error;
  }
  return undefined;
}
