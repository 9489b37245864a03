import type { Settings } from '@detect-regions/spec';
import { defaultSettings } from '@detect-regions/spec/defaults';

/** Settings as a caller gives them: what is missing or `undefined` has its documented default. */
export type SettingsInput = { readonly [N in keyof Settings]?: Settings[N] | undefined };

/**
 * The settings with every default filled in: all are sent, so that what holds never depends on the service.
 *
 * What is accepted, 154 languages among it, is loaded when there is something to check.
 *
 * @throws InvalidInputError naming the first setting at fault and, where there is a list, what is accepted
 */
export async function resolveSettings(settings: SettingsInput | undefined): Promise<Settings> {
  const given = settings === undefined ? {} : (await import('./given-settings.ts')).givenSettings(settings);
  return { ...defaultSettings, ...given };
}
