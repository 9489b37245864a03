const units = ['bytes', 'KiB', 'MiB', 'GiB'] as const;

/** A number of bytes for people: `1.4 MiB`. */
export function sizeText(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${Number(value.toFixed(value < 100 ? 1 : 0))} ${units[power]}`;
}
