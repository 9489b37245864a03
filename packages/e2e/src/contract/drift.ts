/** What the mock does otherwise than the service, by the titles of cases: to be mended. */
export const drift: readonly string[] = [
  'Rotate is what is complained of where it was sent and is wrong',
  'a token is given to a form, to multipart/form-data, and to HTTP Basic in either encoding',
  'an image is taken by its first bytes',
  'what is none of the formats is refused, with their names',
  'a body that is compressed is refused',
  'a token is not to be stored on its way',
  'a wrong secret and an unknown client are refused alike, with the scheme that is for clients',
  'a form that is no request for a token is refused, with the name of what is missing',
  'a member that comes twice is refused',
  'credentials in the header and in the body at once are refused',
  'a body that is too large is refused',
  'a task is for the client that submitted it: for others there is no such task',
  'the answer of a task is kept for a day',
  'an id that is given twice is refused',
  'a task comes as what the caller likes best, with the same JSON in it',
  'an image beyond the limit is refused, one at the limit is not',
];
