import type { Settings } from './settings.ts';
/* imports */

/** What is wrong with one setting. */
export interface SettingProblem {
  /** The path of the member, for example `settings.dsrMode`. */
  readonly field: string;
  /** What is wrong and what is accepted, in one sentence. */
  readonly message: string;
  /** The accepted values or names, where there is a closed list of them. */
  readonly accepted?: readonly string[];
}

interface Rule {
  readonly type: 'string' | 'boolean' | 'integer';
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

const rules: { readonly [N in keyof Settings]: Rule } = {
  /* rules */
};

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

const show = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return shorten(typeof value === 'string' ? JSON.stringify(value) : String(value));
};

const alike = (wanted: string, accepted: readonly string[]): string => {
  const match = accepted.find((value) => value.toLowerCase() === wanted.toLowerCase());
  return match === undefined ? '' : ` Did you mean ${match}?`;
};

function problemOf(field: string, rule: Rule, value: unknown): SettingProblem | undefined {
  const { type, values, minimum = -Infinity, maximum = Infinity } = rule;
  if (values !== undefined) {
    if (typeof value === 'string' && values.includes(value)) return undefined;
    const listed =
      values.length > 20
        ? `${values.slice(0, 6).join(', ')} and ${values.length - 6} more`
        : values.join(', ');
    const hint = typeof value === 'string' ? alike(value, values) : '';
    return {
      field,
      message: `${field} must be one of ${listed}; got ${show(value)}.${hint}`,
      accepted: values,
    };
  }
  if (type === 'integer') {
    if (Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum)
      return undefined;
    return {
      field,
      message: `${field} must be a whole number from ${minimum} to ${maximum}; got ${show(value)}.`,
    };
  }
  if (typeof value === type) return undefined;
  return {
    field,
    message: `${field} must be a ${type === 'boolean' ? 'boolean, true or false' : type}; got ${show(value)}.`,
  };
}

/**
 * Checks settings against the spec (schema `DetectRegionsSettings`).
 *
 * Members that are missing or `undefined` are fine: the default holds. A member that is not
 * a setting is a problem, since it is most likely a slip of the pen.
 *
 * @param value - what the user gave as settings, or `undefined`
 * @returns the problems in the order of the members; empty when all is well
 */
export function findSettingProblems(value: unknown): SettingProblem[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ field: 'settings', message: `settings must be an object; got ${show(value)}.` }];
  }
  const names = Object.keys(rules);
  const problems: SettingProblem[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const field = `settings.${shorten(name)}`;
    const problem = Object.hasOwn(rules, name)
      ? problemOf(field, rules[name as keyof Settings], member)
      : {
          field,
          message: `${field} is not a setting; accepted are ${names.join(', ')}.${alike(name, names)}`,
          accepted: names,
        };
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}
