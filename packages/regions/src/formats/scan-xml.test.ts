import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { RegionsFormatError } from '../format-error.ts';
import { scanXml } from './scan-xml.ts';

describe('scanXml', () => {
  it('gives elements in document order with their attributes, parents and text', () => {
    const text = `\uFEFF<?xml version="1.0"?>
      <!-- <no/> --><p:a xmlns:p="urn:x" one = 'a "b" &lt;' two="&#65;&#x1F600;&amp;">
        x<b/>y<![CDATA[<z> & ]]><c>&gt;</c></p:a>
    `;
    const [a, b, c, ...more] = scanXml(text);
    expect(more).toEqual([]);
    expect([a?.name, b?.name, c?.name]).toEqual(['a', 'b', 'c']);
    expect([a?.parent, b?.parent, c?.parent]).toEqual([undefined, a, a]);
    expect(a?.attributes.get('one')).toBe('a "b" <');
    expect(a?.attributes.get('two')).toBe('A😀&');
    expect([a?.text.trim(), c?.text]).toEqual(['xy<z> & ', '>'].map((part) => part.trim()));
  });

  it.each([
    ['nothing', ''],
    ['text alone', 'PAGE'],
    ['an open element', '<a><b></b>'],
    ['an open tag', '<a'],
    ['elements that cross', '<a><b></a></b>'],
    ['a closing tag alone', '</a>'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>x'],
    ['an attribute twice', '<a x="1" x="2"/>'],
    ['an attribute without quotes', '<a x=1/>'],
    ['an attribute with a bracket', '<a x="<"/>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a bare ampersand', '<a x="R&D"/>'],
    ['a reference to no character', '<a>&#0;</a>'],
    ['an open comment', '<a><!-- </a>'],
    ['hyphens in a comment', '<a><!-- -- --></a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['bytes', new Uint8Array(3) as never],
  ])('refuses %s', (_name, text) => {
    expect(() => scanXml(text)).toThrow(RegionsFormatError);
  });

  it('refuses elements nested deeper than 256', () => {
    expect(scanXml('<a>'.repeat(256) + '</a>'.repeat(256))).toHaveLength(256);
    expect(() => scanXml('<a>'.repeat(257) + '</a>'.repeat(257))).toThrow('XML no deeper than 256 elements');
  });

  it('never quotes the document', () => {
    expect(() => scanXml('<secret token=1>')).toThrow(
      new RegionsFormatError('XML: a tag', 'something else at character 0'),
    );
  });

  it('reads nothing that a strict parser refuses, and the same elements as it', () => {
    const piece = fc.constantFrom(
      ...[
        '<a>',
        '</a>',
        '<b x="1">',
        '</b>',
        '<c/>',
        'text',
        '&amp;',
        '&',
        '<',
        '>',
        ' ',
        '<!--',
        '-->',
        '"',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `<a>${pieces.join('')}</a>`;
        let names: string[];
        try {
          names = scanXml(text).map(({ name }) => name);
        } catch (error) {
          expect(error).toBeInstanceOf(RegionsFormatError);
          return;
        }
        const expected: string[] = [];
        const parser = new SaxesParser();
        parser.on('opentag', ({ name }) => expected.push(name));
        parser.on('error', (error) => {
          throw error;
        });
        parser.write(text).close();
        expect(names).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
