import type { Assumption } from '../assumption.ts';

/** BPR factor and power of a link for which the network names none. */
export const USUAL_BPR_FACTOR = 0.15;
export const USUAL_BPR_POWER = 4;

/** What assignment takes for granted where a network does not say it. */
export const ASSIGNMENT_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'assignment.bpr-factor',
    value: USUAL_BPR_FACTOR,
    unit: '1',
    source: 'Bureau of Public Roads, Traffic Assignment Manual (1964)',
    kind: 'published',
  },
  {
    key: 'assignment.bpr-power',
    value: USUAL_BPR_POWER,
    unit: '1',
    source: 'Bureau of Public Roads, Traffic Assignment Manual (1964)',
    kind: 'published',
  },
  {
    key: 'assignment.junction-delay',
    value: 10,
    unit: 's',
    range: [5, 20],
    source: 'half a red light on a coordinated grid; our judgement',
    kind: 'assumption',
  },
];
