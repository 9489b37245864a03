import type { Cell } from './cells.ts';
import type { Needs } from './report.ts';
import { type Way, ways } from './touched.ts';

/** Cells that one way can't touch, and why. */
export interface Exemption {
  readonly way: Way;
  readonly why: string;
  covers(cell: Cell): boolean;
}

export const exemptions: readonly Exemption[] = [
  {
    way: 'client',
    why: 'the generated client fills nothing in: a default is what the SDK sends and what the server gives its engine',
    covers: ({ what }) => what.includes(' left out, so '),
  },
  {
    way: 'sdk',
    why: 'the SDK sends every setting, so that what holds never depends on the service',
    covers: ({ what, absent }) => absent !== undefined && /^body\.settings(\.\w+)? left out$/.test(what),
  },
  {
    way: 'server',
    why: 'what the local server answers is held against the spec by the contract suite',
    covers: ({ where }) => /^\d+$/.test(where),
  },
  {
    way: 'server',
    why: 'which of the servers is called is up to who calls',
    covers: ({ operation }) => operation === 'server',
  },
];

/** Every cell in every way, but for the exemptions. */
export const needs: Needs = {
  of: (cell) => ways.filter((way) => !exemptions.some((one) => one.way === way && one.covers(cell))),
  exemptions: (cell) => exemptions.filter((one) => one.covers(cell)).map(({ way, why }) => ({ way, why })),
};
