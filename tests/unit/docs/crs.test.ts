import { describe, expect, it } from 'vitest';
import { crsPage } from '../../support/crs-page.ts';

describe('the page on reference systems', () => {
  it('says what the list says', { timeout: 120_000 }, async () => {
    await expect(await crsPage()).toMatchFileSnapshot('../../../docs/crs.md');
  });
});
