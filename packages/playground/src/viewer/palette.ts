/** The colours of what is drawn over the picture. They stand on the picture, so both colour schemes share them. */
export interface Palette {
  readonly region: string;
  readonly selected: string;
  readonly before: string;
  readonly order: string;
  /** Around lines, so that they are seen on a dark picture. */
  readonly halo: string;
  readonly onColour: string;
  readonly font: string;
}

/** Reads the colours that the style sheet gives an element. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--on-picture-${name}`).trim();
  return {
    region: colour('region'),
    selected: colour('selected'),
    before: colour('before'),
    order: colour('order'),
    halo: colour('halo'),
    onColour: colour('text'),
    font: style.fontFamily,
  };
}
