import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { askInSql } from '../../commands/ask-in-sql.ts';
import {
  type DescribedLayer,
  type FeatureInView,
  featuresInViewSql,
  type MapDescription,
  readFeaturesInView,
} from '../../commands/describe-map.ts';
import { pickOnMap } from '../../commands/pick-on-map.ts';
import { showAttributeTable } from '../../commands/show-attribute-table.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { layerWords, valueWords } from './map-description-words.ts';

const STEP = 20;
const MOST_ROWS = 200;

/** Features in view as a table. A press does what a click on the feature would: also while streets or corners are picked. */
export function MapDescriptionRows({ description }: { readonly description: MapDescription }) {
  const t = useText();
  const run = useCommand();
  const app = useApp();
  const picked = useAppState((state) => state.selected);
  const layers = description.layers.filter(({ features }) => features !== null);
  const [wanted, setWanted] = useState<string | null>(null);
  const [limit, setLimit] = useState(STEP);
  const layer =
    layers.find(({ spec }) => spec.id === wanted) ??
    layers.find(({ layerId }) => layerId === picked?.layerId) ??
    layers.find(({ valued }) => valued !== null && valued > 0) ??
    layers[0];
  const rows = useRows(description, layer, limit);
  if (layer === undefined) return null;
  const { spec, layerId, features } = layer;
  const shown = rows.value?.length ?? 0;
  const name = layerWords(layer, t);
  return (
    <Section title={t('describe.features')}>
      <Choice
        label={t('describe.features.layer')}
        value={spec.id}
        options={layers.map((one) => ({
          value: one.spec.id,
          label: layerWords(one, t),
          aside: count(one.features ?? 0),
        }))}
        onChange={(id) => {
          setWanted(id);
          setLimit(STEP);
        }}
      />
      {rows.failed === null ? null : (
        <Note tone="error" detail={rows.failed}>
          {t('describe.failed')}
        </Note>
      )}
      {features === 0 ? (
        <p className="small muted">{t('describe.features.none')}</p>
      ) : (
        <table className="table described-rows" aria-busy={rows.value === null}>
          <caption className="small muted">
            {t('describe.features.caption', {
              layer: name,
              number: count(rows.value === null ? Math.min(limit, features ?? 0) : shown),
              all: count(features ?? 0),
            })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('describe.column.name')}</th>
              <th scope="col" className="number">
                {t('describe.column.value')}
              </th>
              <th scope="col">{t('describe.column.unit')}</th>
            </tr>
          </thead>
          <tbody>
            {(rows.value ?? []).map((row) => {
              const value = valueWords(row.value, spec.colour, t);
              const isPicked = picked?.layerId === layerId && picked.featureId === row.featureId;
              return (
                <tr key={row.featureId}>
                  <th scope="row">
                    <Button
                      className="link"
                      aria-pressed={isPicked}
                      onPress={() => run(pickOnMap, { layerId, featureId: row.featureId }, row.place)}
                    >
                      {featureWords(row, spec.table, t)}
                    </Button>{' '}
                    {row.name === '' ? null : <span className="small muted mono breakable">{row.featureId}</span>}
                  </th>
                  <td className="number">{value.text}</td>
                  <td>{value.unit}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <div className="described-more">
        {shown < Math.min(features ?? 0, MOST_ROWS) && shown === limit ? (
          <Button className="button small" onPress={() => setLimit(limit + STEP)}>
            {t('describe.features.more', { number: count(STEP) })}
          </Button>
        ) : null}
        <Button className="button small quiet" onPress={() => run(showAttributeTable, layerId)}>
          {t('describe.features.table')}
        </Button>
        <Button
          className="button small quiet"
          onPress={() => {
            if (description.box === null) return;
            void featuresInViewSql(app, spec, description.box, MOST_ROWS).then((sql) => {
              if (sql !== null) run(askInSql, sql);
            });
          }}
        >
          {t('describe.features.sql')}
        </Button>
      </div>
    </Section>
  );
}

function featureWords(row: FeatureInView, table: string, t: Translate): string {
  if (row.name === '') return row.featureId;
  const key = `thing.building.${row.name}`;
  return table === 'buildings' && t.named(key) !== key ? t.named(key) : row.name;
}

interface Rows {
  readonly value: readonly FeatureInView[] | null;
  readonly failed: string | null;
}

/** Read when the description, the layer or the number of rows is another: never by the stream, which would move the rows. */
function useRows(description: MapDescription, layer: DescribedLayer | undefined, limit: number): Rows {
  const app = useApp();
  const [rows, setRows] = useState<Rows & { readonly of: DescribedLayer | undefined }>({
    value: null,
    failed: null,
    of: undefined,
  });
  useEffect(() => {
    if (layer === undefined || description.box === null) return;
    let gone = false;
    readFeaturesInView(app, layer.spec, description.box, limit).then(
      (value) => gone || setRows({ value, failed: null, of: layer }),
      (error: unknown) => gone || setRows({ value: null, failed: String(error), of: layer }),
    );
    return () => {
      gone = true;
    };
  }, [app, description, layer, limit]);
  return rows.of === layer ? rows : { value: null, failed: null };
}
