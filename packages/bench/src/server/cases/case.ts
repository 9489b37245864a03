import type { CaseReport } from '../../report.ts';

/** What a case works with. */
export interface ServerSetting {
  readonly rounds: number;
  /** Of a large image, in bytes. */
  readonly size: number;
  /** For how long a load lasts. */
  readonly seconds: number;
  /** How many tasks go through a day. */
  readonly tasks: number;
  /** A folder for files, removed at the end. */
  readonly folder: string;
}

/** One measurement of the service. */
export interface ServerCase {
  readonly name: string;
  /** What it measures, in a line. */
  readonly title: string;
  run(setting: ServerSetting): Promise<CaseReport>;
}
