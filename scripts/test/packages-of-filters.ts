/**
 * The packages whose tests the filters of `pnpm test` choose, so that no others need to be built.
 *
 * @param filters - as vitest takes them: a part of a test file's path each
 * @param names - the folders in `packages`
 * @returns names of packages; none where a filter may choose tests of any package
 */
export function packagesOfFilters(filters: readonly string[], names: readonly string[]): readonly string[] {
  const chosen = new Set<string>();
  for (const filter of filters) {
    const folder = /^(?:\.\/)?packages\/([^/]+)(?:\/|$)/.exec(filter.replaceAll('\\', '/'))?.[1];
    // `packages/s` is a part of the paths of several packages.
    if (folder === undefined || !names.includes(folder)) return [];
    // Vitest looks for the filter anywhere in a path: `packages/sdk` would choose `packages/sdk-more` as well.
    const alike = filter.endsWith(folder) ? names.filter((name) => name.startsWith(folder)) : [folder];
    for (const name of alike) chosen.add(`@detect-regions/${name}`);
  }
  return [...chosen];
}
