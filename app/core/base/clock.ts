/** Wall time as an argument: core never asks the machine what time it is. Milliseconds since 1970-01-01 UTC. */
export interface Clock {
  now(): number;
}

export const MS_PER_SECOND = 1_000;
export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;
