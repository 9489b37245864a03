import { useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { edited, regions, result } from '../state/result.ts';
import { hovered, selected } from '../state/view.ts';
import { countOf } from '../viewer/describe.ts';
import { pressOnRegion } from '../viewer/keys.ts';
import { selectAndReveal, zoomToSelected } from '../viewer/selecting.ts';
import { RegionFields } from './region-fields.tsx';
import './regions-list.css';
import { RegionRow, rowId } from './region-row.tsx';
import { rowsInSight, scrollToRow } from './row-window.ts';

/** A row's height, in the root's font size: large enough for a finger. */
const rowHeightInRem = 2;
/** How many rows Page Up and Page Down go. */
const pageOfRows = 10;

function target(event: KeyboardEvent, place: number | null, count: number): number | undefined {
  const here = place ?? -1;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: here + 1,
    ArrowUp: place === null ? count - 1 : here - 1,
    n: here + 1,
    p: place === null ? count - 1 : here - 1,
    PageDown: here + pageOfRows,
    PageUp: here - pageOfRows,
    Home: 0,
    End: count - 1,
  };
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(targets, event.key)) return undefined;
  return Math.min(Math.max(targets[event.key] ?? 0, 0), count - 1);
}

function press(event: KeyboardEvent): void {
  const count = regions.peek().length;
  const place = target(event, selected.peek(), count);
  if (place === undefined || count === 0) {
    pressOnRegion(event);
    return;
  }
  event.preventDefault();
  selectAndReveal(place);
}

function placeUnder(event: Event): number | null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
  return row === null ? null : Number(row.dataset.place);
}

/** All regions in reading order, of which only those in sight are in the document; in step with the picture. */
function Rows(): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const scrollTop = useSignal(0);
  const height = useSignal(0);
  const rowHeight = useSignal(32);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = (): void => {
      height.value = element.clientHeight;
      rowHeight.value =
        rowHeightInRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useSignalEffect(() => {
    const place = selected.value;
    if (list.current === null || place === null) return;
    list.current.scrollTop = scrollToRow(place, rowHeight.peek(), list.current.scrollTop, height.peek());
  });
  const all = regions.value;
  const place = selected.value;
  const { first, end } = rowsInSight(all.length, rowHeight.value, scrollTop.value, height.value);
  const places = Array.from({ length: end - first }, (_, index) => first + index);
  // What has the focus stays in the document, wherever the list is scrolled to.
  if (place !== null && place < all.length && (place < first || place >= end)) places.push(place);
  return (
    <div
      ref={list}
      class="rows"
      role="listbox"
      tabIndex={0}
      aria-label={countOf(all)}
      aria-activedescendant={place === null || place >= all.length ? undefined : rowId(place)}
      onScroll={(event) => {
        scrollTop.value = event.currentTarget.scrollTop;
      }}
      onKeyDown={press}
      onPointerOver={(event) => {
        hovered.value = placeUnder(event);
      }}
      onPointerLeave={() => {
        hovered.value = null;
      }}
      onClick={(event) => {
        const chosen = placeUnder(event);
        if (chosen !== null) selectAndReveal(chosen);
      }}
      onDblClick={zoomToSelected}
    >
      <div role="presentation" class="all-rows" style={{ height: `${all.length * rowHeight.value}px` }}>
        {places.map((at) => {
          const region = all[at];
          return region === undefined ? null : (
            <RegionRow
              key={at}
              region={region}
              place={at}
              count={all.length}
              top={at * rowHeight.value}
              selected={at === place}
              hovered={at === hovered.value}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What to say where there are no rows. */
function Nothing(): JSX.Element {
  return (
    <p class="no-regions">{result.value === null ? 'Regions appear here.' : 'No regions were found.'}</p>
  );
}

/** The regions beside the picture: a list in step with it, and the numbers of the selected one to change. */
export function RegionsList(): JSX.Element {
  const count = regions.value.length;
  return (
    <section class="regions-list" aria-label="Regions">
      <div class="regions-head">
        <h2>{countOf(regions.value)}</h2>
        {edited.value !== null && <span class="edited">edited</span>}
      </div>
      {count > 0 && (
        <div class="region-row head" aria-hidden="true">
          <span>#</span>
          <span>left</span>
          <span>top</span>
          <span>right</span>
          <span>bottom</span>
          <span>size</span>
        </div>
      )}
      {count > 0 ? <Rows /> : <Nothing />}
      <RegionFields />
    </section>
  );
}
