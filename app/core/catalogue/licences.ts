/**
 * What may be done with data under a licence, and what follows where data of several licences are joined. A reading of
 * the licences' own texts for teaching, not legal advice; the page says so.
 *
 * Share-alike of ODbL 1.0 binds the derived database (its section 4.4), not a picture made of it (4.3: a notice is
 * enough); share-alike of CC BY-SA 4.0 binds adapted material and, by its section 4, a database that holds a substantial
 * part. Neither accepts the other's terms, nor terms that forbid commercial use.
 */

/** SPDX identifiers, and two words for what has none. */
export const LICENCE_IDS = [
  'CC0-1.0',
  'PDDL-1.0',
  'DL-DE-ZERO-2.0',
  'CC-BY-4.0',
  'CC-BY-3.0',
  'ODC-By-1.0',
  'etalab-2.0',
  'DL-DE-BY-2.0',
  'OGL-UK-3.0',
  'NLOD-2.0',
  'IODL-2.0',
  'ODbL-1.0',
  'CC-BY-SA-4.0',
  'CC-BY-NC-4.0',
  'CC-BY-NC-SA-4.0',
  'CC-BY-ND-4.0',
  'own-terms',
  'unknown',
] as const;
export type LicenceId = (typeof LICENCE_IDS)[number];

export interface Licence {
  readonly id: LicenceId;
  readonly name: string;
  /** Its text on the web; null where there is none. */
  readonly url: string | null;
  /** Whoever uses it names the source. */
  readonly attribution: boolean;
  /** What is made of it stays under the same licence. */
  readonly shareAlike: boolean;
  readonly commercialUse: boolean;
  readonly changes: boolean;
  /** False: nobody can say what is allowed before the terms were read. */
  readonly known: boolean;
}

const open = (id: LicenceId, name: string, url: string, attribution: boolean): Licence => ({
  id,
  name,
  url,
  attribution,
  shareAlike: false,
  commercialUse: true,
  changes: true,
  known: true,
});
const creative = (id: LicenceId, name: string, path: string, limits: Partial<Licence>): Licence => ({
  ...open(id, name, `https://creativecommons.org/licenses/${path}/`, true),
  ...limits,
});
const unsaid = (id: LicenceId, name: string): Licence => ({
  ...open(id, name, '', true),
  url: null,
  commercialUse: false,
  changes: false,
  known: false,
});

const LICENCES: Readonly<Record<LicenceId, Licence>> = {
  'CC0-1.0': open('CC0-1.0', 'CC0 1.0', 'https://creativecommons.org/publicdomain/zero/1.0/', false),
  'PDDL-1.0': open('PDDL-1.0', 'ODC PDDL 1.0', 'https://opendatacommons.org/licenses/pddl/1-0/', false),
  'DL-DE-ZERO-2.0': open('DL-DE-ZERO-2.0', 'DL-DE Zero 2.0', 'https://www.govdata.de/dl-de/zero-2-0', false),
  'CC-BY-4.0': creative('CC-BY-4.0', 'CC BY 4.0', 'by/4.0', {}),
  'CC-BY-3.0': creative('CC-BY-3.0', 'CC BY 3.0', 'by/3.0', {}),
  'ODC-By-1.0': open('ODC-By-1.0', 'ODC-By 1.0', 'https://opendatacommons.org/licenses/by/1-0/', true),
  'etalab-2.0': open(
    'etalab-2.0',
    'Licence Ouverte 2.0',
    'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
    true,
  ),
  'DL-DE-BY-2.0': open('DL-DE-BY-2.0', 'DL-DE BY 2.0', 'https://www.govdata.de/dl-de/by-2-0', true),
  'OGL-UK-3.0': open(
    'OGL-UK-3.0',
    'Open Government Licence 3.0',
    'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    true,
  ),
  'NLOD-2.0': open('NLOD-2.0', 'NLOD 2.0', 'https://data.norge.no/nlod/en/2.0', true),
  'IODL-2.0': open('IODL-2.0', 'IODL 2.0', 'https://www.dati.gov.it/content/italian-open-data-license-v20', true),
  'ODbL-1.0': {
    ...open('ODbL-1.0', 'ODbL 1.0', 'https://opendatacommons.org/licenses/odbl/1-0/', true),
    shareAlike: true,
  },
  'CC-BY-SA-4.0': creative('CC-BY-SA-4.0', 'CC BY-SA 4.0', 'by-sa/4.0', { shareAlike: true }),
  'CC-BY-NC-4.0': creative('CC-BY-NC-4.0', 'CC BY-NC 4.0', 'by-nc/4.0', { commercialUse: false }),
  'CC-BY-NC-SA-4.0': creative('CC-BY-NC-SA-4.0', 'CC BY-NC-SA 4.0', 'by-nc-sa/4.0', {
    commercialUse: false,
    shareAlike: true,
  }),
  'CC-BY-ND-4.0': creative('CC-BY-ND-4.0', 'CC BY-ND 4.0', 'by-nd/4.0', { changes: false }),
  'own-terms': unsaid('own-terms', 'Terms of its own'),
  unknown: unsaid('unknown', 'Not said'),
};

export function licenceOf(id: LicenceId): Licence {
  return LICENCES[id];
}

