import { settingLabel, valueText } from '../settings/setting-text.ts';
import type { Result } from '../state/result.ts';
import { differingSettings } from '../state/settings.ts';

/** What is other than before, in words: `Rotate: 0 → 90. 12 → 14 regions.` */
export function comparisonText(before: Result, now: Pick<Result, 'settings' | 'regions'>): string {
  const changes = differingSettings(before.settings, now.settings).map(
    (name) => `${settingLabel(name)}: ${valueText(before.settings[name])} → ${valueText(now.settings[name])}`,
  );
  const settings = changes.length === 0 ? 'The same settings' : changes.join(', ');
  return `${settings}. ${before.regions.length} → ${now.regions.length} regions.`;
}
