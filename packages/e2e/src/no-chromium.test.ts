import { it } from 'vitest';
import { chromium, need } from './requirement.ts';

// In place of the tests in app/, where there is no browser to run them in: see ../vitest.app.config.ts.
it('the tests of an app run in a browser', (context) => {
  need(context, chromium);
});
