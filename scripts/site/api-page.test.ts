import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { type OpenApi, readSpec } from '../generate/open-api.ts';
import { root } from '../run.ts';
import { apiPage } from './api-page.ts';

const { document: spec }: { document: OpenApi } = await readSpec(join(root, 'openapi/detect-regions.yaml'));

/** What the page hands to the renderer, by running its scripts as a browser would find them. */
function shownBy(page: string): Record<string, unknown> {
  const scripts = [...page.matchAll(/<script>(.*?)<\/script/gis)].map(([, script]) => script);
  const seen: Record<string, unknown>[] = [];
  const show = (_element: string, options: Record<string, unknown>): unknown => seen.push(options);
  runInNewContext(scripts.join('\n'), { show });
  expect(seen).toHaveLength(1);
  return JSON.parse(JSON.stringify(seen[0]));
}

const renderer = 'var Scalar = { createApiReference: show };';

it('shows the whole spec', () => {
  expect(shownBy(apiPage(spec, renderer)).content).toEqual(spec);
});

it('has no button that calls the API, and no help from others', () => {
  expect(shownBy(apiPage(spec, renderer))).toMatchObject({
    hideTestRequestButton: true,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
  });
  expect(apiPage(spec, renderer)).toContain(`content="default-src 'none'; `);
});

it('keeps to itself what looks like markup in the spec or in the renderer', () => {
  const title = 'A</title></script><!-- <b>&amp;';
  const odd = { ...spec, info: { ...spec.info, title } };
  const page = apiPage(odd, `const html = '</SCRIPT><!--'; if (html.length !== 13) throw html; ${renderer}`);
  expect(shownBy(page).content).toEqual(odd);
  expect(page).toContain('<title>A&lt;/title>&lt;/script>&lt;!-- &lt;b>&amp;amp; 5.0.0</title>');
  expect(page.match(/<\/script/gi)).toHaveLength(2);
});
