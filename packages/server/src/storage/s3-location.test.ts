import { expect, test } from 'vitest';
import { ServerError } from '../errors.ts';
import { parseS3Url } from './s3-location.ts';

test.each([
  ['s3://pages', 'https://s3.us-east-1.amazonaws.com/', 'us-east-1', 'pages', ''],
  ['s3://pages/', 'https://s3.us-east-1.amazonaws.com/', 'us-east-1', 'pages', ''],
  [
    's3://pages/a/b/?region=eu-central-1',
    'https://s3.eu-central-1.amazonaws.com/',
    'eu-central-1',
    'pages',
    'a/b/',
  ],
  [
    's3://my.pages/a?endpoint=https://s3.example.com:9000',
    'https://s3.example.com:9000/',
    'us-east-1',
    'my.pages',
    'a/',
  ],
  ['s3://pages?endpoint=http://127.0.0.1:9000', 'http://127.0.0.1:9000/', 'us-east-1', 'pages', ''],
  ['s3://pages?endpoint=http://[::1]:9000', 'http://[::1]:9000/', 'us-east-1', 'pages', ''],
  ['s3://pages?endpoint=http://localhost', 'http://localhost/', 'us-east-1', 'pages', ''],
])('%s', (url, endpoint, region, bucket, prefix) => {
  const location = parseS3Url(url);
  expect({ ...location, endpoint: location.endpoint.href }).toEqual({ endpoint, region, bucket, prefix });
});

test.each([
  ['pages', 'must be like s3://'],
  ['https://pages', 'must be like s3://'],
  ['s3://', 'must name a bucket'],
  ['s3://P', 'must name a bucket'],
  ['s3://key:secret@pages', 'AWS_SECRET_ACCESS_KEY'],
  ['s3://pages/a//b', 'prefix'],
  ['s3://pages/a%2f..%2fb', 'prefix'],
  ['s3://pages?secret=s3cr3t', 'has the parameter secret; there are endpoint and region'],
  ['s3://pages?region=a/b', 'region'],
  ['s3://pages?endpoint=http://s3.example.com', 'https'],
  ['s3://pages?endpoint=http://127.0.0.1.example.com', 'https'],
  ['s3://pages?endpoint=https://key:s3cr3t@s3.example.com', 'endpoint'],
  ['s3://pages?endpoint=https://s3.example.com/path', 'endpoint'],
  ['s3://pages?endpoint=ftp://s3.example.com', 'endpoint'],
  ['s3://pages?endpoint=s3.example.com', 'endpoint'],
])('%s is refused', (url, message) => {
  expect(() => parseS3Url(url)).toThrow(ServerError);
  expect(() => parseS3Url(url)).toThrow(message);
  expect(() => parseS3Url(url)).not.toThrow('s3cr3t');
});
