import { readFileSync } from 'node:fs';
import { settings } from '@detect-regions/spec';
import { document } from '@detect-regions/spec/document';
import { describe, expect, it } from 'vitest';
import { bin, run } from './cli.ts';

describe('detect-regions', () => {
  it('prints its commands, environment and exit codes for --help', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const word of [
      'detect ',
      'debug ',
      'serve ',
      'worker ',
      'new-client ',
      'DETECT_REGIONS_CLIENT_SECRET',
      'Exit codes:',
      '130',
    ]) {
      expect(stdout).toContain(word);
    }
  });

  it.each(['detect', 'debug'])('prints a flag for every setting for %s --help', async (command) => {
    const { stdout } = await run([command, '--help']);
    for (const { name, type } of Object.values(settings)) {
      const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(stdout).toContain(type === 'boolean' ? `--[no-]${flag} ` : `--${flag} <`);
    }
    expect(stdout).toMatch(/HWT_ENG/);
  });

  it('prints help on standard error and exits with 2 when nothing is asked for', async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: detect-regions');
  });

  it("serves on the port of the spec's local server, and says so", async () => {
    const [, port] = /127\.0\.0\.1:\{port\}.*?"default":"(\d+)"/.exec(JSON.stringify(document.servers)) ?? [];
    const { stdout } = await run(['serve', '--help']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`(default: ${port})`);
  });

  it.each([
    ['serve', ['--tls-cert', '--clients', '--data', '--log-level', '--max-image', '(default: 100MiB)']],
    ['worker', ['--queue', '--images', '--concurrency', '--metrics-port']],
  ])('prints the flags of %s by groups, in 80 columns', async (command, words) => {
    const { stdout } = await run([command, '--help']);
    for (const word of ['What it keeps:', 'Limits:', 'DETECT_REGIONS_SERVER_LOG_LEVEL', ...words]) {
      expect(stdout).toContain(word);
    }
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', `file://${bin}`), 'utf8'));
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('--error-format json', () => {
  it.each<[string, string[], object]>([
    ['no command', [], { code: 'usage', exitCode: 2 }],
    ['an unknown command', ['detec'], { code: 'usage', message: /Did you mean detect\?/, exitCode: 2 }],
    ['an unknown flag', ['detect', 'a.png', '--xyzzy'], { code: 'usage', hint: /--help/, exitCode: 2 }],
    ['a wrong value', ['detect', 'a.png', '--rotate', 'x'], { code: 'usage', exitCode: 2 }],
    ['a missing argument', ['new-client'], { code: 'usage', exitCode: 2 }],
    ['wrong usage that commands see', ['detect', '-', '-'], { code: 'usage', exitCode: 2 }],
    ['a wrong configuration', ['serve', '--port', 'x'], { code: 'usage', message: /--port/, exitCode: 2 }],
    ['an image that is not there', ['detect', 'none.png', '--local'], { input: 'none.png', exitCode: 1 }],
  ])('tells of %s in one line of JSON', async (_case, args, expected) => {
    const { code, stdout, stderr } = await run([...args, '--error-format', 'json']);
    expect(stderr.trimEnd()).not.toContain('\n');
    const { error } = JSON.parse(stderr);
    const matching = Object.entries(expected).map(([name, value]) => [
      name,
      value instanceof RegExp ? expect.stringMatching(value) : value,
    ]);
    expect(error).toMatchObject(Object.fromEntries(matching));
    expect({ code, stdout }).toEqual({ code: error.exitCode, stdout: '' });
  });

  it('tells of what nobody foresaw, with the place where it happened', async () => {
    // As soon as the program listens for such a thing.
    const fault = `const timer = setInterval(() => {
      if (process.listenerCount('uncaughtException') === 0) return;
      clearInterval(timer);
      throw new TypeError('no such thing');
    }, 1)`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` };
    const { code, stderr } = await run(['detect', '-', '--local', '--error-format', 'json'], { env });
    expect(code).toBe(1);
    const expected = { code: 'internal', message: 'no such thing', stack: expect.stringMatching(/^ {4}at /) };
    expect(JSON.parse(stderr).error).toMatchObject(expected);
  });
});
