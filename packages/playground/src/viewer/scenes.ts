import type { Region, Size } from '@detect-regions/regions';
import { computed, type ReadonlySignal } from '@preact/signals';
import { page } from '../state/page.ts';
import { before, regions } from '../state/result.ts';
import { hovered, numbersShown, opacity, orderShown, regionsShown, selected } from '../state/view.ts';
import { shareOfBefore } from './compare-state.ts';
import { selectedRegion } from './editing.ts';
import type { MarksScene, SelectedMark } from './paint-marks.ts';
import type { RegionsScene } from './paint-regions.ts';
import { createRegionGrid, type RegionGrid } from './region-grid.ts';
import { draft } from './stage-state.ts';

function gridOf(list: readonly Region[], size: Size | null): RegionGrid {
  return createRegionGrid(list, size ?? { width: 1, height: 1 });
}

/** Where the regions are that are shown. */
export const grid: ReadonlySignal<RegionGrid> = computed(() => gridOf(regions.value, page.value));

const beforeGrid: ReadonlySignal<RegionGrid> = computed(() =>
  gridOf(before.value?.regions ?? [], page.value),
);

/** The place of the region that is being changed; it is drawn with the marks. */
const draftPlace: ReadonlySignal<number | null> = computed(() => draft.value?.place ?? null);

/** The regions of now; `null` when they are hidden. */
export const nowScene: ReadonlySignal<RegionsScene | null> = computed(() =>
  regionsShown.value
    ? {
        regions: regions.value,
        grid: grid.value,
        except: draftPlace.value,
        kind: 'now',
        opacity: opacity.value,
        numbers: numbersShown.value,
        order: orderShown.value,
      }
    : null,
);

/** The regions to compare with; `null` when there are none, or they are hidden. */
export const beforeScene: ReadonlySignal<RegionsScene | null> = computed(() =>
  regionsShown.value && before.value !== null
    ? {
        regions: before.value.regions,
        grid: beforeGrid.value,
        except: null,
        kind: 'before',
        opacity: opacity.value,
        numbers: numbersShown.value,
        order: orderShown.value,
      }
    : null,
);

/** What is marked. With regions hidden, so are the marks. */
export const marksScene: ReadonlySignal<MarksScene> = computed(() => {
  if (!regionsShown.value || shareOfBefore.value === 1) return { hovered: undefined, selected: undefined };
  const place = selected.value;
  const over = hovered.value;
  const region = over === null || over === place ? undefined : regions.value[over];
  return {
    hovered: region === undefined ? undefined : { region, place: over ?? 0 },
    selected: markedSelected(place),
  };
});

function markedSelected(place: number | null): SelectedMark | undefined {
  const numbered = orderShown.value ? 'stations' : 'margin';
  const tags = numbersShown.value ? numbered : 'none';
  if (draft.value !== null) return { ...draft.value, changing: true, tags };
  const region = selectedRegion.value;
  return region === undefined ? undefined : { region, place, changing: false, tags };
}
