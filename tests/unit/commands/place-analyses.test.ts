import { describe, expect, it } from 'vitest';
import { analyseAccess } from '../../../app/commands/analyse-access.ts';
import { analyseSun } from '../../../app/commands/analyse-sun.ts';
import { WhatIfError } from '../../../app/core/models/scenario/what-if.ts';
import { testApp } from '../../builders/app-context.ts';
import { fakeWhatIf } from '../../builders/what-if.ts';

describe('analyses of the place', () => {
  it('keep the summary of walking access', async () => {
    const app = testApp({ whatIf: fakeWhatIf() });
    const { finished } = analyseAccess(app);
    expect(app.store.getState().placeAnalyses.access.status).toBe('running');
    await finished;
    const { access, sun } = app.store.getState().placeAnalyses;
    expect(access.summary?.categories[0]).toMatchObject({ name: 'school', coverage: 0.82, straightCoverage: 0.97 });
    expect(sun.status).toBe('idle');
  });

  it('say what went wrong with the sun', async () => {
    const whatIf = fakeWhatIf({ sun: () => Promise.reject(new WhatIfError('tables-unreachable', 'HTTP 404')) });
    const app = testApp({ whatIf });
    await analyseSun(app, Date.UTC(2024, 2, 21)).finished;
    expect(app.store.getState().placeAnalyses.sun).toMatchObject({
      status: 'failed',
      problem: { code: 'tables-unreachable', detail: 'HTTP 404' },
    });
  });
});
