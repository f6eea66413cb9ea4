import { changeWishes } from '../../commands/examine-files.ts';
import type { DoctorReport } from '../../core/geo/doctor/report.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';

const PAIR = 'pair';
const SHAPE = 'shape';
const NONE = 'none';

/** Of a table: which of its columns say where its rows are. What was found is chosen; a person may know better. */
export function ImportTable({ file }: { readonly file: DoctorReport['file'] }) {
  const t = useText();
  const run = useCommand();
  const { table } = file;
  const [first, second = first] = table?.columns ?? [];
  if (table === undefined || first === undefined) return null;
  const { columns, place } = table;
  const kind = place === null ? NONE : 'x' in place ? PAIR : SHAPE;
  const options = columns.map((name) => ({ value: name, label: name }));
  return (
    <section className="section">
      <h3>{t('import.columns-of')}</h3>
      <div className="import-fields">
        <Choice
          label={t('import.columns-of.kind')}
          value={kind}
          options={[PAIR, SHAPE, NONE].map((value) => ({
            value,
            label: t(`import.columns-of.kind.${value as 'pair'}`),
          }))}
          onChange={(chosen) => {
            if (chosen === NONE) run(changeWishes, { columns: 'none' });
            else if (chosen === SHAPE) run(changeWishes, { columns: { geometry: first } });
            else run(changeWishes, { columns: { x: first, y: second! } });
          }}
        />
        {place !== null && 'x' in place ? (
          <>
            <Choice
              label={t('import.columns-of.x')}
              value={place.x}
              options={options}
              onChange={(x) => run(changeWishes, { columns: { ...place, x } })}
            />
            <Choice
              label={t('import.columns-of.y')}
              value={place.y}
              options={options}
              onChange={(y) => run(changeWishes, { columns: { ...place, y } })}
            />
          </>
        ) : null}
        {place !== null && 'geometry' in place ? (
          <Choice
            label={t('import.columns-of.shape')}
            value={place.geometry}
            options={options}
            onChange={(geometry) => run(changeWishes, { columns: { geometry } })}
          />
        ) : null}
      </div>
    </section>
  );
}
