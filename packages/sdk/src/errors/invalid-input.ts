import { DetectRegionsError, type ErrorDetails } from './base.ts';

/** What is known about a wrong input. */
export interface InvalidInputDetails extends ErrorDetails {
  /** The path of the input at fault, for example `image` or `settings.dsrMode`. */
  readonly field?: string | undefined;
  /** What is accepted there, where it is a closed list. */
  readonly accepted?: readonly string[] | undefined;
}

/**
 * An option, a setting or an image is not what it must be. Found before any request, unless `status` says that
 * the service found it (HTTP 400 or 422). Nothing was accepted.
 */
export class InvalidInputError extends DetectRegionsError<InvalidInputDetails> {
  /** The code of all errors of the class. */
  static override readonly code = 'invalid-input';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'invalid-input';
  /** The name of the class. */
  override readonly name = 'InvalidInputError';
  /** The path of the input at fault, for example `image` or `settings.dsrMode`. */
  declare readonly field?: string;
  /** What is accepted there, where it is a closed list. */
  declare readonly accepted?: readonly string[];
}
