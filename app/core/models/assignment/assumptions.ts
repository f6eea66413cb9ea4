import type { Assumption } from '../assumption.ts';

/** What assignment takes for granted where a network does not say it. */
export const ASSIGNMENT_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'bpr-factor',
    value: 0.15,
    unit: '1',
    source: 'Bureau of Public Roads, Traffic Assignment Manual (1964)',
    kind: 'published',
  },
  {
    key: 'bpr-power',
    value: 4,
    unit: '1',
    source: 'Bureau of Public Roads, Traffic Assignment Manual (1964)',
    kind: 'published',
  },
  {
    key: 'junction-delay',
    value: 10,
    unit: 's',
    range: [5, 20],
    source: 'half a red light on a coordinated grid; our judgement',
    kind: 'assumption',
  },
];
