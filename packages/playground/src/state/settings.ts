import { defaultSettings, type Settings } from '@detect-regions/spec';
import { type Signal, signal } from '@preact/signals';

/** The settings of the next detection. */
export const settings: Signal<Settings> = signal(defaultSettings);
