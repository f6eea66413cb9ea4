import { useState } from 'react';
import type { JoinChoices } from '../../commands/join-stream.ts';
import {
  isDirection,
  isLevel,
  JOIN_LIMITS,
  JOIN_SUMMARIES,
  type JoinMethod,
  newJoin,
  type StreamJoin,
} from '../../state/stream-joins.ts';
import { useAppState } from '../app-context.tsx';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { NumberField } from '../model/own-number-field.tsx';
import { Choice } from '../parts/choice.tsx';
import { JoinSql } from './join-sql.tsx';

/** Mean length of an edge, m, by resolution (H3's own table). */
const EDGES_M: Readonly<Record<number, string>> = {
  5: '9.9 km',
  6: '3.7 km',
  7: '1.4 km',
  8: '530 m',
  9: '200 m',
  10: '76 m',
  11: '29 m',
  12: '11 m',
};
const METHODS: Readonly<Record<JoinMethod['type'], JoinMethod>> = {
  nearest: { type: 'nearest', withinM: 100 },
  near: { type: 'near', withinM: 100 },
  within: { type: 'within' },
  cells: { type: 'cells', resolution: 9 },
};
/** What most people came for, where it is measured. */
const FIRST = ['no2', 'flow', 'laeq'];

export interface JoinFormProps {
  readonly choices: JoinChoices;
  /** With which table the dialog was opened. */
  readonly table: string | null;
}

/** The choices of a join, and below them the SQL they make. */
export function JoinForm({ choices, table }: JoinFormProps) {
  const t = useText();
  const kept = useAppState((state) => state.streamJoins);
  const { tables, properties } = choices;
  const begin = (name: string): StreamJoin => {
    const before = Object.hasOwn(kept, name) ? kept[name] : undefined;
    if (before !== undefined) return before;
    const first = FIRST.map((wanted) => properties.find((property) => property.name === wanted)).find(
      (property) => property !== undefined,
    );
    const { name: property, unit } = first ?? properties[0]!;
    return newJoin(name, property, unit);
  };
  const [join, setJoin] = useState(() =>
    begin(
      tables.find(({ name }) => name === table)?.name ??
        tables.find(({ name }) => name === 'buildings')?.name ??
        tables[0]!.name,
    ),
  );
  const { method } = join;
  const unit = properties.find(({ name }) => name === join.property)?.unit ?? '';
  const change = (fields: Partial<StreamJoin>) => setJoin({ ...join, ...fields });
  return (
    <>
      <div className="import-body join-body">
        <p className="muted small">{t('join.about')}</p>
        <div className="own-columns">
          {method.type === 'cells' ? null : (
            <Choice
              label={t('join.layer')}
              value={join.layer}
              options={tables.map(({ name, rowCount }) => ({
                value: name,
                label: name,
                ...(rowCount === null ? {} : { aside: t('own.rows', { count: rowCount }) }),
              }))}
              onChange={(name) => setJoin(begin(name))}
            />
          )}
          <Choice
            label={t('join.property')}
            value={join.property}
            options={properties.map(({ name, sensors }) => ({
              value: name,
              label: attributeName(name, t),
              aside: t('join.sensors', { count: sensors }),
            }))}
            onChange={(name) => {
              const next = properties.find((property) => property.name === name)?.unit ?? '';
              const { summary } = join;
              change({ property: name, levels: isLevel(next), summary: isDirection(next) ? 'newest' : summary });
            }}
          />
          <Choice
            label={t('join.method')}
            value={method.type}
            options={(['nearest', 'near', 'within', 'cells'] as const).map((type) => ({
              value: type,
              label: t(`join.method.${type}`),
            }))}
            onChange={(type) => change({ method: METHODS[type as JoinMethod['type']] })}
          />
          {method.type === 'nearest' || method.type === 'near' ? (
            <NumberField
              label={t('join.within')}
              value={method.withinM}
              range={JOIN_LIMITS.withinM}
              onChange={(withinM) => withinM !== null && change({ method: { ...method, withinM } })}
            />
          ) : null}
          {method.type === 'cells' ? (
            <Choice
              label={t('join.resolution')}
              value={String(method.resolution)}
              options={Object.entries(EDGES_M).map(([resolution, edge]) => ({
                value: resolution,
                label: t('join.resolution.value', { resolution, edge }),
              }))}
              onChange={(resolution) => change({ method: { type: 'cells', resolution: Number(resolution) } })}
            />
          ) : null}
          {isDirection(unit) ? (
            <p className="small muted">{t('join.direction')}</p>
          ) : (
            <Choice
              label={t('join.summary')}
              value={join.summary}
              options={JOIN_SUMMARIES.map((summary) => ({
                value: summary,
                label: t(summary === 'mean' && join.levels ? 'join.summary.mean-levels' : `join.summary.${summary}`),
              }))}
              onChange={(summary) => change({ summary: summary as StreamJoin['summary'] })}
            />
          )}
          <NumberField
            label={t('join.hours')}
            value={join.hours}
            range={JOIN_LIMITS.hours}
            onChange={(hours) => hours !== null && change({ hours })}
          />
          <Choice
            label={t('join.flag')}
            value={String(join.worstFlag)}
            options={([1, 2, 3] as const).map((flag) => ({ value: String(flag), label: t(`join.flag.${flag}`) }))}
            onChange={(flag) => change({ worstFlag: Number(flag) as StreamJoin['worstFlag'] })}
          />
        </div>
        <p className="muted small">{t('join.derived')}</p>
      </div>
      <JoinSql join={join} />
    </>
  );
}
