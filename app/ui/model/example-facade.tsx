import { Button } from 'react-aria-components';
import { flyToStreet } from '../../commands/fly-to-street.ts';
import { exampleSql, type FacadeSideResult, readExample } from '../../commands/read-scenario.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import type { ModelMeasure } from '../../core/twins/model-looks.ts';
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

/** One façade in a sentence, of what the map shows: a figure that can be pictured, beside all the sums. */
export function ExampleFacade({ readingKey, book, hasChanges }: ExampleFacadeProps) {
  const t = useText();
  const run = useCommand();
  const scenarioId = useAppState(rowsId);
  const measure = useAppState((state) => state.modelView.measure);
  const reading = useReading(
    `example ${scenarioId} ${measure} ${readingKey}`,
    ['scenario_receptors'],
    500,
    (database) => readExample(database, scenarioId, measure),
  );
  const facade = reading.value;
  if (facade === null) return null;
  const title = t('results.example');
  return (
    <Section title={title} aside={<ShowSql title={title} sql={exampleSql(scenarioId, measure)} />}>
      <Button className="device example" onPress={() => run(flyToStreet, facade.streetId)}>
        <span className="example-text">{exampleWords(facade, measure, hasChanges, t)}</span>
        <span className="small muted">{stretchWords(facade.streetId, book, t)}</span>
      </Button>
      <p className="small muted">{t('results.side.note')}</p>
    </Section>
  );
}

/** `At façades of Carrer del Romaní, left side: 52 → 38 µg/m³ of NO₂, could be 31 to 45` */
export function exampleWords(
  facade: FacadeSideResult,
  measure: ModelMeasure,
  hasChanges: boolean,
  t: Translate,
): string {
  const { before, after, ranges } = facade.figures[measure];
  const values = {
    street: facade.name,
    side: t(`results.side.${facade.side}`),
    value: hasChanges ? t('results.step', { before: figure(before), after: figure(after) }) : figure(before),
  };
  const text = t(`results.example.${measure}`, values);
  if (ranges === null) return text;
  const [low, high] = hasChanges ? ranges.after : ranges.before;
  const key = ranges.isProvisional ? 'results.example.interval.provisional' : 'results.example.interval';
  return text + t(key, { low: figure(low), high: figure(high) });
}
