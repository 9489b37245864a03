/** The output formats, by the names that `--format` takes. Apart from the formats, so that `--help` loads none. */
export const formatNames = ['table', 'json', 'svg'] as const;

/** One of {@link formatNames}. */
export type FormatName = (typeof formatNames)[number];

/** How an SVG overlay shows the page: its bytes inside, a link to its file, or not at all. */
export const svgImages = ['embed', 'link', 'none'] as const;

/** One of {@link svgImages}. */
export type SvgImage = (typeof svgImages)[number];
