import type { Store } from '@detect-regions/sdk';

/** What a check finds in the runtime that it runs in. */
export interface World {
  /** The stub service; a scenario of it begins at `BASE/SCENARIO/ANY-ID`. */
  readonly base: string;
  /** An address where nobody listens. */
  readonly nowhere: string;
  readonly kind: Kind;
  /** Where there is a file system. */
  readonly files?: Files;
}

/** A process of its own, a worker of an edge network, or a page in a browser. */
export type Kind = 'process' | 'worker' | 'page';

/** A file system. */
export interface Files {
  /** A file that holds the bytes of `picture()`. */
  readonly image: string;
  /** A folder that may be written to, with a slash at the end. */
  readonly folder: string;
  readonly fileStore: (path: string) => Store & { close(): Promise<void> };
}

/** One thing that must hold in every runtime: what comes of `run` there is compared with `expected` here. */
export interface Check {
  /** Left out where there is no such thing. */
  readonly needs?: 'files';
  /** Gives something that survives JSON. */
  readonly run: (world: World) => Promise<unknown>;
  /** By the kind of the runtime where they must differ. */
  readonly expected: (kind: Kind) => unknown;
}

/** Checks by what they show. */
export type Suite = Readonly<Record<string, Check>>;

/** What came of a check: a value, or the error that ended it. */
export type Finding = { readonly value: unknown } | { readonly error: string };

/** Runs the checks of a suite that can be run here, all at a time. */
export async function runSuite(suite: Suite, world: World): Promise<Record<string, Finding>> {
  const findings = Object.entries(suite)
    .filter(([, { needs }]) => needs === undefined || world.files !== undefined)
    .map(async ([name, check]): Promise<[string, Finding]> => {
      try {
        return [name, { value: await check.run(world) }];
      } catch (error) {
        return [name, { error: error instanceof Error ? `${error.stack ?? error}` : String(error) }];
      }
    });
  return Object.fromEntries(await Promise.all(findings));
}
