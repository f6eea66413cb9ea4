/** Cards of the tables that come with a place, from its manifest. */
import type { DatasetCard } from './dataset-card.ts';
import type { DatasetManifest, ManifestFile } from './dataset-manifest.ts';
import { readLicence } from './licences.ts';

const MEDIA_TYPES = { geojson: 'application/geo+json', csv: 'text/csv' } as const;

/** One card a table; what is kept aside as the truth has none. Titles of layers are the table's name until a language has one. */
export function shippedCards(manifest: DatasetManifest): readonly DatasetCard[] {
  return manifest.files.filter(({ role }) => role !== 'truth').map((file) => shippedCard(manifest, file));
}

function shippedCard(manifest: DatasetManifest, file: ManifestFile): DatasetCard {
  const isLayer = file.role === 'layer';
  const features = isLayer ? file.features : file.rows;
  return {
    id: `${manifest.id}/${file.table}`,
    table: file.table,
    origin: 'shipped',
    title: isLayer ? file.table : file.title,
    description: isLayer ? manifest.title : file.about,
    publisher: manifest.synthetic ? 'Maqueta' : '',
    source: '',
    licence: readLicence(manifest.licence),
    licenceText: manifest.licence,
    version: manifest.version,
    synthetic: manifest.synthetic,
    personal: !isLayer && file.personal,
    keywords: [],
    language: '',
    crs: isLayer ? manifest.crs : null,
    bbox: isLayer ? manifest.bbox : null,
    period: null,
    addedMs: null,
    quality: {
      features,
      drawable: isLayer ? features : null,
      issues: [],
      known: isLayer ? [] : file.knownProblems,
    },
    lineage: [{ how: 'generated', by: `${manifest.generator}, seed ${manifest.seed}`, from: [], atMs: null }],
    files: [{ name: file.path, mediaType: MEDIA_TYPES[file.format], bytes: file.bytes, sha256: file.sha256 }],
  };
}
