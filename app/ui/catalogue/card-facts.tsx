import type { ReactNode } from 'react';
import type { DatasetCard } from '../../state/catalogue.ts';
import { licences } from '../../state/licence-list.ts';
import { useApp } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { dayAndTime } from '../format/times.ts';
import { useText } from '../i18n/text.ts';

/** What a card says in figures and names. */
export function CardFacts({ card }: { readonly card: DatasetCard }) {
  const t = useText();
  const { timeZone } = useApp().ports;
  const licence = licences().find(({ id }) => id === card.licence);
  const { quality, bbox } = card;
  return (
    <dl className="card-facts">
      <Fact name={t('catalogue.table')}>
        <span className="mono">{card.table}</span>
      </Fact>
      <Fact name={t('catalogue.rows')}>{count(quality.features)}</Fact>
      <Fact name={t('catalogue.publisher')}>
        {card.publisher === '' ? t('catalogue.publisher.none') : card.publisher}
      </Fact>
      {card.source === '' ? null : <Fact name={t('catalogue.source')}>{card.source}</Fact>}
      <Fact name={t('catalogue.licence')}>
        {licence?.name}
        {card.licenceText !== '' && licence?.url === null ? ` (${card.licenceText})` : ''}
        {licence?.url == null ? null : (
          <>
            {' '}
            <a href={licence.url} target="_blank" rel="noreferrer">
              {t('catalogue.licence.read')}
            </a>
          </>
        )}
      </Fact>
      {card.crs === null ? null : <Fact name={t('catalogue.crs')}>{card.crs}</Fact>}
      {bbox === null ? null : (
        <Fact name={t('catalogue.extent')}>
          {t('catalogue.extent.value', {
            west: bbox[0].toFixed(4),
            east: bbox[2].toFixed(4),
            south: bbox[1].toFixed(4),
            north: bbox[3].toFixed(4),
          })}
        </Fact>
      )}
      <Period card={card} />
      {card.version === '' ? null : <Fact name={t('catalogue.version')}>{card.version}</Fact>}
      {card.keywords.length === 0 ? null : <Fact name={t('catalogue.keywords')}>{card.keywords.join(', ')}</Fact>}
      {card.addedMs === null ? null : <Fact name={t('catalogue.added')}>{dayAndTime(card.addedMs, timeZone)}</Fact>}
      <Fact name={t('catalogue.quality')}>
        <Quality card={card} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="breakable">{children}</dd>
    </>
  );
}

function Period({ card: { period } }: { readonly card: DatasetCard }) {
  const t = useText();
  const { timeZone } = useApp().ports;
  const { startMs = null, endMs = null } = period ?? {};
  if (startMs === null && endMs === null) return null;
  const start = startMs === null ? '' : dayAndTime(startMs, timeZone);
  const end = endMs === null ? '' : dayAndTime(endMs, timeZone);
  const key = startMs === null ? 'until' : endMs === null ? 'from' : 'span';
  return <Fact name={t('catalogue.time')}>{t(`catalogue.time.${key}`, { start, end })}</Fact>;
}

function Quality({ card: { quality } }: { readonly card: DatasetCard }) {
  const t = useText();
  const { drawable, features, issues, known } = quality;
  if (drawable === null && issues.length === 0 && known.length === 0) return t('catalogue.quality.none');
  return (
    <ul>
      {drawable === null ? null : (
        <li>{t('catalogue.quality.drawable', { drawable: count(drawable), all: count(features) })}</li>
      )}
      {issues.map(({ code, count: times }) => (
        <li key={code}>{t.sentence(`finding.${code}`, { count: times ?? 0, detail: '' })}</li>
      ))}
      {known.map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
    </ul>
  );
}
