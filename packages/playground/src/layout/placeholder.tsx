import type { JSX } from 'preact';
import { page } from '../state/page.ts';
import { regions } from '../state/result.ts';

/** Until the viewer is there. */
export function Viewer(): JSX.Element | null {
  const shown = page.value;
  if (shown === null) return null;
  return (
    <svg viewBox={`0 0 ${shown.width} ${shown.height}`} role="img" aria-label={shown.name}>
      <image href={shown.picture} width={shown.width} height={shown.height} preserveAspectRatio="none" />
      {regions.value.map(({ left, top, right, bottom }) => (
        <rect
          key={`${left},${top}`}
          x={left}
          y={top}
          width={right - left}
          height={bottom - top}
          fill="#1458b822"
          stroke="#1458b8"
          stroke-width={Math.max(shown.width, shown.height) / 600}
        />
      ))}
    </svg>
  );
}

/** Until the list is there. */
export function RegionsList(): JSX.Element {
  return (
    <ol>
      {regions.value.map(({ left, top, right, bottom }) => (
        <li key={`${left},${top}`}>
          {left}, {top} to {right}, {bottom}
        </li>
      ))}
    </ol>
  );
}
