/** In place of what must not be read. */
const HIDDEN = '***';

/** What an error may quote, although it must not be read. */
const secrets: readonly (readonly [RegExp, string])[] = [
  // The password of a URL, whatever its scheme.
  [/(\w:\/\/[^\s/:@]*):[^\s/@]+@/g, `$1:${HIDDEN}@`],
  // What follows a scheme of HTTP authentication.
  [/\b(Bearer|Basic) +[\w.~+/=-]+/gi, `$1 ${HIDDEN}`],
  // A JSON Web Token.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, HIDDEN],
  // A member or a parameter whose name says it.
  [
    /\b(client_secret|password|access_token|secret|signature)(["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
    `$1$2${HIDDEN}`,
  ],
  // Base64 that is longer than any id: an image, or a part of one.
  [/[\w+/-]{100,}={0,2}/g, HIDDEN],
];

/** How much of an error is worth a line. */
const MAX_LENGTH = 1000;

/**
 * A text about an error, without what looks like a secret or an image. Errors are made not to have any; but they come from
 * many libraries.
 */
export function withoutSecrets(text: string): string {
  const hidden = secrets.reduce((left, [pattern, shown]) => left.replace(pattern, shown), text);
  return hidden.length > MAX_LENGTH ? `${hidden.slice(0, MAX_LENGTH)}…` : hidden;
}
