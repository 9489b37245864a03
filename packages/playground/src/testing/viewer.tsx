import { render } from 'preact';
import { RegionsList } from '../regions-list/regions-list.tsx';
import { page } from '../state/page.ts';
import { before, edited, regions, result } from '../state/result.ts';
import { hovered, numbersShown, opacity, orderShown, regionsShown, selected } from '../state/view.ts';
import { Viewer } from '../viewer/viewer.tsx';
import '../styles/theme.css';
import './viewer.css';

/** What a test reaches: the state, as the rest of the page would read and write it. */
export interface Playground {
  readonly page: typeof page;
  readonly result: typeof result;
  readonly before: typeof before;
  readonly edited: typeof edited;
  readonly regions: typeof regions;
  readonly selected: typeof selected;
  readonly hovered: typeof hovered;
  readonly regionsShown: typeof regionsShown;
  readonly numbersShown: typeof numbersShown;
  readonly orderShown: typeof orderShown;
  readonly opacity: typeof opacity;
}

const playground: Playground = {
  page,
  result,
  before,
  edited,
  regions,
  selected,
  hovered,
  regionsShown,
  numbersShown,
  orderShown,
  opacity,
};

const root = document.getElementById('app');
if (root !== null) {
  render(
    <>
      <Viewer />
      <RegionsList />
    </>,
    root,
  );
  Object.assign(window, { playground });
}
