import { defaultSettings, type Settings } from '@detect-regions/spec';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** The settings of the next detection. */
export const settings: Signal<Settings> = signal(defaultSettings);

/** The names of those that differ from their defaults, in the order of the spec. */
export const changedSettings: ReadonlySignal<readonly (keyof Settings)[]> = computed(() =>
  differingSettings(defaultSettings, settings.value),
);

/** The names of the settings that two sets do not share, in the order of the spec. */
export function differingSettings(one: Settings, other: Settings): (keyof Settings)[] {
  return (Object.keys(defaultSettings) as (keyof Settings)[]).filter((name) => one[name] !== other[name]);
}

/** Whether a change of a setting starts a detection by itself; never where calls are billed. */
export const runsByItself: Signal<boolean> = signal(true);
