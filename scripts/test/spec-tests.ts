/** Whether the tests that change the spec, minutes of work, are to run: with `SPEC_TESTS=all`, and in CI. */
export const allSpecTests: boolean = process.env.SPEC_TESTS === 'all' || process.env.REQUIRE_ALL === '1';
