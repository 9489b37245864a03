import type { JSX } from 'preact';
import { CopyPanel } from '../copy/copy-panel.tsx';
import { HistoryList } from '../history/history-list.tsx';
import { RegionsList } from '../regions-list/regions-list.tsx';
import { SettingsForm } from '../settings/settings-form.tsx';
import { type Panel, panel, panels } from '../state/panel.ts';
import { regions } from '../state/result.ts';
import { changedSettings } from '../state/settings.ts';

const labels: Readonly<Record<Panel, string>> = {
  regions: 'Regions',
  settings: 'Settings',
  copy: 'Copy as',
  history: 'History',
};

/** Beside the picture: the regions, the settings, what can be copied, and what was looked at before, one at a time. */
export function SidePanel(): JSX.Element {
  const shown = panel.value;
  const counts: { readonly [Name in Panel]?: number } = {
    regions: regions.value.length,
    settings: changedSettings.value.length,
  };
  return (
    <aside aria-label="Result and settings">
      <div role="tablist" aria-label="Result and settings" onKeyDown={move}>
        {panels.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={one === shown}
            aria-controls="panel"
            tabIndex={one === shown ? 0 : -1}
            onClick={() => {
              panel.value = one;
            }}
          >
            {labels[one]}
            {counts[one] !== undefined && <span class="count">{counts[one] || ''}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby={`tab-${shown}`} tabIndex={-1}>
        {shown === 'regions' && <RegionsList />}
        {shown === 'settings' && <SettingsForm />}
        {shown === 'copy' && <CopyPanel />}
        {shown === 'history' && <HistoryList />}
      </div>
    </aside>
  );
}

/** Arrows go from tab to tab. */
function move(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const ends = { Home: 0, End: panels.length - 1 }[event.key];
  if (step === undefined && ends === undefined) return;
  event.preventDefault();
  const at = ends ?? (panels.indexOf(panel.value) + (step ?? 0) + panels.length) % panels.length;
  panel.value = panels[at] ?? 'regions';
  document.getElementById(`tab-${panel.value}`)?.focus();
}
