import { defaultSettings, findSettingProblems, type Settings } from '@detect-regions/spec';
import { InvalidInputError } from './errors/index.ts';

/** Settings as a caller gives them: what is missing or `undefined` has its documented default. */
export type SettingsInput = { readonly [N in keyof Settings]?: Settings[N] | undefined };

/**
 * The settings with every default filled in: all are sent, so that what holds never depends on the service.
 *
 * @throws {@link InvalidInputError} naming the first setting at fault and, where there is a list, what is accepted
 */
export function resolveSettings(settings: SettingsInput | undefined): Settings {
  const problems = findSettingProblems(settings);
  const [first] = problems;
  if (first !== undefined) {
    throw new InvalidInputError(problems.map(({ message }) => message).join(' '), {
      field: first.field,
      accepted: first.accepted,
    });
  }
  const given = Object.entries(settings ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaultSettings, ...Object.fromEntries(given) };
}
