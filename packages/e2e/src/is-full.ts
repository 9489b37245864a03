/** Whether all is to be tried, as CI does: also what takes long, and nothing is skipped for want of a program. */
export const isFull: boolean = process.env.REQUIRE_ALL === '1';
