/**
 * Sorts names as people do: `page-9.png` before `page-10.png`, and capitals like small letters. By keys that are
 * made once a name, since a folder may hold a million.
 */
export function naturalSort(names: readonly string[]): string[] {
  return names
    .map((name) => `${keyOf(name)}\0${name}`)
    .sort()
    .map((key) => key.slice(key.lastIndexOf('\0') + 1));
}

/** A number with more digits is the larger one, so their count stands before them. */
function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/0*(\d+)/g, (_all, digits: string) => String.fromCharCode(digits.length) + digits);
}
