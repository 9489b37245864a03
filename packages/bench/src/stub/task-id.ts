/** The id that every submission to the stub gets. */
export const taskId = '6b1f3a52-9d0e-4c57-8f21-0a4be7d6c938';
