import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { CliError, usageError } from './cli-error.ts';
import { reportOf } from './error-report.ts';

const failure = (code: string, facts: object = {}): Error =>
  Object.assign(new Error('What.'), { code, ...facts });

describe('reportOf', () => {
  it('tells no stack of what is no fault of the program', () => {
    expect(reportOf(failure('server')).stack).toBeUndefined();
    expect(reportOf(usageError('wrong')).stack).toBeUndefined();
  });

  it('passes on what an error of the program itself says', () => {
    expect(reportOf(usageError('wrong', 'Do this.'))).toEqual({
      code: 'usage',
      message: 'wrong',
      hint: 'Do this.',
      exitCode: 2,
    });
    expect(reportOf(new CliError('unreadable-image', 'no such file', { exitCode: 1 }), 'a.png')).toEqual({
      code: 'unreadable-image',
      message: 'no such file',
      input: 'a.png',
      exitCode: 1,
    });
  });

  it.each([
    ["error: unknown option '--lokal'", "unknown option '--lokal'"],
    [
      "error: option '-f, --format <format>' argument 'xml' is invalid. Allowed choices are table, json.",
      "--format: 'xml' is not accepted. Allowed choices are table, json.",
    ],
    ["error: missing required argument 'image'", "missing required argument 'image'"],
  ])('shortens the words of the argument parser: %j', (message, expected) => {
    const report = reportOf(new CommanderError(1, 'commander.any', message));
    expect(report).toEqual({ code: 'usage', message: expected, exitCode: 2 });
  });

  it('keeps operation, status and task of a failed call', () => {
    const facts = { operation: 'PostDetectRegions', status: 500, taskId: 'abc', retryable: true };
    expect(reportOf(failure('server', facts), 'a.png')).toEqual({
      code: 'server',
      message: 'What.',
      input: 'a.png',
      operation: 'PostDetectRegions',
      status: 500,
      taskId: 'abc',
      exitCode: 1,
    });
  });

  it('tells of a submission whether it may have been accepted, in words for a terminal', () => {
    const error = Object.assign(
      new Error(
        "No answer. The image may have been accepted, and billed: it is sent again only with resubmit: 'always'.",
      ),
      { code: 'network', maybeSent: true, taskId: undefined },
    );
    const report = reportOf(error, 'a.png');
    expect(report).toMatchObject({ code: 'network', maybeSent: true, exitCode: 4 });
    expect(report.message).toBe(
      'No answer. The image may have been accepted, and billed: it is not sent again.',
    );
  });

  it.each([
    ['auth', 3],
    ['network', 4],
    ['timeout', 4],
    ['deadline', 1],
    ['rate-limit', 1],
    ['invalid-image', 1],
    ['invalid-input', 1],
  ])('an image that fails with %s exits with %i', (code, exitCode) => {
    expect(reportOf(failure(code), 'a.png').exitCode).toBe(exitCode);
  });

  it('takes a wrong input for wrong usage when no image is concerned', () => {
    expect(reportOf(failure('invalid-input')).exitCode).toBe(2);
  });

  it.each([[new TypeError('x is not a function')], ['text'], [undefined], [null]])(
    'calls %s a fault of the program',
    (error) => {
      expect(reportOf(error)).toMatchObject({ code: 'internal', exitCode: 1 });
      expect(reportOf(error).hint).toContain('report it');
      const { stack } = reportOf(error);
      if (error instanceof Error) expect(stack).toMatch(/^ {4}at .*error-report\.test\.ts/m);
      else expect(stack).toBeUndefined();
    },
  );
});
