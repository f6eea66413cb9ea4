/** What is said when a part of the page broke down and was started again. */
export const enRecovery = {
  'notice.stream-restarted':
    'The part of the page that reads the stream stopped and was started again. What it missed is being fetched.',
  'notice.stream-restarted-lost':
    'The part of the page that reads the stream stopped and was started again. This broker keeps no history: what it sent meanwhile is missing.',
  'notice.city-restarted':
    'The simulated city stopped and was started again where it stood. Its last day is being read in again.',
  'notice.layers-restarted': 'Loading the district broke off, so it was started again.',
} as const;
