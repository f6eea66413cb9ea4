import { changeWishes } from '../../commands/examine-files.ts';
import type { DoctorReport } from '../../core/geo/doctor/report.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';

/** Which layer of a file with several is looked at. */
export function ImportLayers({ file }: { readonly file: DoctorReport['file'] }) {
  const t = useText();
  const run = useCommand();
  if (file.layers.length < 2) return null;
  return (
    <Choice
      label={t('import.layer')}
      value={file.layer ?? file.layers[0]!}
      options={file.layers.map((layer) => ({ value: layer, label: layer }))}
      onChange={(layer) => run(changeWishes, { layer })}
    />
  );
}
