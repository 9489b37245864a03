/** For engines in tests: other tests take the other cores, and threads that wait for each other do so in busy loops. */
export const oneThread = { threads: 1 } as const;
