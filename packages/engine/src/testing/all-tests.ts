/** Whether the tests that take minutes run: in CI (`REQUIRE_ALL=1`), and where `ENGINE_TESTS=all` asks for them. */
export const allEngineTests: boolean = process.env.ENGINE_TESTS === 'all' || process.env.REQUIRE_ALL === '1';
