import { type Content, type DetectedPage, documentOf, type Format } from '../formats/format.ts';
import type { ImageFile } from '../input/image-file.ts';
import { paintFor, plain } from '../terminal/paint.ts';
import { type OutputPlan, outputFile } from './output-plan.ts';
import { createAtomicFile, writeAtomically } from './write-atomically.ts';

/** Where pages are written, in the order of the images. */
export interface Output {
  /**
   * Brings the next page into the format.
   *
   * @param image - that it was found on, where it is at hand
   * @throws what the format throws for pages that it can't hold; the output goes on without that page
   */
  render(index: number, page: DetectedPage, image: ImageFile | undefined): Promise<Content>;
  /**
   * Writes what `render` gave.
   *
   * @throws CliError when it can't be written
   */
  write(index: number, content: Content): Promise<void>;
  /**
   * Completes what is open. Called once, also when work was cut short; when it was not (`isWhole`), standard
   * output gets a document even if no image gave a page, so that JSON is an array always.
   */
  end(isWhole: boolean): Promise<void>;
}

/**
 * The output of a plan. A file is made when there is a page to put into it, so that a run that finds nothing
 * leaves nothing.
 *
 * @param force - whether a file may be overwritten
 */
export function createOutput(plan: OutputPlan, format: Format, force: boolean): Output {
  switch (plan.kind) {
    case 'stdout':
      return documentOutput(format, undefined, async () => stdoutSink);
    case 'file':
      return documentOutput(format, plan.path, () => fileSink(plan.path, force));
    case 'files':
      return filesOutput(plan, format, force);
  }
}

interface Sink {
  write(content: Content): Promise<void>;
  close(): Promise<void>;
}

function documentOutput(format: Format, file: string | undefined, openSink: () => Promise<Sink>): Output {
  const document = format.open();
  const paint = file === undefined ? paintFor(process.stdout) : plain;
  let sink: Sink | undefined;
  const begin = async (): Promise<Sink> => {
    sink = await openSink();
    await sink.write(document.start);
    return sink;
  };
  return {
    render: async (_index, page, image) => document.page(page, { image, file, paint }),
    async write(_index, content) {
      await (sink ?? (await begin())).write(content);
    },
    async end(isWhole) {
      if (sink === undefined && isWhole && file === undefined) await begin();
      await sink?.write(document.end());
      await sink?.close();
    },
  };
}

/** Settles also when the reader has gone: what to do then is decided where the stream's errors are heard. */
const stdoutSink: Sink = {
  write: (content) =>
    new Promise((resolve) => {
      process.stdout.write(content, () => resolve());
    }),
  async close() {},
};

async function fileSink(path: string, force: boolean): Promise<Sink> {
  const file = await createAtomicFile(path, force);
  return {
    write: (content) => file.write(content),
    async close() {
      try {
        await file.commit();
      } finally {
        await file[Symbol.asyncDispose]();
      }
    },
  };
}

function filesOutput(plan: OutputPlan, format: Format, force: boolean): Output {
  const fileOf = (index: number): string => outputFile(plan, index) ?? '';
  return {
    render: (index, page, image) => documentOf(format, page, { image, file: fileOf(index), paint: plain }),
    write: (index, content) => writeAtomically(fileOf(index), content, force),
    async end() {},
  };
}
