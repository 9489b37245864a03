import { describe, expect, it } from 'vitest';
import { checkBaseUrl } from './base-url.ts';
import { InvalidInputError } from './errors/index.ts';
import { thrownBy } from './testing/thrown.ts';

describe('baseUrl', () => {
  it.each([
    ['https://api.example', 'https://api.example'],
    ['https://api.example/', 'https://api.example'],
    ['https://api.example:8443/ocr//', 'https://api.example:8443/ocr'],
    ['http://127.0.0.1:8707', 'http://127.0.0.1:8707'],
    ['http://127.1.2.3', 'http://127.1.2.3'],
    ['http://localhost:1', 'http://localhost:1'],
    ['http://api.localhost', 'http://api.localhost'],
    ['http://[::1]:80', 'http://[::1]'],
    [new URL('https://api.example/'), 'https://api.example'],
  ])('takes %s', (given, url) => {
    expect(checkBaseUrl(given)).toBe(url);
  });

  it.each([
    'http://api.example',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://10.0.0.1',
    'ftp://localhost',
    'https://user:secret@api.example',
    'https://api.example?key=1',
    'https://api.example#top',
    'api.example',
    '',
    17,
  ])('refuses %s, and says what it takes', async (given) => {
    const error = await thrownBy(InvalidInputError, () => checkBaseUrl(given));
    expect(error.message).toMatch(/must be origin and path of an https: URL, or http: on this machine/);
    expect(error.message).not.toContain('secret');
    expect(error.field).toBe('baseUrl');
  });
});
