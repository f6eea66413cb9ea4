import { FileUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { examineFiles } from '../../commands/examine-files.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** Files may be dropped anywhere on the page; while they hang over it, the page says what would happen. */
export function ImportDrop() {
  const t = useText();
  const run = useCommand();
  const { imports } = useApp();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const leave = new AbortController();
    const listen = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', heard: (event: DragEvent) => void) =>
      window.addEventListener(type, heard, { signal: leave.signal });
    const hover = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Without this the browser would leave the page for the file.
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    listen('dragenter', hover);
    listen('dragover', hover);
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    listen('drop', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      // What is being stored is not given up for another file.
      if (files.length > 0 && imports.store.getState().step !== 'storing') run(examineFiles, files);
    });
    return () => leave.abort();
  }, [run, imports]);
  if (!over) return null;
  return (
    <div className="drop-veil" aria-hidden="true">
      <div className="drop-sign">
        <FileUp className="icon" aria-hidden="true" />
        {t('import.drop')}
      </div>
    </div>
  );
}
