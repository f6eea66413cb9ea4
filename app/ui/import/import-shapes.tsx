import { drawKind, kindsOf, otherTables } from '../../commands/describe-import.ts';
import type { Examination, Stand } from '../../core/twins/file-importer.ts';
import { useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { useImport } from './use-import.ts';

const EACH = 'each';

/** Of a file with several kinds of shapes: a table and a layer for each, or which one the only layer draws. */
export function ImportShapes({ shapes }: Pick<Examination, 'shapes'>) {
  const t = useText();
  const run = useCommand();
  const draw = useImport((state) => state.draw);
  const table = useImport((state) => state.table);
  const taken = useImport((state) => state.taken);
  const examination = useImport((state) => state.examination);
  const kinds = kindsOf(shapes);
  if (kinds.length < 2) return null;
  const left = kinds.filter((stand) => stand !== draw).reduce((sum, stand) => sum + shapes[stand], 0);
  const tables = [table, ...otherTables({ examination, draw, table, taken }).map((other) => other.table)];
  return (
    <section className="section">
      <Choice
        label={t('import.shapes')}
        value={draw ?? EACH}
        options={[
          { value: EACH, label: t('import.shapes.each') },
          ...kinds.map((stand) => ({ value: stand, label: t(`import.shapes.${stand}`, { count: shapes[stand] }) })),
        ]}
        onChange={(chosen) => run(drawKind, chosen === EACH ? null : (chosen as Stand))}
      />
      <p className="muted small">
        {draw === null
          ? t('import.shapes.each.note', { tables: tables.join(', ') })
          : t('import.shapes.not-drawn', { count: left, number: count(left) })}
      </p>
    </section>
  );
}
