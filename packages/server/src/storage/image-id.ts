/** Lower case, since there are file systems to which `A` and `a` are the same. A UUID is one of these. */
const IMAGE_ID = /^[a-z\d][a-z\d-]{0,99}$/;

/**
 * Makes sure that an id can be a part of a path or an address: nothing that a stranger made up may lead elsewhere.
 *
 * @returns the id
 * @throws TypeError when it can't
 */
export function checkImageId(id: string): string {
  if (isImageId(id)) return id;
  throw new TypeError(
    'The id of an image must be 1 to 100 lower-case letters, digits and hyphens, no hyphen first.',
  );
}

/** Whether a name that was found in a store is an id. */
export function isImageId(name: string): boolean {
  return IMAGE_ID.test(name);
}
