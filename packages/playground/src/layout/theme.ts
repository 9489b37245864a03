import { type Signal, signal } from '@preact/signals';

/** The colour schemes to choose from; `auto` is that of the system. */
const themes = ['auto', 'light', 'dark'] as const;

/** A colour scheme. */
export type Theme = (typeof themes)[number];

const key = 'detect-regions.theme';

/** What they are called. */
export const themeLabels: Readonly<Record<Theme, string>> = {
  auto: 'as the system',
  light: 'light',
  dark: 'dark',
};

/** The chosen colour scheme. */
export const theme: Signal<Theme> = signal('auto');

/** Goes on to the next colour scheme. */
export function nextTheme(): void {
  chooseTheme(themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'auto');
}

/** Takes a colour scheme, and remembers it where the browser lets it. */
function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  document.documentElement.dataset.theme = chosen;
  try {
    localStorage.setItem(key, chosen);
  } catch {
    // Then it holds until the page is left.
  }
}

/** Takes the colour scheme that was chosen last. */
export function recallTheme(): void {
  try {
    const known = themes.find((one) => one === localStorage.getItem(key));
    if (known !== undefined) chooseTheme(known);
  } catch {
    // Nothing can be remembered here.
  }
}
