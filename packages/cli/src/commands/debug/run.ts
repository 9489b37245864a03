import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { Trace, TracedStage } from '@detect-regions/engine/debug';
import type { Settings } from '@detect-regions/spec';
import { type ImageFile, imageFile } from '../../input/image-file.ts';
import { existsError, shownPath } from '../../output/output-plan.ts';
import { writeAtomically } from '../../output/write-atomically.ts';
import { usageError } from '../../report/cli-error.ts';
import type { ErrorFormat } from '../../report/error-format.ts';
import { printReport, reportOf } from '../../report/error-report.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';

/** The flags of `debug`, as commander gives them. */
export interface DebugOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly settings: Partial<Settings>;
  readonly errorFormat: ErrorFormat;
}

/**
 * Draws the stages in which the regions of an image are found, a numbered PNG file each, and prints a line for
 * each.
 *
 * @throws CliError for a wrong command line, before anything is read or written
 */
export async function debug(name: string, options: DebugOptions): Promise<ExitCode> {
  const { force = false, settings, errorFormat } = options;
  const image = imageFile(name);
  const folder = resolve(options.out ?? `${stem(image)}-debug`);
  checkFolder(folder, force);

  using interrupt = listenForInterrupt();
  const { signal } = interrupt;
  try {
    const bytes = await image.read();
    // Imported when asked for: the engine brings image libraries and models.
    const { traceStages } = await import('@detect-regions/engine/debug');
    const trace = await traceStages(bytes, settings, { signal });
    const lines = linesOf(trace.stages, folder);
    for (const [index, stage] of trace.stages.entries()) {
      signal.throwIfAborted();
      await writeAtomically(join(folder, fileName(stage, index)), await stage.toPng(), force);
      process.stdout.write(`${lines[index]}\n`);
    }
    process.stdout.write(`${summaryOf(trace)}\n`);
    return exitCodes.ok;
  } catch (error) {
    const code = interrupt.exitCode();
    const report =
      code === undefined
        ? reportOf(error, name)
        : ({ code: 'interrupted', message: 'interrupted', exitCode: code } as const);
    printReport(report, errorFormat);
    return report.exitCode;
  }
}

function stem({ name, path }: ImageFile): string {
  return path === undefined ? 'stdin' : basename(name, extname(name));
}

/** Before any work is done. */
function checkFolder(folder: string, force: boolean): void {
  const status = statSync(folder, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isDirectory()) {
    throw usageError(
      `${shownPath(folder)} is a file, and the pictures need a folder`,
      'Name one: --out FOLDER',
    );
  }
  if (!force && readdirSync(folder).length > 0) throw existsError(folder);
}

/** `06-text-boxes.png`. */
function fileName({ name }: TracedStage, index: number): string {
  return `${String(index + 1).padStart(2, '0')}-${name.replaceAll(' ', '-')}.png`;
}

/** For each stage its file, the picture's size, how much it found and how long it took, in columns. */
function linesOf(stages: readonly TracedStage[], folder: string): string[] {
  const rows = stages.map((stage, index) => [
    shownPath(join(folder, fileName(stage, index))),
    `${stage.width} × ${stage.height} px`,
    stage.found === undefined ? '' : `${stage.found} found`,
    `${stage.ms.toFixed(1)} ms`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

function summaryOf({ runtime, stages, regions }: Trace): string {
  const ms = stages.reduce((sum, stage) => sum + stage.ms, 0);
  return `${regions.length} region${regions.length === 1 ? '' : 's'} in ${ms.toFixed(0)} ms (${runtime})`;
}
