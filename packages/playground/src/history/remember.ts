import type { Page } from '../state/page.ts';
import type { Result } from '../state/result.ts';

export async function remember(_page: Page, _result: Result): Promise<void> {}
