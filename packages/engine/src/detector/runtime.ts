import { availableParallelism } from 'node:os';
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { EngineError } from '../errors.ts';

/** Which ONNX Runtime runs the models: WebAssembly, always there, or the native one, several times faster. */
export type RuntimeName = 'native' | 'wasm';

/** More threads than this gain little on models as small as ours. */
const MOST_THREADS = 4;

/** The package of the native runtime. It is an optional peer: whoever wants its speed installs it. */
const NATIVE_PACKAGE = 'onnxruntime-node';

/** What onnxruntime-web and onnxruntime-node have in common, as far as it is used here. */
interface OnnxRuntime {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: new (type: 'uint8', data: Uint8Array, dims: readonly number[]) => Tensor;
}

/** A loaded ONNX Runtime. */
export interface Runtime {
  readonly name: RuntimeName;
  /** Makes a model ready to run. */
  load(model: Uint8Array): Promise<Model>;
}

/** A model that is ready to run; one input of bytes, one output of float32. */
export interface Model {
  /** Runs the model on an input of the given dimensions. */
  run(data: Uint8Array, dimensions: readonly number[]): Promise<ModelOutput>;
  /** Frees the model's memory. */
  release(): Promise<void>;
}

/** What a model answers. */
export interface ModelOutput {
  readonly data: Float32Array;
  readonly dimensions: readonly number[];
}

/**
 * Loads ONNX Runtime. `auto` takes the native one where `onnxruntime-node` is installed and works, else
 * WebAssembly. Nothing is fetched from a network: both come from installed packages.
 *
 * @param wanted - which one; with `native` there is no fallback
 * @param threads - how many threads compute; by default as many as the machine has, up to four
 * @throws EngineError `runtime-unavailable` when it can't be loaded
 */
export async function loadRuntime(
  wanted: RuntimeName | 'auto',
  threads: number = Math.min(MOST_THREADS, availableParallelism()),
): Promise<Runtime> {
  if (wanted !== 'wasm') {
    try {
      return await loadNative(threads);
    } catch (cause) {
      if (wanted === 'native') {
        throw new EngineError(
          'runtime-unavailable',
          `The native ONNX Runtime can't be loaded: install ${NATIVE_PACKAGE}, or use the runtime "wasm".`,
          { field: 'runtime', cause },
        );
      }
    }
  }
  try {
    return await loadWasm(threads);
  } catch (cause) {
    throw new EngineError('runtime-unavailable', "onnxruntime-web can't be loaded: install it again.", {
      cause,
    });
  }
}

async function loadNative(threads: number): Promise<Runtime> {
  const onnx = (await import(NATIVE_PACKAGE)) as OnnxRuntime;
  return runtimeOf('native', onnx, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Beyond what the model carries, this rearranges its weights for the processor at hand.
    graphOptimizationLevel: 'all',
    // Within a run, threads that wait in a busy loop get their next share at once: a quarter less time. When it ends
    // they stop, or they would keep the cores from whatever else the process does.
    extra: { session: { force_spinning_stop: '1' } },
  });
}

async function loadWasm(threads: number): Promise<Runtime> {
  const onnx = await import('onnxruntime-web');
  // Set before the first session; later ones share the module that this one starts.
  onnx.env.wasm.numThreads = threads;
  // The model was optimised when it was made. Doing it again would double the time that loading takes.
  return runtimeOf('wasm', onnx, { graphOptimizationLevel: 'disabled' });
}

function runtimeOf(name: RuntimeName, onnx: OnnxRuntime, options: InferenceSession.SessionOptions): Runtime {
  return {
    name,
    async load(model) {
      // Severity 3 is "error": warnings about the graph tell a user of this package nothing.
      const session = await onnx.InferenceSession.create(model, {
        ...options,
        logSeverityLevel: 3,
        // A plan of the memory for each size of page would hold a second arena.
        enableMemPattern: false,
      });
      const input = session.inputNames[0] as string;
      const output = session.outputNames[0] as string;
      return {
        async run(data, dimensions) {
          const results = await session.run({ [input]: new onnx.Tensor('uint8', data, dimensions) });
          const tensor = results[output] as Tensor;
          return { data: tensor.data as Float32Array, dimensions: tensor.dims };
        },
        release: () => session.release(),
      };
    },
  };
}
