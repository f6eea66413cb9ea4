import { CircleAlert, CircleDot, LoaderCircle } from 'lucide-react';
import type { StatusTone } from './status-words.ts';

const ICONS = { good: CircleDot, warn: LoaderCircle, bad: CircleAlert };

/** A sign besides the colour, so that neither is needed to tell the states apart. */
export function StatusSign({ tone }: { readonly tone: StatusTone }) {
  const Icon = ICONS[tone];
  return <Icon className="icon" aria-hidden="true" />;
}
