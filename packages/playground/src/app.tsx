import type { JSX } from 'preact';
import { page } from './state/page.ts';

/** The whole page. */
export function App(): JSX.Element {
  return (
    <main>
      <h1>detect-regions</h1>
      <p>{page.value === null ? 'Drop an image.' : page.value.name}</p>
    </main>
  );
}
