// Looks at pages by one peer, which stays loaded.
import { answerWith } from '../answer.ts';
import type { EnginePeer } from '../engine/peer-names.ts';
import type { Reader, ReaderModule, Reading } from '../engine/readers/reader.ts';

/** What to do: make ready, or look at a page. */
export type ReaderTask =
  | { readonly type: 'open'; readonly peer: EnginePeer; readonly threads: number | undefined }
  | { readonly type: 'read'; readonly file: string; readonly wantsLines: boolean };

/** Each is loaded when it is asked for, so that a process pays for the one that it measures. */
const modules: Readonly<Record<EnginePeer, () => Promise<ReaderModule>>> = {
  wasm: () => import('../engine/readers/wasm.ts'),
  native: () => import('../engine/readers/native.ts'),
  'tesseract.js': () => import('../engine/readers/tesseract-js.ts'),
  tesseract: () => import('../engine/readers/tesseract.ts'),
};

let reader: Reader | undefined;

answerWith<ReaderTask, string | Reading>(async (task) => {
  if (task.type === 'open') {
    reader = await (await modules[task.peer]()).open({ threads: task.threads });
    return reader.title;
  }
  if (reader === undefined) throw new Error('No peer is open.');
  return reader.read(task.file, task.wantsLines);
});
