import type { Settings } from '@detect-regions/spec';
import type { DetectorFlags } from '../../flags/detector-flags.ts';
import type { InputFlags } from '../../flags/input-flags.ts';
import type { OutputFlags } from '../../flags/output-flags.ts';
import type { ErrorFormat } from '../../report/error-format.ts';
import type { BatchFlags } from './command.ts';
import type { Prices } from './prices.ts';

/** What `batch` was told. */
export interface BatchOptions extends InputFlags, DetectorFlags, OutputFlags, BatchFlags {
  readonly settings: Partial<Settings>;
  readonly errorFormat: ErrorFormat;
  /** Whether a flag stands on the command line, by the name of its option. */
  readonly isGiven: (name: string) => boolean;
}

/** The prices among them. */
export function pricesOf({ pricePerCall, price = {}, currency }: BatchOptions): Prices {
  return { perCall: pricePerCall, byOperation: price, currency };
}
