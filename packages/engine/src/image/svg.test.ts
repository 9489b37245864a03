import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkSvg } from './svg.ts';

const LIMIT = 10_000;

function svg(content: string, prolog = ''): Uint8Array {
  return new TextEncoder().encode(
    `${prolog}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">${content}</svg>`,
  );
}

async function picture(width: number, height: number): Promise<string> {
  const png = await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  return `data:image/png;base64,${png.toString('base64')}`;
}

describe('checkSvg', () => {
  it('lets a drawing pass that refers to its own parts and embeds a picture', async () => {
    const content = `<defs><g id="a"><path d=""/></g></defs><use href="#a"/><use xlink:href="#a"/>
      <image href="${await picture(90, 90)}"/>`;
    await expect(checkSvg(svg(content, '\ufeff<?xml version="1.0"?>\n'), LIMIT)).resolves.toBeUndefined();
  });

  it('refuses embedded pictures that have too many pixels together', async () => {
    const image = `<image xlink:href="${await picture(80, 80)}"/>`;
    await expect(checkSvg(svg(image), LIMIT)).resolves.toBeUndefined();
    await expect(checkSvg(svg(image + image), LIMIT)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('sees a picture whose address is written with character references', async () => {
    const hidden = (await picture(200, 200)).replace('data', '&#100;at&#x61;');
    await expect(checkSvg(svg(`<image href=" ${hidden}"/>`), LIMIT)).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('refuses references that multiply, and those that go in circles', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `<g id="a${level + 1}">${`<use href="#a${level}"/>`.repeat(10)}</g>`,
    );
    const bomb = `<defs><g id="a0"><path d=""/></g>${levels.join('')}</defs><use href="#a9"/>`;
    await expect(checkSvg(svg(bomb), LIMIT)).rejects.toMatchObject({ code: 'too-large' });
    const circle = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>';
    await expect(checkSvg(svg(circle), LIMIT)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('refuses text without end, but not a page of it', async () => {
    const line = `<text>${'a'.repeat(90)}</text>`;
    const style = `<style>${'a'.repeat(9000)}</style>`;
    await expect(checkSvg(svg(style + line.repeat(200)), LIMIT)).resolves.toBeUndefined();
    await expect(checkSvg(svg(`<text>${'a'.repeat(4000)}</text>`), LIMIT)).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('refuses more layers than can be drawn in a moment, and patterns that multiply', async () => {
    const layer = '<rect width="9" height="9" opacity=".5"/>';
    await expect(checkSvg(svg(layer.repeat(400)), LIMIT)).resolves.toBeUndefined();
    await expect(checkSvg(svg(layer.repeat(600)), LIMIT)).rejects.toMatchObject({ code: 'too-large' });
    const patterns = Array.from(
      { length: 6 },
      (_, level) => `<pattern id="p${level + 1}">${`<rect fill="url(#p${level})"/>`.repeat(10)}</pattern>`,
    );
    const bomb = `<pattern id="p0"><path d=""/></pattern>${patterns.join('')}<rect style="fill: url('#p6')"/>`;
    await expect(checkSvg(svg(bomb), LIMIT)).rejects.toMatchObject({ code: 'too-large' });
  });

  it.each([
    ['an SVG inside a data URL', svg('<image href="data:image/svg+xml,%3Csvg/%3E"/>'), 'unsupported-image'],
    ['entities', svg('&a;', '<!DOCTYPE svg [<!ENTITY a "b">]>'), 'unsupported-image'],
    ['an encoding that hides markup', svg('', '<?xml version="1.0" encoding="UTF-7"?>'), 'unsupported-image'],
    ['deep nesting', svg('<g>'.repeat(5000) + '</g>'.repeat(5000)), 'too-large'],
    ['XML that is not well formed', svg('<g>'), 'invalid-image'],
    ['an embedded picture that is none', svg('<image href="data:image/png;base64,AAAA"/>'), 'invalid-image'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(checkSvg(bytes, LIMIT)).rejects.toMatchObject({ code, field: 'image' });
  });
});
