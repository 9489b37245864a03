import type { Settings } from '@detect-regions/spec';
import { findSettingProblems } from '@detect-regions/spec/check-settings';
import { InvalidInputError } from '../errors/invalid-input.ts';
import type { SettingsInput } from './settings.ts';

/**
 * Those settings that a caller gives.
 *
 * @throws {@link InvalidInputError} naming the first setting at fault and, where there is a list, what is accepted
 */
export function givenSettings(settings: SettingsInput): Partial<Settings> {
  const problems = findSettingProblems(settings);
  const [first] = problems;
  if (first !== undefined) {
    const { field, accepted } = first;
    throw new InvalidInputError(problems.map(({ message }) => message).join(' '), { field, accepted });
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
