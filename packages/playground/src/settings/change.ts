import { defaultSettings, type Settings } from '@detect-regions/spec';
import { page } from '../state/page.ts';
import { service } from '../state/service.ts';
import { runsByItself, settings } from '../state/settings.ts';
import { run } from '../task/run.ts';

/** Changes settings, and detects anew where the user wants that and no call costs money. */
export function changeSettings(changes: Partial<Settings>): void {
  settings.value = { ...settings.value, ...changes };
  if (runsByItself.value && page.value !== null && !service.value.billed) void run();
}

/** Puts one setting, or all, back to the default. */
export function resetSettings(name?: keyof Settings): void {
  changeSettings(name === undefined ? defaultSettings : { [name]: defaultSettings[name] });
}
