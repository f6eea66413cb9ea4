import { ancestorsOf, type DatasetCard } from '../../state/catalogue.ts';
import { useApp } from '../app-context.tsx';
import { list } from '../format/numbers.ts';
import { dayAndTime } from '../format/times.ts';
import { useText } from '../i18n/text.ts';
import type { CardRowProps } from './card-row.tsx';

type Step = DatasetCard['lineage'][number];

/** How a table came to be, oldest step first: those of the tables it was made of, then its own. */
export function LineageChain({ card, cards }: CardRowProps) {
  const t = useText();
  const steps = [...ancestorsOf(card, cards), card].flatMap((one) =>
    one.lineage.map((step, i) => ({ step, title: one.title || one.table, key: `${one.id} ${i}` })),
  );
  return (
    <>
      <h5 className="record-problems">{t('catalogue.lineage')}</h5>
      <ol className="lineage small">
        {steps.map(({ step, title, key }) => (
          <li key={key}>
            <strong>{title}</strong>: <StepWords step={step} cards={cards} />
          </li>
        ))}
      </ol>
    </>
  );
}

function StepWords({ step, cards }: { readonly step: Step; readonly cards: readonly DatasetCard[] }) {
  const t = useText();
  const { timeZone } = useApp().ports;
  const { how, by, from, atMs } = step;
  const parents = cards.filter(({ id }) => from.includes(id)).map(({ title, table }) => title || table);
  const words =
    how === 'sql'
      ? t(by === '' ? 'catalogue.lineage.sql.unknown' : 'catalogue.lineage.sql')
      : t(`catalogue.lineage.${how}`, { by });
  return (
    <>
      {words}
      {parents.length === 0 ? '' : ` ${t('catalogue.lineage.of', { names: list(parents) })}`}
      {atMs === null ? '' : ` · ${dayAndTime(atMs, timeZone)}`}
      {how === 'sql' && by !== '' ? (
        <details>
          <summary>{t('catalogue.lineage.sql.show')}</summary>
          <code className="mono breakable lineage-sql">{by}</code>
        </details>
      ) : null}
    </>
  );
}
