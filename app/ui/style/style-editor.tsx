import { useEffect, useState } from 'react';
import { styleLayer } from '../../commands/style-layer.ts';
import type { LayerSpec, Ramp } from '../../core/twins/layer-spec.ts';
import type { LayerStyle, StyledValue } from '../../core/twins/layer-style.ts';
import { firstStyle, styleOf, unitOfColumn } from '../../state/layer-styles.ts';
import { useCommand } from '../app-context.tsx';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Note } from '../parts/note.tsx';
import { useTables } from '../query/use-tables.ts';
import { CategoryColours } from './category-colours.tsx';
import { ClassChoice } from './class-choice.tsx';
import { FilterBrushes } from './filter-brushes.tsx';
import { LabelChoice } from './label-choice.tsx';
import { SizeChoice } from './size-choice.tsx';
import { SqlField } from './sql-field.tsx';
import { askedOf, useValueSample } from './use-value-sample.ts';

const NOTHING = '';
const EXPRESSION = '=';
/** Columns of the house's own making say nothing of a feature. */
const PASSED_OVER = new Set(['feature_id', 'geom']);

/** How a layer of a person's own looks: what is shown, how it becomes colour, and what is left out. */
export function StyleEditor({ layer }: { readonly layer: LayerSpec }) {
  const t = useText();
  const run = useCommand();
  const [style, setStyle] = useState<LayerStyle>(() => styleOf(layer));
  const tables = useTables();
  const reading = useValueSample(layer.table, style);
  const isRead = reading.of === askedOf(layer.table, style);
  const tableColumns = (tables.value ?? []).find(({ name }) => name === layer.table)?.columns ?? [];
  const columns = tableColumns.filter(({ name, sqlType }) => !PASSED_OVER.has(name) && sqlType !== 'BLOB');

  // Undo, or another visit, changed the layer: the editor follows.
  const { style: kept, colour } = layer;
  useEffect(() => setStyle(styleOf({ colour, ...(kept === undefined ? {} : { style: kept }) })), [kept, colour]);
  // What was just chosen is shown once its values are there: classes cannot be made before.
  const [fresh, setFresh] = useState<'no' | 'looks' | 'value'>('no');
  useEffect(() => {
    if (fresh === 'no' || !isRead || reading.problem !== null) return;
    setFresh('no');
    const { value, unit, filter, size, labels } = style;
    const next =
      fresh === 'looks' || value === null
        ? style
        : { ...firstStyle(value, reading.sample, unit), filter, size, labels };
    run(styleLayer, layer.id, next, reading.sample);
  }, [fresh, isRead, reading]);

  const change = (fields: Partial<LayerStyle>) => {
    setStyle({ ...style, ...fields });
    setFresh('looks');
  };
  const show = (value: StyledValue | null) => {
    const unit = value?.type === 'column' ? unitOfColumn(value.name) : '';
    setStyle({ ...style, value, unit, colours: {} });
    setFresh('value');
  };
  const { value } = style;
  const shown = value === null ? NOTHING : value.type === 'column' ? `column ${value.name}` : EXPRESSION;
  return (
    <div className="style-editor">
      <Choice
        label={t('style.value')}
        value={shown}
        options={[
          { value: NOTHING, label: t('layer.colour.plain') },
          ...columns.map(({ name, sqlType }) => ({
            value: `column ${name}`,
            label: attributeName(name, t),
            aside: sqlType.toLowerCase(),
          })),
          { value: EXPRESSION, label: t('style.expression') },
        ]}
        onChange={(choice) => {
          if (choice === NOTHING) show(null);
          else if (choice === EXPRESSION) show({ type: 'expression', sql: expressionOf(value) });
          else show({ type: 'column', name: choice.slice('column '.length) });
        }}
      />
      {value?.type === 'expression' ? (
        <SqlField
          label={t('style.expression.label')}
          hint={t('style.expression.hint')}
          value={value.sql}
          onCommit={(sql) => show(sql.trim() === '' ? null : { type: 'expression', sql })}
        />
      ) : null}
      {value === null || !isRead || reading.problem !== null ? null : (
        <>
          <Choice
            label={t('style.as')}
            value={style.as}
            options={(['classes', 'ramp', 'categories'] as const).map((as) => ({
              value: as,
              label: t(`style.as.${as}`),
            }))}
            onChange={(as) => change({ as: as as LayerStyle['as'] })}
          />
          {style.as === 'categories' ? (
            <CategoryColours style={style} sample={reading.sample} onChange={(colours) => change({ colours })} />
          ) : reading.sample.numbers.length === 0 ? (
            <Note tone="info">{t('style.no-numbers')}</Note>
          ) : (
            <>
              <Choice
                label={t('style.ramp')}
                value={style.ramp}
                options={(['viridis', 'cividis', 'vik'] as const).map((ramp) => ({
                  value: ramp,
                  label: t(`style.ramp.${ramp}`),
                }))}
                onChange={(ramp) => change({ ramp: ramp as Ramp })}
              />
              <ClassChoice style={style} sample={reading.sample} onChange={change} />
            </>
          )}
        </>
      )}
      {layer.shape === 'point' || layer.shape === 'line' ? (
        <SizeChoice
          table={layer.table}
          shape={layer.shape}
          columns={columns}
          style={style}
          onChange={(size) => change({ size })}
        />
      ) : null}
      <LabelChoice columns={columns} labels={style.labels} onChange={(labels) => change({ labels })} />
      <SqlField
        label={t('style.filter')}
        hint={t('style.filter.hint')}
        value={style.filter}
        onCommit={(filter) => change({ filter })}
      />
      <FilterBrushes
        table={layer.table}
        columns={tableColumns}
        offered={columns}
        filter={style.filter}
        onFilter={(filter) => change({ filter })}
      />
      {isRead && reading.problem !== null ? (
        <Note tone="warning">
          {t('style.problem')} <span className="mono breakable">{reading.problem}</span>
        </Note>
      ) : null}
    </div>
  );
}

/** Something to begin with: the column that was shown. */
function expressionOf(value: StyledValue | null): string {
  if (value === null) return '';
  return value.type === 'column' ? `"${value.name.replaceAll('"', '""')}"` : value.sql;
}
