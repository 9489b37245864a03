/** The kind of a value, for error messages: tells what it is and, of what has a length, how long; never what it holds. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (typeof value === 'string') return `string of ${value.length}`;
  return value === null || (typeof value === 'number' && !Number.isFinite(value)) ? `${value}` : typeof value;
}
