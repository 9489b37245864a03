import type { JSX } from 'preact';
import { dialog } from '../state/panel.ts';
import { ownService, service } from '../state/service.ts';
import { nextTheme, theme, themeLabels } from './theme.ts';

/** The top of the page: what it is, who detects, the colour scheme, help. */
export function Header(): JSX.Element {
  const { name, baseUrl, billed, ready } = service.value;
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
        {billed && <span class="tag">each call is billed</span>}
        {!ready && ownService.value !== undefined && <span class="tag">sign in</span>}
      </button>
      <button
        type="button"
        class="quiet"
        aria-label={`Colours: ${themeLabels[theme.value]}`}
        title={`Colours: ${themeLabels[theme.value]}`}
        data-key="t"
        onClick={nextTheme}
      >
        ◐
      </button>
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
