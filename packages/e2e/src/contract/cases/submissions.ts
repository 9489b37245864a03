import assert from 'node:assert/strict';
import { PNG } from '../talk.ts';
import type { Case } from '../types.ts';

const encode = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('base64');

const png = Buffer.from(PNG, 'base64').toString('latin1');

/** Files by their first bytes. */
const images: Readonly<Record<string, string>> = {
  BMP: 'BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0',
  'GIF 87a': 'GIF87a\x01\0\x01\0',
  'GIF 89a': 'GIF89a\x01\0\x01\0',
  JPEG: '\xff\xd8\xff\xe0\0\x10JFIF',
  PDF: '%PDF-1.7\n',
  'PDF after other bytes': 'some bytes\n%PDF-1.4\n',
  PNG: png,
  'TIFF, little endian': 'II*\0\x08\0\0\0',
  'TIFF, big endian': 'MM\0*\0\0\0\x08',
  SVG: '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'SVG with a byte order mark and a prologue':
    '\xef\xbb\xbf\n<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
};

/** What is no image that the API takes, though some look like one. */
const others: Readonly<Record<string, string>> = {
  text: 'just text',
  'text that begins as a BMP does': 'BMW sold more cars than ever',
  'text that begins as a GIF does': 'GIF8xxxxxxxxxxxx',
  HTML: '<!doctype html><p>An svg',
  WebP: 'RIFF\x1a\0\0\0WEBPVP8 ',
  ZIP: 'PK\x03\x04\x14\0\0\0',
};

/** What is no Base64 by RFC 4648, section 4. */
const malformed: Readonly<Record<string, string>> = {
  'a data URL': `data:image/png;base64,${PNG}`,
  'no padding': PNG.slice(0, -2),
  'padding inside': `iVA=${PNG}`,
  'padding that is too long': `${PNG}=`,
  'the URL-safe alphabet': encode('\x89PNG\r\n\x1a\n\xff\xff\xfe\xff')
    .replaceAll('+', '-')
    .replaceAll('/', '_'),
  'a line break': `${PNG.slice(0, 76)}\r\n${PNG.slice(76)}`,
  'a line break at the end': `${PNG}\n`,
  'another character': `${PNG.slice(0, 40)}!${PNG.slice(41)}`,
};

/** Bodies of submissions; those that the description alone tells of are in `described.ts`. */
export const submissions: readonly Case[] = [
  {
    title: 'an image is taken by its first bytes',
    why: 'nothing else says what it is',
    async run(talk) {
      for (const [name, bytes] of Object.entries(images)) {
        const answer = await talk.submit({ image: encode(bytes) });
        assert.equal(answer.status, 200, `${name}: ${answer.text}`);
      }
    },
  },
  {
    title: 'what is none of the formats is refused, with their names',
    why: 'a submission that is accepted is billed',
    async run(talk) {
      for (const [name, bytes] of Object.entries(others)) {
        const answer = await talk.submit({ image: encode(bytes) });
        assert.equal(answer.status, 400, name);
        assert.match(answer.words('detail'), /^image must be a BMP, GIF, JPEG, PDF, PNG, SVG or TIFF/);
      }
    },
  },
  {
    title: 'an image that is no Base64 is refused',
    why: 'a mock that takes it would hide the fault until the app meets the cloud',
    async run(talk) {
      for (const [name, image] of Object.entries(malformed)) {
        const answer = await talk.submit({ image });
        assert.equal(answer.status, 400, name);
        assert.match(answer.words('detail'), /^image must be Base64 \(RFC 4648, section 4/);
      }
    },
  },
  {
    title: 'a body that is no JSON, or no object, is refused',
    why: 'the caller is told at once',
    async run(talk) {
      for (const body of ['', '{', '{"image":', 'null', '[]', '"text"', '7']) {
        assert.equal((await talk.submit(body)).status, 400, body);
      }
    },
  },
  {
    title: 'an image that is given twice, and a body that is nested without end, are refused',
    why: 'which image counts would be a guess; the mock reads bodies by JSON.parse, which tells neither',
    on: ['server'],
    async run(talk) {
      const twice = await talk.submit(`{"image":"${PNG}","image":"${PNG}"}`);
      assert.equal(twice.status, 400);
      assert.match(twice.words('detail'), /^image must be given once\b/);
      const nested = `{"image":"${PNG}","a":${'['.repeat(100)}${']'.repeat(100)}}`;
      assert.equal((await talk.submit(nested)).status, 400);
    },
  },
  {
    title: 'every fault is told, not the first one only',
    why: 'an app is mended in one go',
    async run(talk) {
      const answer = await talk.submit({ settings: { rotate: 'x', dsrMode: 7 } });
      assert.equal(answer.status, 400);
      for (const field of ['image', 'settings.rotate', 'settings.dsrMode']) {
        assert.match(answer.words('detail'), new RegExp(`\\b${field.replace('.', '\\.')} `));
      }
    },
  },
  {
    title: 'the type of the body may have parameters and any case',
    why: 'many clients add a charset',
    async run(talk) {
      for (const type of [
        'application/json; charset=utf-8',
        'Application/JSON',
        'application/json;charset=UTF-8',
      ]) {
        assert.equal((await talk.submit(undefined, { headers: { 'content-type': type } })).status, 200, type);
      }
    },
  },
  {
    title: 'a body of another type is refused',
    why: 'the caller is told at once',
    async run(talk) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/problem+json']) {
        const answer = await talk.submit(undefined, { headers: { 'content-type': type } });
        assert.equal(answer.status, 415, type);
        assert.match(answer.words('detail'), /^Content-Type must be application\/json\b/);
      }
    },
  },
  {
    title: 'a body that is compressed is refused',
    why: 'a small request that grows without bounds would be a way to attack',
    async run(talk) {
      for (const encoding of ['gzip', 'br']) {
        const answer = await talk.submit(undefined, { headers: { 'content-encoding': encoding } });
        assert.equal(answer.status, 415, encoding);
        assert.match(answer.words('detail'), /Content-Encoding/);
      }
      assert.equal(
        (await talk.submit(undefined, { headers: { 'content-encoding': 'identity' } })).status,
        200,
      );
    },
  },
  {
    title: 'every submission is a task of its own',
    why: 'the same image may be submitted twice on purpose',
    async run(talk) {
      assert.notEqual(await talk.task(), await talk.task());
    },
  },
];
