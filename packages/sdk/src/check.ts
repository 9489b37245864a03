import { InvalidInputError } from './errors/invalid-input.ts';

/**
 * Refuses an option that is not what it must be.
 *
 * @param ok - whether it is
 * @param field - its path, for example `pollPrice`
 * @param rule - what it must be, to follow "must be"
 * @param accepted - the accepted values, where it is a closed list
 * @throws InvalidInputError unless `ok`
 */
export function check(
  ok: boolean,
  field: string,
  rule: string,
  accepted?: readonly string[],
): asserts ok is true {
  if (!ok) throw new InvalidInputError(`${field} must be ${rule}.`, { field, accepted });
}

/** @throws InvalidInputError with the accepted values, unless it is one of them */
export function checkChoice<T extends string>(value: T, field: string, accepted: readonly T[]): T {
  if (!accepted.includes(value)) check(false, field, `one of: ${accepted.join(', ')}`, accepted);
  return value;
}

/** @throws InvalidInputError unless it is a number of milliseconds above 0 */
export function checkDuration(value: number, field: string): number {
  check(typeof value === 'number' && value > 0, field, 'a number of milliseconds above 0, or Infinity');
  return value;
}

/** @throws InvalidInputError unless it is a function or missing */
export function checkFunction(value: unknown, field: string): void {
  check(value === undefined || typeof value === 'function', field, 'a function');
}

/** @throws InvalidInputError unless it is text of a form, or missing */
export function checkText(value: string | undefined, field: string, form: RegExp, rule: string): void {
  check(value === undefined || (typeof value === 'string' && form.test(value)), field, rule);
}

/** @throws InvalidInputError unless it is a number of milliseconds from 1 to an hour */
export function checkPollPrice(value: number): number {
  check(
    typeof value === 'number' && value >= 1 && value <= 3_600_000,
    'pollPrice',
    'a number of milliseconds from 1 to 3,600,000',
  );
  return value;
}
