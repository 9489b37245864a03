/**
 * Why a server did not start, for programs:
 *
 * - `invalid-options`: an option that makes no sense; the message names it
 * - `address-in-use`: another program listens on this port
 * - `listen-failed`: the address can't be listened on for another reason, which is the cause
 * - `data-in-use`: another server uses the data folder
 * - `data-unusable`: the data folder can't be opened or trusted; the message says why
 * - `images-unusable`: the place for images can't be opened; the message says why
 * - `queue-unreachable`: there is no Redis at the URL of the option `queue`, or it refuses the credentials
 */
export type ServerErrorCode =
  | 'invalid-options'
  | 'address-in-use'
  | 'listen-failed'
  | 'data-in-use'
  | 'data-unusable'
  | 'images-unusable'
  | 'queue-unreachable';

/** The one error that `startServer` rejects with. The message says what to do next. */
export class ServerError extends Error {
  override readonly name = 'ServerError' as const;

  /** The reason, for programs. */
  readonly code: ServerErrorCode;

  constructor(code: ServerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
