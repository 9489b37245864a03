const units: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };

/**
 * Reads a size such as `100MB`, `1 GB` or `1.5GB` (decimal units; upper or lower case; plain numbers are bytes).
 *
 * @returns whole bytes, or `undefined` when the text is no size
 */
export function parseSize(text: string): number | undefined {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([KMG]?B)?\s*$/i.exec(text) ?? [];
  const factor = units[(unit ?? 'B').toUpperCase()];
  return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}

/** Writes a size with the largest unit that leaves at least one, such as `100 MB` (decimal units). */
export function formatSize(bytes: number): string {
  const [unit, factor] =
    Object.entries(units).findLast(([, candidate]) => bytes >= candidate) ?? (['B', 1] as const);
  return `${Number((bytes / factor).toPrecision(4))} ${unit === 'KB' ? 'kB' : unit}`;
}
