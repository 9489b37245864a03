import { describe, expect, it } from 'vitest';
import { createProgram } from '../program.ts';
import { type ErrorReport, reportOf } from './error-report.ts';
import { withUsageHint } from './usage-hint.ts';

/** What is told of a command line that is wrong. */
async function told(...argv: string[]): Promise<ErrorReport> {
  const isNeeded = (name: string): boolean => argv.includes(name);
  const program = await createProgram({ version: '1.0.0', isNeeded, done() {} });
  const error = await program.parseAsync(argv, { from: 'user' }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return await withUsageHint(reportOf(error), argv);
}

describe('a command line that is wrong', () => {
  it.each([
    [['detec', 'a.png'], "unknown command 'detec'. Did you mean detect?"],
    [['help', 'serv'], "unknown command 'serv'. Did you mean serve?"],
    [['detect', 'a.png', '--lokal'], "unknown option '--lokal'. Did you mean --local?"],
    [['detect', 'a.png', '--fromat=json'], "unknown option '--fromat=json'. Did you mean --format?"],
    [
      ['detect', 'a.png', '--no-make-upsamplin'],
      "unknown option '--no-make-upsamplin'. Did you mean --no-make-upsampling?",
    ],
    [['serve', '--error-frmat', 'json'], "unknown option '--error-frmat'. Did you mean --error-format?"],
  ])('names what was meant: %j', async (argv, message) => {
    expect(await told(...argv)).toEqual({ code: 'usage', message, exitCode: 2 });
  });

  it.each([
    [['page.png', '--local'], /^To find the regions of images: detect-regions detect page\.png --local$/],
    [['my scans/'], /: detect-regions detect 'my scans\/'$/],
    [['-'], /: detect-regions detect -$/],
    [['detect', 'a.png', '--port', '1'], /^--port is a flag of serve\b/],
    [
      ['--dsr-mode', 'Regions', 'a.png'],
      /^It stands behind its command \(.*\bdebug\b.*\): detect-regions detect --dsr-mode …$/,
    ],
    [
      ['--local', 'detect', 'a.png'],
      /^It stands behind its command \(detect\b.*\): detect-regions detect --local …$/,
    ],
    [['detect', 'a.png', '--format', 'jsn'], /^Did you mean json\?$/],
    [['detect'], /^detect-regions detect --help tells what it takes\.$/],
    [['detect', 'a.png', '--xyzzy'], /^detect-regions detect --help tells what it takes\.$/],
    [['something'], /^detect-regions --help lists the commands\.$/],
  ])('tells what to do next: %j', async (argv, hint) => {
    expect(await told(...argv)).toMatchObject({ hint: expect.stringMatching(hint), exitCode: 2 });
  });

  it.each([
    [
      ['detect', 'a.png', '--timeout', '0'],
      /^--timeout: '0' is not accepted. It must be a number above 0\.$/,
    ],
    [['detect', 'a.png', '--dsr-confidence', 'x'], /Accepted: Default, Low/],
  ])('says what is accepted, and no more: %j', async (argv, message) => {
    const report = await told(...argv);
    expect(report.message).toMatch(message);
    expect(report.hint).toBeUndefined();
  });
});
