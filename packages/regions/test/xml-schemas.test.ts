import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { toAltoXml, toPageXml } from '../src/index.ts';
import { emptyPage, samplePage } from './sample-page.ts';

async function schema(fileName: string): Promise<{ fileName: string; contents: string }> {
  return { fileName, contents: await readFile(new URL(`schemas/${fileName}`, import.meta.url), 'utf8') };
}

async function faults(contents: string, schemaName: string): Promise<string[]> {
  const result = await validateXML({
    xml: { fileName: 'page.xml', contents },
    schema: await schema(schemaName),
    preload: await schema('xlink.xsd'),
  });
  return result.errors.map(({ rawMessage }) => rawMessage);
}

describe.each([
  ['ALTO', 'alto-4.3.xsd', toAltoXml, 'PHYSICAL_IMG_NR="1"'],
  ['PAGE-XML', 'page-2019-07-15.xsd', toPageXml, 'imageWidth="696"'],
] as const)('%s is valid by %s', (_format, schemaName, write, required) => {
  it('with regions, marks in the name, fractions and an overrun', async () => {
    expect(await faults(write(samplePage), schemaName)).toEqual([]);
  });

  it('without regions and without a name', async () => {
    expect(await faults(write(emptyPage), schemaName)).toEqual([]);
  });

  it('and the schema would tell if it were not', async () => {
    expect(await faults(write(samplePage).replace(required, ''), schemaName)).not.toEqual([]);
  });
});
