import type { JSX } from 'preact';

/** Lines on a field of 16 by 16. */
const paths = {
  regions: 'M2 3h12v4H2zM2 10h8v3H2z',
  numbers: 'M6 2 5 14M11 2l-1 12M2.5 5.5h11M2 10.5h11',
  order: 'M2.5 3h8a2.5 2.5 0 0 1 0 5h-5a2.5 2.5 0 0 0 0 5h8M11 10.5l2.5 2.5-2.5 2.5',
  draw: 'M13 8V3H3v10h5M12 10v5M9.5 12.5h5',
  copy: 'M5.5 5.5V2H14v8.5h-3.5M2 5.5h8.5V14H2z',
  remove: 'M2.5 4h11M6 4V2h4v2M4 4l.7 10h6.6L12 4M6.7 7v4M9.3 7v4',
  undo: 'M5.5 2.5 2.5 5.5l3 3M2.5 5.5h7a4 4 0 0 1 0 8H6',
  redo: 'M10.5 2.5l3 3-3 3M13.5 5.5h-7a4 4 0 0 0 0 8H10',
  reset: 'M3 3v3.5h3.5M3.2 6.3A5.3 5.3 0 1 1 2.7 9M8 5.5V8.5l2 1.3',
  enlarge: 'M8 3v10M3 8h10',
  reduce: 'M3 8h10',
  page: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  width: 'M2 3v10M14 3v10M4.5 8h7M6.5 6l-2 2 2 2M9.5 6l2 2-2 2',
} as const;

/** The icons there are. */
export type IconName = keyof typeof paths;

/** An icon in the colour of the text; what it means is said by the control it stands in. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
