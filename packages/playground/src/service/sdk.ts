/** The SDK; a file of its own, that is loaded beside the page. */
export function loadSdk(): Promise<typeof import('@detect-regions/sdk')> {
  return import('@detect-regions/sdk');
}
