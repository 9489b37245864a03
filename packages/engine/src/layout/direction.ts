import type { Language } from '@detect-regions/spec';
import type { Direction } from './reading-order.ts';

/**
 * The API's languages that are written from right to left: in the Arabic script, and Hebrew. Languages with
 * more than one script (Kurdish, Azerbaijani, Hausa…) count by the left-to-right one.
 */
const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set<Language>([
  'Arabic',
  'Gilaki',
  'Hebrew',
  'Persian',
  'Urdu',
  'Uyghur',
]);

/** Which way the lines of a language run; it decides the reading order of columns and of neighbours. */
export function directionOf(language: Language): Direction {
  return RIGHT_TO_LEFT.has(language) ? 'right-to-left' : 'left-to-right';
}
