import { overlaySvg, type Region } from '#regions';
import type { Page } from './page.ts';

/** A page with what was found on it. */
export interface Finding {
  readonly page: Page;
  /** The name of the file that shows the page. */
  readonly image: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly regions: readonly Region[];
  readonly seconds: number;
  readonly calls: number;
}

/** One HTML page that shows all findings; it needs nothing but the page images beside it. */
export function galleryHtml(findings: readonly Finding[]): string {
  const regions = findings.reduce((sum, finding) => sum + finding.regions.length, 0);
  const seconds = findings.reduce((sum, finding) => sum + finding.seconds, 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>detect-regions: ${count(findings.length, 'page')}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>detect-regions</h1>
<p>${count(regions, 'region')} on ${count(findings.length, 'page')} in ${seconds.toFixed(1)} s, found by the local service on this machine.</p>
</header>
<aside class="legend">
<p><span class="swatch">1</span> A box is a region, its number the place in reading order; colours only tell neighbours apart.</p>
<label><input type="checkbox" id="show" checked> Show regions</label>
</aside>
<main>
${findings.map(pageHtml).join('\n')}
</main>
<script>${script}</script>
</body>
</html>
`;
}

function pageHtml({ page, image, width, height, regions, seconds, calls }: Finding): string {
  const { label, name } = page;
  const title = `${count(regions.length, 'region')} on ${label}`;
  const rows = regions.map(
    ({ left, top, right, bottom }, index) =>
      `<tr tabindex="0" data-region="${index}"><th scope="row">${index + 1}</th><td>${left}</td><td>${top}</td><td>${right}</td><td>${bottom}</td></tr>`,
  );
  return `<article>
<h2>${escapeHtml(label)}</h2>
<ul class="facts">
<li>${width} × ${height} px</li>
<li>${count(regions.length, 'region')}</li>
<li>${seconds.toFixed(1)} s</li>
<li>${count(calls, 'call')}</li>
<li><a href="${encodeURIComponent(`${name}.json`)}">JSON</a></li>
<li><a href="${encodeURIComponent(`${name}.svg`)}">SVG</a></li>
</ul>
<div class="page">
<figure>
${overlaySvg({ width, height, regions, image: encodeURIComponent(image), title })}</figure>
<div class="list" tabindex="0" role="region" aria-label="Regions of ${escapeHtml(label)}">
<table>
<thead><tr><th scope="col">#</th><th scope="col">left</th><th scope="col">top</th><th scope="col">right</th><th scope="col">bottom</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>
</div>
</article>`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f5f5f3, #17181a);
  --card: light-dark(#fff, #212326);
  --ink: light-dark(#1d1e20, #e8e8e6);
  --quiet: light-dark(#5c5f64, #a3a6ab);
  --line: light-dark(#dcdcd8, #383b40);
  --mark: light-dark(#dfeafb, #24405f);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem clamp(1rem, 4vw, 3rem) 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; letter-spacing: -.02em; }
h2 { margin: 0; font-size: 1.2rem; overflow-wrap: anywhere; }
p { margin: 0; }
header p, .legend { color: var(--quiet); }
.legend { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .25rem 2rem; justify-content: space-between; padding: .75rem 0; margin-bottom: 1rem; background: var(--paper); border-bottom: 1px solid var(--line); font-size: .9rem; }
.legend label { color: var(--ink); white-space: nowrap; }
.swatch { display: inline-block; min-width: 1.4em; padding: 0 .3em; border-radius: .2em; background: #1763c6; color: #fff; font-weight: 700; text-align: center; }
article { margin: 2.5rem 0 0; }
.facts { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; margin: .15rem 0 .9rem; padding: 0; list-style: none; color: var(--quiet); font-size: .9rem; font-variant-numeric: tabular-nums; }
a { color: inherit; }
.page { display: grid; grid-template-columns: minmax(0, max-content) minmax(15rem, 17rem); gap: 1.25rem; align-items: start; }
figure { margin: 0; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
figure svg { display: block; width: auto; max-width: 100%; height: auto; max-height: 92vh; }
.list { max-height: 92vh; overflow: auto; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
table { width: 100%; border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; text-align: right; font-weight: 400; }
thead th { position: sticky; top: 0; background: var(--card); color: var(--quiet); box-shadow: 0 1px var(--line); }
tbody th { font-weight: 700; }
tr.lit { background: var(--mark); }
svg g > g > rect:first-of-type { transition: fill-opacity .1s; }
svg g.lit > rect:first-of-type { fill-opacity: .35; }
:focus-visible { outline: 2px solid #1763c6; outline-offset: -2px; }
body:has(#show:not(:checked)) figure svg > g { display: none; }
@media (max-width: 52rem) {
  .page { grid-template-columns: minmax(0, 1fr); }
  .list { max-height: 18rem; }
  .legend { position: static; }
}
@media (prefers-reduced-motion: reduce) { svg g > g > rect:first-of-type { transition: none; } }
`;

const script = `
for (const page of document.querySelectorAll('.page')) {
  const boxes = page.querySelectorAll('svg > g > g');
  const rows = page.querySelectorAll('tbody tr');
  const pairs = [...rows].map((row, index) => [row, boxes[index]]);
  for (const pair of pairs) {
    const light = (on) => pair.forEach((element) => element.classList.toggle('lit', on));
    for (const element of pair) {
      element.addEventListener('pointerenter', () => light(true));
      element.addEventListener('pointerleave', () => light(false));
    }
    pair[0].addEventListener('focus', () => light(true));
    pair[0].addEventListener('blur', () => light(false));
    pair[1].addEventListener('pointerenter', () => {
      const list = page.querySelector('.list');
      list.scrollTop = pair[0].offsetTop - list.clientHeight / 2;
    });
  }
}
`;
