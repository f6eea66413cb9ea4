import { Check, CircleHelp, CircleSlash, OctagonX, TriangleAlert } from 'lucide-react';
import { useText } from '../i18n/text.ts';

const FLAGS = {
  1: { icon: Check, tone: 'good', key: 'flag.1' },
  2: { icon: CircleHelp, tone: '', key: 'flag.2' },
  3: { icon: TriangleAlert, tone: 'warn', key: 'flag.3' },
  4: { icon: OctagonX, tone: 'bad', key: 'flag.4' },
  9: { icon: CircleSlash, tone: 'warn', key: 'flag.9' },
} as const;

/** A quality flag as a sign and a word. Flags are the QARTOD primary ones; an unknown one counts as not evaluated. */
export function FlagSign({ flag }: { readonly flag: number }) {
  const t = useText();
  const { icon: Icon, tone, key } = FLAGS[flag as keyof typeof FLAGS] ?? FLAGS[2];
  return (
    <span className={`badge ${tone}`} title={t(`${key}.long`)}>
      <Icon className="icon" aria-hidden="true" />
      {t(key)}
    </span>
  );
}
