const brand: unique symbol = /* @__PURE__ */ Symbol.for('@detect-regions/regions/RegionsFormatError');

/**
 * Data that was to hold regions does not. The message says what was expected, what was found, and where; it
 * never quotes the data.
 *
 * `instanceof` holds across copies and versions of this package in one program.
 */
export class RegionsFormatError extends Error {
  override readonly name = 'RegionsFormatError' as const;
  /** Position of the item at fault, counted from 0; absent when the data as a whole is at fault. */
  declare readonly index?: number;

  /**
   * @param expected - what was expected
   * @param found - the kind of thing that was found in its place
   * @param index - position of the item at fault, counted from 0
   */
  constructor(expected: string, found: string, index?: number) {
    super(`${index === undefined ? '' : `item ${index}: `}expected ${expected}, found ${found}`);
    if (index !== undefined) this.index = index;
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return brand in Object(value);
  }
}
