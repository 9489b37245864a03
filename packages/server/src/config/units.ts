const BYTES: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  tb: 1000 ** 4,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: MINUTE, min: MINUTE, h: HOUR, d: 24 * HOUR };

/**
 * Reads a size such as `100MiB`, `2.5 GB` or `4096`.
 *
 * @returns bytes; undefined for what is no size, or no whole number of bytes
 */
export function parseBytes(text: string): number | undefined {
  return parseAmount(text, BYTES, 'b');
}

/**
 * Reads a duration such as `24h`, `5m` or `90`.
 *
 * @returns seconds; undefined for what is no duration, or no whole number of seconds
 */
export function parseSeconds(text: string): number | undefined {
  return parseAmount(text, SECONDS, 's');
}

/** Words a size so that {@link parseBytes} reads it: `100MiB`. */
export function formatBytes(bytes: number): string {
  return formatAmount(bytes, [
    ['TiB', 1024 ** 4],
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
  ]);
}

/** Words a duration so that {@link parseSeconds} reads it: `24h`. */
export function formatSeconds(seconds: number): string {
  const units: [string, number][] = [
    ['h', HOUR],
    ['m', MINUTE],
    ['s', 1],
  ];
  return formatAmount(seconds, units);
}

function parseAmount(
  text: string,
  units: Readonly<Record<string, number>>,
  usual: string,
): number | undefined {
  const [, number, unit = ''] = /^(\d{1,15}(?:\.\d{1,15})?) ?([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = Object.hasOwn(units, unit.toLowerCase() || usual)
    ? units[unit.toLowerCase() || usual]
    : undefined;
  if (number === undefined || factor === undefined) return undefined;
  const amount = Number(number) * factor;
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** The largest unit of which it is a whole number. */
function formatAmount(amount: number, units: readonly (readonly [string, number])[]): string {
  const [name, factor] = units.find(([, size]) => amount >= size && amount % size === 0) ?? ['', 1];
  return `${amount / factor}${name}`;
}
