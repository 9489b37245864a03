// A plugin of typedoc: links the page of the API from every other page.
import { type Application, JSX } from 'typedoc';

/** Called by typedoc. */
export function load({ renderer }: Application): void {
  renderer.hooks.on('sidebar.begin', (context) =>
    JSX.createElement('a', { href: context.relativeURL('api.html') }, 'The HTTP API'),
  );
}
