import { readFile } from 'node:fs/promises';
import type { PDFiumModule } from '@hyzyla/pdfium';

/** The functions of PDFium that the package's types leave out. */
interface Untyped {
  _FPDF_InitLibrary(): void;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
}

/** An instance of PDFium, with a memory of its own. Pointers are numbers; 0 is none. */
export type Pdfium = Awaited<ReturnType<typeof PDFiumModule>> & Untyped;

/** The memory that a page may take, in bytes: one that refers to itself would take all there is. */
const MOST_MEMORY = 512 * 1024 * 1024;

let library: Promise<{ start: typeof PDFiumModule; code: WebAssembly.Module }> | undefined;

/**
 * Starts PDFium. Its code is loaded and compiled once, with the first PDF. Each page gets an instance of its own:
 * that takes some 20 ms, and neither a leak nor a crash on a damaged file outlives the page.
 */
export async function startPdfium(): Promise<Pdfium> {
  library ??= load();
  const { start, code } = await library.catch((error: unknown) => {
    library = undefined;
    throw error;
  });
  const options = {
    instantiateWasm(imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(code, withLimit(imports));
      use(instance);
      return instance.exports;
    },
    // What PDFium has to say of damaged files is for no one's console.
    print: () => undefined,
    printErr: () => undefined,
  };
  // The package's types have the callback take a module, but what it takes is an instance.
  const pdfium = (await start(options as unknown as Parameters<typeof start>[0])) as Pdfium;
  pdfium._FPDF_InitLibrary();
  return pdfium;
}

/** The imports, with a heap that doesn't grow beyond the limit. */
function withLimit(imports: WebAssembly.Imports): WebAssembly.Imports {
  const env = imports.env as { emscripten_resize_heap(wanted: number): boolean };
  const grow = env.emscripten_resize_heap;
  const resize = (wanted: number): boolean => wanted <= MOST_MEMORY && grow(wanted);
  return { ...imports, env: { ...imports.env, emscripten_resize_heap: resize } };
}

async function load(): Promise<{ start: typeof PDFiumModule; code: WebAssembly.Module }> {
  const file = new URL(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'));
  const [{ PDFiumModule: start }, code] = await Promise.all([
    import('@hyzyla/pdfium'),
    readFile(file).then((bytes) => WebAssembly.compile(bytes)),
  ]);
  return { start, code };
}
