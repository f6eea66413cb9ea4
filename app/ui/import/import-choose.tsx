import { FileUp } from 'lucide-react';
import { Button, FileTrigger } from 'react-aria-components';
import { examineFiles } from '../../commands/examine-files.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { exampleFile } from './example-file.ts';
import { useImport } from './use-import.ts';

const FORMATS = [
  'import.format.geojson',
  'import.format.shapefile',
  'import.format.geopackage',
  'import.format.csv',
  'import.format.others',
] as const;

/** No file yet: how one comes here, which are understood, and an example to see what happens. */
export function ImportChoose({ failed }: { readonly failed: boolean }) {
  const t = useText();
  const run = useCommand();
  const failure = useImport((state) => state.failure);
  return (
    <div className="import-choose scroll">
      {failed ? (
        <Note tone="error" detail={failure ?? undefined}>
          {t('import.failed')}
        </Note>
      ) : null}
      <div className="drop-here">
        <FileUp className="icon" aria-hidden="true" />
        <p>{t('import.choose.drop')}</p>
        <FileTrigger allowsMultiple onSelect={(files) => run(examineFiles, [...(files ?? [])])}>
          <Button className="button primary" autoFocus>
            {t('import.choose')}
          </Button>
        </FileTrigger>
      </div>
      <p className="muted">{t('import.choose.promise')}</p>
      <h3>{t('import.formats')}</h3>
      <ul className="import-formats">
        {FORMATS.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <h3>{t('import.example')}</h3>
      <p className="muted">{t('import.example.text')}</p>
      <div className="dialog-actions">
        <Button className="button" onPress={() => run(examineFiles, [exampleFile()])}>
          {t('import.example.open')}
        </Button>
      </div>
    </div>
  );
}
