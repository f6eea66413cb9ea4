import { Button } from 'react-aria-components';
import { flyToStreet } from '../../commands/fly-to-street.ts';
import { exampleSql, type FacadeSideResult, readExample } from '../../commands/read-scenario.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import { rowsId } from '../../state/chosen-scenario.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { figure } from '../format/changes.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { stretchWords } from './edit-words.ts';
import { ShowSql } from './show-sql.tsx';

export interface ExampleFacadeProps {
  readonly readingKey: string;
  readonly book: StreetBook | null;
  readonly hasChanges: boolean;
}

/** One façade in a sentence: a figure that can be pictured, beside all the sums. */
export function ExampleFacade({ readingKey, book, hasChanges }: ExampleFacadeProps) {
  const t = useText();
  const run = useCommand();
  const scenarioId = useAppState(rowsId);
  const reading = useReading(`example ${scenarioId} ${readingKey}`, ['scenario_receptors'], 500, (database) =>
    readExample(database, scenarioId),
  );
  const facade = reading.value;
  if (facade === null) return null;
  const title = t('results.example');
  return (
    <Section title={title} aside={<ShowSql title={title} sql={exampleSql(scenarioId)} />}>
      <Button className="device example" onPress={() => run(flyToStreet, facade.streetId)}>
        <span className="example-text">{exampleWords(facade, hasChanges, t)}</span>
        <span className="small muted">{stretchWords(facade.streetId, book, t)}</span>
      </Button>
      <p className="small muted">{t('results.side.note')}</p>
    </Section>
  );
}

/** `At façades of Carrer del Romaní, left side: 52 → 38 µg/m³ of NO₂, could be 31 to 45` */
export function exampleWords(facade: FacadeSideResult, hasChanges: boolean, t: Translate): string {
  const values = {
    street: facade.name,
    side: t(`results.side.${facade.side}`),
    before: figure(facade.no2Before),
    after: figure(facade.no2After),
  };
  if (!hasChanges) return t('results.example.baseline', values);
  const { no2Range } = facade;
  const interval =
    no2Range === null
      ? ''
      : t('results.example.interval', {
          low: figure(no2Range[0]),
          high: figure(no2Range[1]),
        });
  return t('results.example.text', values) + interval;
}
