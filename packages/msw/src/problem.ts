/** What is wrong with one member of a request. */
export interface RequestProblem {
  /** The member, for example `settings.dsrMode`, `id` or `Content-Type`. */
  readonly field: string;
  /** What is wrong and what is accepted, in one sentence. Never quotes an image or a secret. */
  readonly message: string;
}
