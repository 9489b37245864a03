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
   * @param message - what was expected and what was found
   * @param index - position of the item at fault, counted from 0
   */
  constructor(message: string, index?: number) {
    super(message);
    if (index !== undefined) this.index = index;
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }
}
