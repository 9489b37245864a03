import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { area, toCoco, toCsv, toHocr, toJson } from '../src/index.ts';
import { runPython } from './python.ts';
import { emptyPage, samplePage } from './sample-page.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-formats-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function save(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('CSV', () => {
  it('is read by a strict parser of RFC 4180 as it was written', () => {
    const rows = parse(toCsv(samplePage), { columns: true, record_delimiter: '\r\n' });
    expect(rows).toEqual(
      samplePage.regions.map(({ left, top, right, bottom }, index) => ({
        image: samplePage.imageName,
        order: String(index + 1),
        left: String(left),
        top: String(top),
        right: String(right),
        bottom: String(bottom),
      })),
    );
    expect(parse(toCsv(emptyPage), { columns: true })).toEqual([]);
  });
});

describe('JSON', () => {
  it('holds the page as it was given', () => {
    expect(JSON.parse(toJson(samplePage))).toEqual(samplePage);
    expect(JSON.parse(toJson(emptyPage))).toEqual(emptyPage);
  });
});

describe('COCO', () => {
  // What the reference reader makes of the data set: boxes and areas, and how many pixels each mask has.
  const program = `
import sys, json, io, contextlib
from pycocotools.coco import COCO
with contextlib.redirect_stdout(io.StringIO()):
    coco = COCO(sys.argv[1])
image = coco.loadImgs(coco.getImgIds())[0]
found = coco.loadAnns(coco.getAnnIds(imgIds=[image['id']], catIds=coco.getCatIds(catNms=['text'])))
print(json.dumps({'name': image['file_name'], 'found': [
    {'bbox': one['bbox'], 'area': one['area'], 'pixels': int(coco.annToMask(one).sum())} for one in found]}))
`;

  it('is read by pycocotools, whose masks have the area that the annotations tell', async ({ skip }) => {
    const whole = samplePage.regions.map((region) => ({ ...region, right: 300, top: 70, bottom: 400 }));
    const path = await save('coco.json', toCoco({ ...samplePage, regions: whole.slice(0, 2) }));
    const printed = runPython(skip, { module: 'pycocotools.coco', install: 'pycocotools==2.0.11' }, program, [
      path,
    ]);
    expect(JSON.parse(printed)).toEqual({
      name: samplePage.imageName,
      found: whole.slice(0, 2).map((region) => ({
        bbox: [region.left, 70, 300 - region.left, 330],
        area: area(region),
        pixels: area(region),
      })),
    });
  });
});

describe('hOCR', () => {
  const sample = toHocr(samplePage);

  it('is well-formed XML with a page and an area a region', () => {
    const titles: string[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ attributes }) => {
      if (String(attributes.class).startsWith('ocr_')) titles.push(String(attributes.title));
    });
    parser.write(sample).close();
    expect(titles).toEqual([
      `image "R&D %22Müller%27s%22 <1>%3B 😀.png"; bbox 0 0 696 439; ppageno 0`,
      'bbox 0 8 696 60',
      'bbox 10 70 340 420',
      'bbox 356 70 691 439',
    ]);
  });

  it.for([['regions', sample] as const, ['no-regions', toHocr(emptyPage)] as const])(
    'is found valid by hocr-spec: %s',
    async ([name, text], { skip }) => {
      const program = `
import sys
from hocr_spec import HocrValidator
report = HocrValidator('standard').validate(sys.argv[1])
print('valid' if report.is_valid() else report.format('text'))
`;
      const needs = { module: 'hocr_spec', install: 'hocr-spec==0.2.0 future lxml pyyaml' };
      const printed = runPython(skip, needs, program, [await save(`${name}.hocr`, text)]);
      expect(printed.trim()).toBe('valid');
    },
  );
});
