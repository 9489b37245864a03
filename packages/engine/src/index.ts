export type { RuntimeName } from './detector/runtime.ts';
export { createEngine, type DetectOptions, type Engine } from './engine.ts';
export { EngineError, type EngineErrorCode } from './errors.ts';
export { type ImageFormat, sniffImage } from './image/sniff.ts';
export type { EngineOptions } from './options.ts';
export { type RenderedPage, type RenderOptions, renderPage } from './render-page.ts';
export type { EngineResult } from './result.ts';
export { createEngineThread, type EngineThreadOptions } from './thread.ts';
