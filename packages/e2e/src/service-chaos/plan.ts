import type { ServerOptions } from '@detect-regions/server';

/** What a process of the service is to be; all of it can be written as JSON. */
export type Plan = {
  /** A file with the milliseconds by which the clock of the process is off. */
  readonly clock?: string;
  /** Looks at pages for real, rather than at what {@link imageOf} makes. */
  readonly realEngine?: boolean;
} & (
  | { readonly role: 'server'; readonly options: ServerOptions }
  | {
      readonly role: 'worker';
      readonly options: { readonly queue: string; readonly images: string; readonly concurrency?: number };
    }
);
