import { flagOf, variableOf } from './entry.ts';
import type { ConfigValue } from './kinds.ts';
import type { Config, ConfiguredValue } from './read-config.ts';

/** An option as `--print-config` shows it. */
export interface ReportedValue {
  readonly value: Exclude<ConfigValue, undefined> | null;
  readonly from: ConfiguredValue['from'];
  /** The flag or the variable that it came from; absent for a default. */
  readonly name?: string;
  /** What happens by default, where there is no value. */
  readonly means?: string;
}

const HIDDEN = '(not shown)';

/** The configuration by option, with where each value came from, and without secrets. */
export function reportConfig({ values }: Pick<Config, 'values'>): Record<string, ReportedValue> {
  return Object.fromEntries(values.map((one) => [one.entry.option, reported(one)]));
}

function reported({ entry, value, from }: ConfiguredValue): ReportedValue {
  const name = from === 'flag' ? flagOf(entry) : from === 'environment' ? variableOf(entry) : undefined;
  const means = value === undefined ? entry.defaultText : undefined;
  return {
    value: shown(value, entry.secret),
    from,
    ...(name === undefined ? {} : { name }),
    ...(means === undefined ? {} : { means }),
  };
}

function shown(
  value: ConfigValue,
  secret: 'hidden' | 'password' | undefined,
): Exclude<ConfigValue, undefined> | null {
  if (value === undefined) return null;
  if (secret === 'hidden') return HIDDEN;
  return secret === 'password' ? withoutPassword(String(value)) : value;
}

/** A URL without its password; what is no URL stays as it is. */
function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return text.includes('@') ? HIDDEN : text;
  const url = new URL(text);
  if (url.password !== '') url.password = '***';
  return url.href;
}
