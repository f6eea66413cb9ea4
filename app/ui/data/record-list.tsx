import { ChevronRight, Footprints } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { DatasetManifest, RecordFile } from '../../core/catalogue/dataset-manifest.ts';
import { useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { KindBadge } from '../parts/kind-badge.tsx';
import { Section } from '../parts/section.tsx';
import { RecordCard } from './record-card.tsx';
import { RecordLoadView } from './record-load.tsx';

/** The registers and traces of a dataset, each with its card. What the exercises are checked with is not among them. */
export function RecordList({ dataset }: { readonly dataset: DatasetManifest }) {
  const t = useText();
  const loads = useAppState((state) => state.recordLoads);
  const files = dataset.files.filter((file): file is RecordFile => file.role === 'register' || file.role === 'trace');
  if (files.length === 0) return null;
  const ready = files.filter(({ table }) => loads[table]?.step === 'ready').length;
  return (
    <Section title={t('registers.title')} aside={t('registers.aside', { count: files.length, ready })}>
      <p className="small muted">{t('registers.intro')}</p>
      <ul className="layer-list">
        {files.map((file) => (
          <RecordRow key={file.table} file={file} dataset={dataset} />
        ))}
      </ul>
    </Section>
  );
}

function RecordRow({ file, dataset }: { readonly file: RecordFile; readonly dataset: DatasetManifest }) {
  const t = useText();
  const load = useAppState((state) => state.recordLoads[file.table]);
  return (
    <li>
      <Disclosure className="layer-row">
        <Heading level={4} className="layer-head">
          <Button slot="trigger" className="layer-name">
            <span className="ellipsis">{file.title}</span>
            {load?.step === 'ready' ? null : (
              <span className="small muted">{t(`registers.state.${load?.step ?? 'none'}`)}</span>
            )}
            {file.role === 'trace' ? (
              <span className="badge" title={t('registers.trace.long')}>
                <Footprints className="icon" aria-hidden="true" />
                {t('registers.trace')}
              </span>
            ) : (
              <KindBadge kind="register" />
            )}
            <ChevronRight className="icon chevron" aria-hidden="true" />
          </Button>
        </Heading>
        <DisclosurePanel>
          <div className="layer-settings">
            <RecordLoadView file={file} load={load} />
            <RecordCard file={file} dataset={dataset} />
          </div>
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}
