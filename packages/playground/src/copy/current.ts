import type { PageRegions } from '@detect-regions/regions';
import { page } from '../state/page.ts';
import { regions, result } from '../state/result.ts';
import { service } from '../state/service.ts';
import { settings } from '../state/settings.ts';
import { copies } from './copies.ts';

/** What a file is called in code as long as there is none. */
const anyFile = 'page.png';

/** One of the copies of what is on the desk; `undefined` where it is made of regions and there is no result yet. */
export function currentCopy(name: string): string | undefined {
  const copy = copies[name];
  const shown = page.value;
  if (copy === undefined || (copy.ofRegions && result.value === null)) return undefined;
  const input = {
    baseUrl: service.value.baseUrl,
    // Of the result that is seen, not of the next one.
    settings: result.value?.settings ?? settings.value,
    fileName: shown?.name ?? anyFile,
  };
  return copy.text(input, currentPage());
}

/** The regions as they are shown, edited ones included, in whole sizes, as the formats take them. */
function currentPage(): PageRegions {
  const { width = 1, height = 1, name = anyFile } = page.value ?? {};
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    regions: regions.value,
    imageName: name,
  };
}

/** What a file with a copy is called: `letter.jpg` as JSON is `letter.json`. */
export function copyFileName(pageName: string, ending: string): string {
  return `${pageName.replace(/\.[^.]+$/, '') || 'page'}${ending}`;
}
