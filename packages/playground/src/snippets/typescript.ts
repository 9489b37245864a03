import { changesOf, type SnippetInput } from './snippet.ts';

/** A program that finds the same regions by the SDK. The SDK takes its credentials from the environment. */
export function typescriptSnippet({ baseUrl, settings, fileName }: SnippetInput): string {
  const changes = changesOf(settings).map(([name, value]) => `${name}: ${literal(value)}`);
  const options = changes.length === 0 ? '' : `, {\n  settings: { ${changes.join(', ')} },\n}`;
  return `import { DetectRegions } from '@detect-regions/sdk';

const client = new DetectRegions({ baseUrl: ${literal(baseUrl)} });
const { regions } = await client.detect({ path: ${literal(fileName)} }${options});
console.log(regions);
`;
}

/** A value as source code. */
function literal(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const inner = JSON.stringify(value).slice(1, -1);
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
