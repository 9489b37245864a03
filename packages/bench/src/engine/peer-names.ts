/** All that can be measured: our engine in both runtimes, and the others. */
export const enginePeers = ['wasm', 'native', 'tesseract.js', 'tesseract'] as const;

/** One of {@link enginePeers}. */
export type EnginePeer = (typeof enginePeers)[number];

/** Those that are us. */
export const ours: readonly EnginePeer[] = ['wasm', 'native'];
