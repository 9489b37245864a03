import { defaultSettings, type Settings } from '@detect-regions/spec';

/** What a snippet does again. */
export interface SnippetInput {
  /** Address of the service, without a slash at the end. */
  readonly baseUrl: string;
  /** All settings. */
  readonly settings: Settings;
  /** Name of the image's file, in the folder in which the snippet is run. */
  readonly fileName: string;
}

/** The settings that differ from their defaults, in the order of the spec: the service takes the others for granted. */
export function changesOf(settings: Settings): [keyof Settings, Settings[keyof Settings]][] {
  const names = Object.keys(defaultSettings) as (keyof Settings)[];
  return names
    .filter((name) => settings[name] !== defaultSettings[name])
    .map((name) => [name, settings[name]]);
}
