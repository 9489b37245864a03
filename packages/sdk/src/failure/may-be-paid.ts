/** What to say of a submission that is only sent again on request. */
export const mayBePaid =
  "The image may have been accepted, and billed: it is sent again only with resubmit: 'always'.";
