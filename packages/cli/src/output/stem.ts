/** Endings of two parts that the formats have. */
const DOUBLE = /\.(?:alto\.xml|page\.xml|coco\.json)$/i;

/** The part of a file name that stays when its ending is taken away: `a.png` and `a.alto.xml` give `a`. */
export function stemOf(fileName: string): string {
  const short = fileName.replace(DOUBLE, '');
  // A name that begins with a dot has no ending.
  return short === fileName ? fileName.replace(/(?<=.)\.[^.]*$/, '') : short;
}
