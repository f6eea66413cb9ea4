import type { DatasetManifest, LayerFile } from '../../core/catalogue/dataset-manifest.ts';
import { byteSize, count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

/** The card of a dataset: what it is, how far to trust it, and what one may do with it. */
export function DatasetCardView({ dataset }: { readonly dataset: DatasetManifest }) {
  const t = useText();
  // Registers and traces have cards of their own.
  const layers = dataset.files.filter((file): file is LayerFile => file.role === 'layer');
  const bytes = layers.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <div className="card">
      <p>
        <strong>{dataset.title}</strong>{' '}
        {dataset.synthetic ? <span className="badge warn">{t('data.synthetic')}</span> : null}
      </p>
      {dataset.synthetic ? <p className="small muted">{t('data.synthetic.long')}</p> : null}
      <dl className="card-facts">
        <dt>{t('data.version')}</dt>
        <dd>{dataset.version}</dd>
        <dt>{t('data.licence')}</dt>
        <dd>{dataset.licence}</dd>
        <dt>{t('data.crs')}</dt>
        <dd>{dataset.crs}</dd>
        <dt>{t('data.made-by')}</dt>
        <dd className="breakable">{t('data.seed', { generator: dataset.generator, seed: dataset.seed })}</dd>
      </dl>
      <details className="card-tables">
        <summary className="small">{t('data.tables', { count: layers.length, bytes: byteSize(bytes) })}</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('data.table')}</th>
              <th scope="col" className="number">
                {t('data.features')}
              </th>
              <th scope="col" className="number">
                {t('data.size')}
              </th>
            </tr>
          </thead>
          <tbody>
            {layers.map((file) => (
              <tr key={file.table}>
                <td className="mono">{file.table}</td>
                <td className="number">{count(file.features)}</td>
                <td className="number">{byteSize(file.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
