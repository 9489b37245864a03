import type { DetectRegionsError, ErrorDetails } from '../errors/base.ts';
import { httpFailure } from './http.ts';
import { unreadableAnswer } from './unreadable-answer.ts';

/**
 * Tells what is wrong with an answer.
 *
 * @param text - its body, where it is a success; `false` where that is still to be read
 * @param details - operation, task, status, request id
 * @param secrets - what a service may echo and an error must not hold
 */
export async function answerFailure(
  response: Response,
  text: string | false,
  details: ErrorDetails,
  secrets: readonly (string | undefined)[],
): Promise<DetectRegionsError> {
  return text === false
    ? httpFailure(
        response,
        details,
        secrets.filter((secret) => secret !== undefined),
      )
    : unreadableAnswer(text, response.headers.get('content-type'), details);
}
