import { useEffect, useState } from 'react';
import { NO_VALUES, sampleValues } from '../../commands/sample-values.ts';
import type { LayerStyle, ValueSample } from '../../core/twins/layer-style.ts';
import { useApp } from '../app-context.tsx';

export interface SampleReading {
  readonly sample: ValueSample;
  /** What the sample is of; another one is on its way while it differs from what is asked. */
  readonly of: string;
  /** The database's own words where the values cannot be had. */
  readonly problem: string | null;
}

export function askedOf(table: string, { value, filter }: Pick<LayerStyle, 'value' | 'filter'>): string {
  return JSON.stringify([table, value, filter]);
}

/** The values that a style shows, read again when what it shows or its filter changes. */
export function useValueSample(table: string, style: LayerStyle): SampleReading {
  const app = useApp();
  const of = askedOf(table, style);
  const [reading, setReading] = useState<SampleReading>({ sample: NO_VALUES, of: '', problem: null });
  useEffect(() => {
    const work = new AbortController();
    sampleValues(app, table, style, work.signal).then(
      (sample) => setReading({ sample, of, problem: null }),
      (error: unknown) => {
        if (work.signal.aborted) return;
        setReading({ sample: NO_VALUES, of, problem: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => work.abort();
  }, [app, table, of]);
  return reading;
}
