import { Button } from 'react-aria-components';
import { changeOwnDraft } from '../../commands/change-own-draft.ts';
import { cancelOwnPlace, chooseOwnPlace } from '../../commands/choose-own-place.ts';
import { type OwnTable, readOwnTables } from '../../commands/own-tables.ts';
import type { OwnPlaceSpec } from '../../core/models/own-place/own-place-spec.ts';
import { newOwnPlace } from '../../state/own-place.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { ModelProgress } from './model-progress.tsx';
import { OwnStreetsBuildings } from './own-streets-buildings.tsx';
import { OwnStreetsColumns } from './own-streets-columns.tsx';
import { OwnStreetsReport } from './own-streets-report.tsx';
import { OwnStreetsTrips } from './own-streets-trips.tsx';
import { OwnStreetsZones } from './own-streets-zones.tsx';

/** Between two looks at the list of tables, ms. */
const LOOK_MS = 2_000;
const NONE = '';

/** A city's own streets as the place of the what-if: which tables, what they mean, and what became of them. */
export function OwnStreetsTab() {
  const t = useText();
  const run = useCommand();
  const { draft, status, progress, problem, report, spec } = useAppState((state) => state.ownPlace);
  const reading = useReading('own tables', ['*'], LOOK_MS, readOwnTables);
  const tables = reading.value ?? [];
  const lines = tables.filter(({ shape }) => shape === 'line');
  const chosen = lines.find(({ name }) => name === draft?.streets.table);
  const isSame = JSON.stringify(draft) === JSON.stringify(spec);
  return (
    <>
      <p className="behind-intro">{t('own.intro')}</p>
      <Section title={t('own.streets')}>
        {reading.status === 'failed' ? (
          <Note tone="error" detail={reading.detail}>
            {t('own.tables-failed')}
          </Note>
        ) : null}
        <Choice
          label={t('own.streets.table')}
          value={draft?.streets.table ?? NONE}
          options={[
            { value: NONE, label: t('own.choose') },
            ...lines.map(({ name, rowCount }) => ({
              value: name,
              label: name,
              ...(rowCount === null ? {} : { aside: t('own.rows', { count: rowCount }) }),
            })),
          ]}
          onChange={(name) => run(changeOwnDraft, draftFor(lines, name))}
        />
        <p className="small muted">{t('own.streets.how')}</p>
        {draft !== null && chosen === undefined && reading.status === 'ready' ? (
          <Note tone="warning">{t('own.table-gone', { table: draft.streets.table })}</Note>
        ) : null}
        {draft === null || chosen === undefined ? null : <OwnStreetsColumns draft={draft} table={chosen} />}
      </Section>
      {draft === null || chosen === undefined ? null : (
        <>
          <OwnStreetsZones draft={draft} tables={tables} />
          <OwnStreetsTrips draft={draft} tables={tables} />
          <OwnStreetsBuildings draft={draft} tables={tables} />
          <div className="own-use" aria-live="polite">
            {status === 'reading' ? (
              <ModelProgress
                label={t('own.reading')}
                step={t(`model.step.${progress?.step ?? 'reading'}`)}
                share={progress?.share ?? 0}
                cancelLabel={t('own.cancel')}
                onCancel={() => run(cancelOwnPlace)}
              />
            ) : (
              <Button className="button primary" onPress={() => run(chooseOwnPlace, draft)}>
                {isSame ? t('own.use-again') : t('own.use')}
              </Button>
            )}
            {status === 'failed' && problem !== null ? (
              <Note tone="error" detail={problem.detail}>
                {t('own.failed')}
              </Note>
            ) : null}
            {status === 'unusable' ? <Note tone="error">{t('own.unusable')}</Note> : null}
          </div>
        </>
      )}
      {report === null || status === 'reading' ? null : <OwnStreetsReport report={report} />}
    </>
  );
}

function draftFor(lines: readonly OwnTable[], name: string): OwnPlaceSpec | null {
  const table = lines.find((line) => line.name === name);
  return table === undefined || table.geometry === null
    ? null
    : newOwnPlace(
        table.name,
        table.geometry,
        table.columns.map((column) => column.name),
      );
}
