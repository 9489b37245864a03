import type { Limits } from '../options.ts';

/** What the service does for the playground. */
export interface Playground {
  /**
   * The client whose tokens the page gets without credentials; undefined where its user must bring one. It is none of those
   * that have a secret: so the page, and whoever gets hold of its token, sees no tasks but its own.
   */
  readonly client: string | undefined;
  /** What a picture of a file may cost that browsers can't show. */
  readonly limits: Pick<Limits, 'pixels' | 'pageSeconds'>;
}

/** The id of the page's client, where it needs no credentials. */
export const PAGE_CLIENT = 'playground';
