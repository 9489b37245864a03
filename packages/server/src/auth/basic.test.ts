import { expect, test } from 'vitest';
import { basicCredentials } from './basic.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
  ['no header', undefined],
  ['another scheme', 'Bearer abc'],
  ['an empty header', ''],
])('%s is not Basic', (_, header) => {
  expect(basicCredentials(header)).toBeUndefined();
});

test.each([
  ['no colon', basic('idsecret')],
  ['no Base64', 'Basic ***'],
  ['nothing', 'Basic '],
])('%s is malformed', (_, header) => {
  expect(basicCredentials(header)).toEqual([]);
});

test('a secret may have colons and any letters', () => {
  expect(basicCredentials(basic('id:a:bé'))).toEqual([{ clientId: 'id', clientSecret: 'a:bé' }]);
});

test('what looks form-encoded is read both ways, decoded first', () => {
  expect(basicCredentials(basic('id:a%2Bb+c'))).toEqual([
    { clientId: 'id', clientSecret: 'a+b c' },
    { clientId: 'id', clientSecret: 'a%2Bb+c' },
  ]);
});

test('what only looks form-encoded is taken as it is', () => {
  expect(basicCredentials(basic('id:100%'))).toEqual([{ clientId: 'id', clientSecret: '100%' }]);
});

test('the scheme may be written in any case', () => {
  expect(basicCredentials(basic('id:s').replace('Basic', 'bASIC'))).toEqual([
    { clientId: 'id', clientSecret: 's' },
  ]);
});
