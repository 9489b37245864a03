import type { JSX } from 'preact';
import { dialog } from '../state/panel.ts';
import { ownService, service } from '../state/service.ts';
import { chooseTheme, theme, themes } from './theme.ts';

/** The top of the page: what it is, who detects, the colour scheme, help. */
export function Header(): JSX.Element {
  const { name, baseUrl, billed, ready } = service.value;
  // Before the service has answered, nobody knows whether it wants that.
  const known = name === 'cloud' || ownService.value !== undefined;
  return (
    <header>
      <h1>
        detect-regions <span class="faint">playground</span>
      </h1>
      <button
        type="button"
        class={billed ? 'sign billed' : 'sign'}
        data-key="s"
        onClick={() => {
          dialog.value = 'service';
        }}
      >
        <span class="unseen">Service: </span>
        {name === 'own' ? 'Own service' : 'Cloud'} <span class="host">{new URL(baseUrl).host}</span>
        <span class="unseen">, </span>
        <span class="tag">{billed ? 'billed' : 'free'}</span>
        {!ready && known && <span class="tag">sign in</span>}
      </button>
      <label class="theme">
        <span class="unseen">Colours</span>
        <select
          value={theme.value}
          onChange={({ currentTarget }) => chooseTheme(currentTarget.value as (typeof themes)[number])}
        >
          {themes.map((one) => (
            <option key={one} value={one}>
              {{ auto: 'System colours', light: 'Light', dark: 'Dark' }[one]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="quiet"
        aria-label="Help"
        data-key="?"
        onClick={() => {
          dialog.value = 'keys';
        }}
      >
        ?
      </button>
    </header>
  );
}
