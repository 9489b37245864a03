import type { Settings } from '@detect-regions/spec';
import { defaultSettings } from '@detect-regions/spec/defaults';
import { InvalidInputError } from './errors/index.ts';

/** Settings as a caller gives them: what is missing or `undefined` has its documented default. */
export type SettingsInput = { readonly [N in keyof Settings]?: Settings[N] | undefined };

/**
 * The settings with every default filled in: all are sent, so that what holds never depends on the service.
 *
 * What is accepted, 154 languages among it, is loaded when there is something to check.
 *
 * @throws {@link InvalidInputError} naming the first setting at fault and, where there is a list, what is accepted
 */
export async function resolveSettings(settings: SettingsInput | undefined): Promise<Settings> {
  if (settings === undefined) return { ...defaultSettings };
  const { findSettingProblems } = await import('@detect-regions/spec/check-settings');
  const problems = findSettingProblems(settings);
  const [first] = problems;
  if (first !== undefined) {
    const { field, accepted } = first;
    throw new InvalidInputError(problems.map(({ message }) => message).join(' '), { field, accepted });
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...defaultSettings, ...Object.fromEntries(given) };
}
