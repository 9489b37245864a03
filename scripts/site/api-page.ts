import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type OpenApi, readSpec } from '../generate/open-api.ts';
import { Refusal } from '../run.ts';

/** How the renderer is to show a document: it asks nobody for anything, and sends nothing to the API. */
const options = {
  // A call from this page would cost money, and ask for a secret to be typed into it.
  hideTestRequestButton: true,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  withDefaultFonts: false,
  showDeveloperTools: 'never',
  defaultOpenAllTags: true,
  showOperationId: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  // It comes with the pointer otherwise, which not every visitor has.
  customCss: '.scalar-code-copy { opacity: 1 !important; }',
};

/** Forbids what the options prevent: whatever the renderer comes to do, the page stays by itself. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
].join('; ');

/** Text for between tags. */
const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** JavaScript for between script tags: in its strings neither the end of the element nor a comment begins. */
const escapeScript = (script: string): string => script.replaceAll(/<(?=\/script|!--)/gi, '\\x3c');

/**
 * Makes a page that shows the API: one file, which needs no network.
 *
 * @param document - the OpenAPI document
 * @param renderer - the script of Scalar, that defines `Scalar`
 */
export function apiPage(document: OpenApi, renderer: string): string {
  const { title, version } = document.info;
  const configuration = JSON.stringify({ content: document, ...options }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeText(`${title} ${version}`)}</title>
</head>
<body>
<noscript>This page needs JavaScript.</noscript>
<div id="api"></div>
<script>${escapeScript(renderer)}</script>
<script>Scalar.createApiReference('#api', ${configuration});</script>
</body>
</html>
`;
}

/**
 * Writes the page of a spec.
 *
 * @throws {@link Refusal} when the renderer is not what it was
 */
export async function writeApiPage(spec: string, path: string): Promise<void> {
  // The package has no entry point for its script.
  const script = new URL('./browser/standalone.js', import.meta.resolve('@scalar/api-reference'));
  const renderer = await readFile(script, 'utf8').catch((error: Error) => {
    throw new Refusal(`no script of Scalar at ${fileURLToPath(script)}: ${error.message}`);
  });
  await writeFile(path, apiPage((await readSpec(spec)).document, renderer));
}
