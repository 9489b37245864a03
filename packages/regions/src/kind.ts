/** The kind of a value, for error messages: tells what it is, never what it holds. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `array of ${value.length}`;
  return value === null || (typeof value === 'number' && !Number.isFinite(value)) ? `${value}` : typeof value;
}
