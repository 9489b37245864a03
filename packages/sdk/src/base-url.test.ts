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
    ['http://api.example', 'for this machine only'],
    ['http://127.0.0.1.evil.example', 'for this machine only'],
    ['http://localhost.evil.example', 'for this machine only'],
    ['http://10.0.0.1', 'for this machine only'],
    ['ftp://localhost', 'must begin with https:'],
    ['https://user:secret@api.example', 'must not hold a user name or password'],
    ['https://api.example?key=1', 'no query'],
    ['https://api.example#top', 'no query and no fragment'],
    ['api.example', 'absolute URL'],
    ['', 'absolute URL'],
    [17, 'absolute URL'],
  ])('refuses %s', async (given, message) => {
    const error = await thrownBy(InvalidInputError, () => checkBaseUrl(given));
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('secret');
    expect(error.field).toBe('baseUrl');
  });
});
