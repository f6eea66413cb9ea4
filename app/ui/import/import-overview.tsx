import { CircleCheck, CircleHelp, CircleX, FileDown, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { exportImportReport } from '../../commands/export-import-report.ts';
import { importLayer } from '../../commands/import-layer.ts';
import type { DoctorOutcome, DoctorReport } from '../../core/geo/doctor/report.ts';
import { useCommand } from '../app-context.tsx';
import { byteSize, count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportFactsForm } from './import-facts.tsx';
import { ImportFindings } from './import-findings.tsx';
import { ImportHeight } from './import-height.tsx';
import { ImportLayers } from './import-layers.tsx';
import { ImportPlace } from './import-place.tsx';
import { ImportShapes } from './import-shapes.tsx';
import { ImportTable } from './import-table.tsx';
import { KeptOrNot } from './kept-or-not.tsx';
import { reportLines } from './report-lines.ts';
import { useImport } from './use-import.ts';
import { whyOf } from './why.ts';

const SIGNS: Readonly<Record<DoctorOutcome, typeof CircleCheck>> = {
  loads: CircleCheck,
  'loads-with-issues': TriangleAlert,
  'needs-crs': CircleHelp,
  refused: CircleX,
};

/** What the doctor says of the file, what a person may decide about it, and the button that makes it a layer. */
export function ImportOverview() {
  const t = useText();
  const step = useImport((state) => state.step);
  const examination = useImport((state) => state.examination);
  const failure = useImport((state) => state.failure);
  if (examination === null) return null;
  const { report } = examination;
  const busy = step === 'examining' || step === 'storing';
  const isRefused = report.outcome === 'refused';
  return (
    <>
      <div className="import-body scroll" inert={busy}>
        <Outcome report={report} />
        {step === 'failed' ? (
          <Note tone="error" detail={failure ?? undefined}>
            {t('import.not-stored')}
          </Note>
        ) : null}
        {isRefused ? <p className="muted">{t('import.refused.help')}</p> : null}
        <ImportLayers file={report.file} />
        <ImportTable file={report.file} />
        <ImportPlace examination={examination} />
        <ImportFindings examination={examination} />
        {isRefused ? null : (
          <>
            <ImportShapes shapes={examination.shapes} />
            <ImportHeight report={report} />
            <ImportColumns report={report} />
            <ImportFactsForm />
          </>
        )}
      </div>
      <Actions disabled={busy} />
    </>
  );
}

function Outcome({ report }: { readonly report: DoctorReport }) {
  const t = useText();
  const { outcome, features, drawable, vertices } = report;
  const Sign = SIGNS[outcome];
  return (
    <div className={`import-outcome ${outcome}`} role="status">
      <Sign className="icon" aria-hidden="true" />
      <div>
        <p>
          <strong>{t(`import.outcome.${outcome}`)}</strong>
        </p>
        <p className="breakable">{whyOf(report, t)}</p>
        {outcome === 'refused' ? null : (
          <p className="muted small">
            {t('import.counts', {
              features: count(features ?? 0),
              drawable: count(drawable),
              vertices: count(vertices),
              format: t(`import.format-name.${report.file.format}`),
            })}
          </p>
        )}
      </div>
    </div>
  );
}

function Actions({ disabled }: { readonly disabled: boolean }) {
  const t = useText();
  const run = useCommand();
  const examination = useImport((state) => state.examination)!;
  const nameProblem = useImport((state) => state.nameProblem);
  const { report, memory } = examination;
  const isAnswered = report.outcome === 'loads' || report.outcome === 'loads-with-issues';
  const hasRows = (report.features ?? 0) > 0;
  return (
    <div className="import-actions">
      {isAnswered ? (
        <p className="muted small">
          {t('import.memory', { table: byteSize(memory.tableBytes), picture: byteSize(memory.pictureBytes) })}
          <KeptOrNot bytes={memory.tableBytes} />
          {hasRows ? '' : ` ${t('import.no-rows')}`}
        </p>
      ) : null}
      <div className="dialog-actions">
        <Button className="button" onPress={() => run(exportImportReport, 'text', reportLines(report, t))}>
          <FileDown className="icon" aria-hidden="true" />
          {t('import.report.text')}
        </Button>
        <Button className="button" onPress={() => run(exportImportReport, 'json', [])}>
          {t('import.report.json')}
        </Button>
        {isAnswered ? (
          <Button
            className="button primary"
            isDisabled={disabled || nameProblem !== null || !hasRows}
            onPress={() => run(importLayer)}
          >
            {t('import.do')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
