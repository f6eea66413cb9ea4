import { drawKind } from '../../commands/describe-import.ts';
import type { Examination, Stand } from '../../core/twins/file-importer.ts';
import { useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { useImport } from './use-import.ts';

/** What stands first is what the layer draws of as many. */
const STANDS: readonly Stand[] = ['surface', 'line', 'point'];

/** Of a file with several kinds of shapes: which one the layer draws, and what it leaves to the table. */
export function ImportShapes({ shapes }: Pick<Examination, 'shapes'>) {
  const t = useText();
  const run = useCommand();
  const draw = useImport((state) => state.draw);
  const kinds = STANDS.filter((stand) => shapes[stand] > 0).sort((a, b) => shapes[b] - shapes[a]);
  if (kinds.length < 2) return null;
  const drawn = draw !== null && kinds.includes(draw) ? draw : kinds[0]!;
  const others = kinds.filter((stand) => stand !== drawn);
  return (
    <section className="section">
      <Choice
        label={t('import.shapes')}
        value={drawn}
        options={kinds.map((stand) => ({ value: stand, label: t(`import.shapes.${stand}`, { count: shapes[stand] }) }))}
        onChange={(stand) => run(drawKind, stand as Stand)}
      />
      <p className="muted small">
        {t('import.shapes.not-drawn', {
          count: others.reduce((sum, stand) => sum + shapes[stand], 0),
          number: count(others.reduce((sum, stand) => sum + shapes[stand], 0)),
        })}
      </p>
    </section>
  );
}