/** Names people and files write, lower case without spaces and signs, beside the identifiers and names above. */
const OTHER_NAMES: Readonly<Record<string, LicenceId>> = {
  cc0: 'CC0-1.0',
  publicdomain: 'CC0-1.0',
  ccby: 'CC-BY-4.0',
  ccbysa: 'CC-BY-SA-4.0',
  ccbync: 'CC-BY-NC-4.0',
  ccbynd: 'CC-BY-ND-4.0',
  ccbyncsa: 'CC-BY-NC-SA-4.0',
  odbl: 'ODbL-1.0',
  opendatabaselicense: 'ODbL-1.0',
  odbl10: 'ODbL-1.0',
  pddl: 'PDDL-1.0',
  odcby: 'ODC-By-1.0',
  licenceouverte: 'etalab-2.0',
  licenceouverteopenlicence: 'etalab-2.0',
  licenceouverteetalab: 'etalab-2.0',
  lov2: 'etalab-2.0',
  etalab: 'etalab-2.0',
  dldeby20: 'DL-DE-BY-2.0',
  datenlizenzdeutschlandnamensnennung20: 'DL-DE-BY-2.0',
  datenlizenzdeutschlandzero20: 'DL-DE-ZERO-2.0',
  ogl: 'OGL-UK-3.0',
  oglv3: 'OGL-UK-3.0',
  nlod: 'NLOD-2.0',
  iodl: 'IODL-2.0',
};

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const BY_NAME = new Map<string, LicenceId>([
  ...LICENCE_IDS.flatMap((id): [string, LicenceId][] => [
    [plain(id), id],
    [plain(LICENCES[id].name), id],
  ]),
  ...Object.entries(OTHER_NAMES),
]);
const BY_ADDRESS = LICENCE_IDS.flatMap((id) => {
  const { url } = LICENCES[id];
  return url === null ? [] : [{ id, address: bareAddress(url) }];
});

/** The licence meant by an identifier, a name or an address; `unknown` for nothing, `own-terms` for anything else. */
export function readLicence(text: string | null | undefined): LicenceId {
  const said = (text ?? '').trim().slice(0, 500);
  if (said === '') return 'unknown';
  const address = bareAddress(said);
  const atAddress = BY_ADDRESS.find((known) => address === known.address || address.startsWith(`${known.address}/`));
  return atAddress?.id ?? BY_NAME.get(plain(said)) ?? 'own-terms';
}

function bareAddress(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/(deed|legalcode)(\.[a-z-]+)?\/?$/, '')
    .replace(/\/+$/, '');
}

export type LicenceFindingCode =
  /** Two share-alikes, or one and a ban on commercial use: the joined table may not be passed on. */
  | 'clash'
  /** One forbids changes: what was joined may be looked at, not passed on. */
  | 'no-changes'
  /** The joined table may be passed on under this licence only. */
  | 'share-alike'
  | 'not-commercial'
  /** Terms nobody has read yet. */
  | 'terms-unknown'
  | 'attribution';

export interface LicenceFinding {
  readonly code: LicenceFindingCode;
  /** `stop`: the table may not be passed on; `bound`: it may, under a condition; `duty`: something has to be written beside it. */
  readonly weight: 'stop' | 'bound' | 'duty';
  /** Licences concerned, in the order of LICENCE_IDS. */
  readonly licences: readonly LicenceId[];
}

/** What follows for a table joined of data under these licences, gravest first. Of one licence it says its conditions. */
export function joinedLicences(ids: readonly LicenceId[]): readonly LicenceFinding[] {
  const licences = LICENCE_IDS.filter((id) => ids.includes(id)).map(licenceOf);
  const named = (test: (licence: Licence) => boolean) => licences.filter(test).map(({ id }) => id);
  const several = licences.length > 1;
  const unknown = named(({ known }) => !known);
  const bound = named(({ shareAlike }) => shareAlike);
  const private_ = named(({ known, commercialUse }) => known && !commercialUse);
  const fixed = named(({ known, changes }) => known && !changes);
  // A share-alike that itself forbids commercial use goes together with another ban on it.
  const refused = bound.flatMap((id) => (licenceOf(id).commercialUse ? private_ : []));
  const clashing = bound.length > 1 ? bound : [];
  const clash = LICENCE_IDS.filter(
    (id) => clashing.includes(id) || (refused.length > 0 && [...bound, ...refused].includes(id)),
  );
  const finding = (
    code: LicenceFindingCode,
    weight: LicenceFinding['weight'],
    concerned: readonly LicenceId[],
  ): LicenceFinding[] => (concerned.length === 0 ? [] : [{ code, weight, licences: concerned }]);
  return [
    ...finding('clash', 'stop', clash),
    ...finding('no-changes', 'stop', several ? fixed : []),
    ...finding('terms-unknown', 'stop', unknown),
    ...finding('share-alike', 'bound', clash.length > 0 ? [] : bound),
    ...finding('not-commercial', 'bound', private_),
    ...finding(
      'attribution',
      'duty',
      named(({ known, attribution }) => known && attribution),
    ),
  ];
}

/** Licence under which the joined table may be passed on: its one share-alike, else the strictest; null: it may not. */
export function licenceOfJoined(ids: readonly LicenceId[]): LicenceId | null {
  const findings = joinedLicences(ids);
  if (findings.some(({ weight }) => weight === 'stop')) return null;
  const licences = LICENCE_IDS.filter((id) => ids.includes(id)).map(licenceOf);
  const strictest =
    licences.find(({ shareAlike }) => shareAlike) ??
    licences.find(({ commercialUse }) => !commercialUse) ??
    licences.find(({ changes }) => !changes) ??
    licences.find(({ attribution }) => attribution) ??
    licences[0];
  if (strictest === undefined) return null;
  const { id, shareAlike, commercialUse, changes, attribution } = strictest;
  const asksForNamesOnly = attribution && !shareAlike && commercialUse && changes;
  const askers = licences.filter((licence) => licence.attribution);
  // Several open licences that ask for names: CC BY 4.0 asks the same in every country.
  return asksForNamesOnly && askers.length > 1 ? 'CC-BY-4.0' : id;
}
