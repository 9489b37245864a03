/** What the program's exit status says. Shells, make and CI branch on these: they are part of the interface. */
export const exitCodes = {
  /** Everything asked for was done. */
  ok: 0,
  /** Some images failed; what could be done was done. */
  failed: 1,
  /** The command line is wrong; nothing was tried. */
  usage: 2,
  /** Credentials are missing, or the service refused them. */
  credentials: 3,
  /** The service could not be reached. */
  network: 4,
  /** Interrupted by Ctrl-C (128 + SIGINT, as shells have it). */
  interrupted: 130,
  /** Asked to end by SIGTERM (128 + SIGTERM). */
  terminated: 143,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The table of exit codes, for `--help`. */
export const exitCodeHelp: string = `Exit codes:
  0  all done            1  some images failed     2  wrong usage
  3  credentials         4  network                130  interrupted`;
