import { expect, it } from 'vitest';
import { type Finding, galleryHtml } from './gallery.ts';

function finding(label: string, name: string): Finding {
  const page = { label, name, extension: '.png', bytes: new Uint8Array() };
  const regions = [
    { left: 1, top: 2, right: 30, bottom: 40 },
    { left: 5, top: 50, right: 60, bottom: 70 },
  ];
  return { page, image: `${name}.png`, width: 100, height: 200, regions, seconds: 1.25, calls: 3 };
}

it('shows every page with its figures and its regions', () => {
  const html = galleryHtml([finding('a/one.png', 'one'), finding('two.png', 'two')]);
  expect(html).toContain('4 regions on 2 pages in 2.5 s');
  expect(html.match(/<article>/g)).toHaveLength(2);
  expect(html.match(/<tr tabindex/g)).toHaveLength(4);
  expect(html).toContain('<td>5</td><td>50</td><td>60</td><td>70</td>');
});

it('asks for nothing but the files beside it', () => {
  const html = galleryHtml([finding('a page #1.png', 'a page #1')]);
  const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses.sort()).toEqual(['a%20page%20%231.json', 'a%20page%20%231.png', 'a%20page%20%231.svg']);
  expect(html).not.toMatch(/url\(|@import/);
});

it('takes names for text, never for markup', () => {
  const html = galleryHtml([finding('<script>alert(1)</script>"\'.png', 'x')]);
  expect(html).not.toContain('<script>alert');
  expect(html.match(/<script>/g)).toHaveLength(1);
});
