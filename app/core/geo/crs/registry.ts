/** What the doctor and the queries ask of reference systems: which one is meant, where it holds, how true it is. */
import { CRS84, type CrsDefinition, createCrsTransform } from '../crs.ts';
import type { DeclaredCrs } from '../doctor/feature-source.ts';
import type { CrsCandidateReport, DoctorCode } from '../doctor/report.ts';
import { type CrsParameters, parametersOfProjJson, parametersOfWkt, plainName } from './crs-parameters.ts';
import { shiftFor } from './datum-shift.ts';
import { type NamedCrs, readDeclaredName } from './declared-name.ts';
import type { CrsArea, CrsDefinitions, ListedCrs } from './definitions.ts';
import { epsgOfIgnf } from './ignf-codes.ts';
import { matchParameters, matchProjText } from './match-parameters.ts';
import { type PlaneBounds, rankCandidates } from './rank.ts';

export interface ResolvedCrs {
  readonly definition: CrsDefinition | null;
  /** `crs-not-epsg`, `obsolete-crs`, `unknown-crs`. */
  readonly codes: readonly DoctorCode[];
}

export interface CrsRegistry {
  /** By code: `EPSG:28992`, `28992`, `ESRI:102100`, `OGC:CRS84`, a withdrawn or compound code. */
  find(code: string): CrsDefinition | null;
  resolve(declared: DeclaredCrs): ResolvedCrs;
  /**
   * Where a file of unknown system may lie, likeliest first. `bounds` and `sample` (x, y, x, y …) are in the file's units.
   */
  rank(bounds: PlaneBounds, sample: Float64Array): CrsCandidateReport[];
  /**
   * Metres to be expected of the shift to WGS 84 where the official one needs a grid or a dense net; null where there is no
   * shift to speak of. `UNKNOWN_SHIFT_M` where no shift is published.
   */
  accuracyOf(definition: CrsDefinition): number | null;
  areaOf(definition: CrsDefinition): CrsArea | null;
  /** The same system with the shift that serves best at a place: ED50 has twenty, each for a part of Europe. */
  refined(definition: CrsDefinition, lon: number, lat: number): CrsDefinition;
}

/** Half the side of a box that stands for a point. */
const POINT_DEG = 1e-6;
/** Old datums lie up to this far from WGS 84. */
export const UNKNOWN_SHIFT_M = 500;
/** Shifts of nothing that EPSG gives more than this are worth a word: NAD83 lies 1–2 m from today's WGS 84. */
const SAME_FRAME_M = 1;

export function createCrsRegistry(definitions: CrsDefinitions): CrsRegistry {
  const listed = new WeakMap<CrsDefinition, ListedCrs>();
  const remember = (found: ListedCrs | null): CrsDefinition | null => {
    if (found === null) return null;
    if (found.number === 4326) {
      listed.set(CRS84, found);
      return CRS84;
    }
    listed.set(found, found);
    return found;
  };
  const entryOf = (definition: CrsDefinition) => listed.get(definition) ?? numbered(definition.code);
  const numbered = (code: string): ListedCrs | null => {
    if (code === CRS84.code) return definitions.get(4326);
    const number = /^(?:EPSG|ESRI):(\d+)$/.exec(code)?.[1];
    return number === undefined ? null : definitions.get(Number(number));
  };

  const ofNumber = (number: number, notEpsg: boolean): ResolvedCrs => {
    const alias = definitions.aliasOf(number);
    const found = definitions.get(alias?.now ?? number);
    if (found === null) return UNKNOWN;
    const codes: DoctorCode[] = [];
    if (notEpsg || found.isEsri) codes.push('crs-not-epsg');
    if (found.obsolete || alias?.withdrawn === true) codes.push('obsolete-crs');
    return { definition: remember(found), codes };
  };

  const ofParameters = (parameters: CrsParameters | null): ResolvedCrs => {
    if (parameters === null) return UNKNOWN;
    const { id } = parameters;
    if (id !== null) {
      const byId = ofCode({ kind: 'code', authority: id.authority, code: id.code });
      if (byId.definition !== null) return byId;
    }
    const match = matchParameters(parameters, definitions);
    if (match === null) return UNKNOWN;
    if (match.listed !== null) return ofNumber(match.listed.number, true);
    return isComputable(match.definition) ? { definition: match.definition, codes: ['crs-not-epsg'] } : UNKNOWN;
  };

  const ofCode = ({ authority, code }: NamedCrs & { kind: 'code' }): ResolvedCrs => {
    if (authority === 'OGC' && code === 'CRS84') return { definition: remember(definitions.get(4326)), codes: [] };
    if (authority === 'IGNF') {
      const number = epsgOfIgnf(code);
      return number === null ? UNKNOWN : ofNumber(number, true);
    }
    if (!/^\d{1,9}$/.test(code)) return UNKNOWN;
    return ofNumber(Number(code), authority !== 'EPSG' && authority !== 'OGC');
  };

  const resolve = ({ text, form }: DeclaredCrs): ResolvedCrs => {
    const named: NamedCrs =
      form === 'wkt'
        ? { kind: 'wkt', text }
        : form === 'projjson'
          ? { kind: 'projjson', text }
          : readDeclaredName(text);
    switch (named.kind) {
      case 'crs84':
        return { definition: remember(definitions.get(4326)), codes: [] };
      case 'code':
        return ofCode(named);
      case 'wkt':
        return ofParameters(parametersOfWkt(named.text));
      case 'projjson':
        return ofParameters(parametersOfProjJson(named.text));
      case 'proj': {
        const own = projDefinition(named.text);
        if (own === null) return UNKNOWN;
        // What a text says of its shift holds; where it says nothing of one, the system's published shift does.
        const found = /\+(?:towgs84=(?!0(?:,0)*(?:\s|$))|nadgrids=(?!@null))/.test(own.proj)
          ? null
          : matchProjText(own.proj, definitions);
        return found === null ? { definition: own, codes: ['crs-not-epsg'] } : ofNumber(found.number, true);
      }
      case 'name': {
        const [number] = definitions.named(plainName(named.text));
        return number === undefined ? UNKNOWN : ofNumber(number, true);
      }
    }
  };

  return {
    find: (code) => resolve({ text: code, form: 'name' }).definition,
    resolve,
    rank: (bounds, sample) => rankCandidates(definitions, bounds, sample),
    accuracyOf: (definition) => {
      const entry = entryOf(definition);
      if (entry === null) return definition.proj.includes('+towgs84=0,0,0') ? UNKNOWN_SHIFT_M : null;
      if (entry.shift === null) return entry.proj.includes('@null') ? null : UNKNOWN_SHIFT_M;
      const { numbers, accuracyM } = entry.shift;
      return numbers.length > 0 || accuracyM > SAME_FRAME_M ? accuracyM : null;
    },
    areaOf: (definition) => entryOf(definition)?.area ?? null,
    refined: (definition, lon, lat) => {
      const entry = entryOf(definition);
      if (entry === null || entry.shift === null) return definition;
      const shift = shiftFor(definitions.shiftsOf(entry.number), {
        west: lon - POINT_DEG,
        south: lat - POINT_DEG,
        east: lon + POINT_DEG,
        north: lat + POINT_DEG,
      });
      if (shift === null || shift.operation === entry.shift.operation) return definition;
      return remember(definitions.withShift(entry, shift))!;
    },
  };
}

const UNKNOWN: ResolvedCrs = { definition: null, codes: ['unknown-crs'] };

/** A text of PROJ as it stands, without grids, which are not at hand; null where proj4 cannot read it. */
function projDefinition(text: string): CrsDefinition | null {
  const stated = text
    .replace(/\+nadgrids=(?!@null)\S+/g, '')
    .replace(/\+(?:geoidgrids|vunits|type)=\S+/g, '')
    .trim();
  // Some of proj4's projections compute NaN where these are left out.
  const missing = ['x_0', 'y_0'].filter((key) => !stated.includes(`+${key}=`));
  const proj = [stated, ...missing.map((key) => `+${key}=0`)].join(' ');
  const geographic = /\+proj=(?:longlat|latlong|lonlat|latlon)\b/.test(proj);
  const metres = !/\+(?:to_meter|units=(?!m\b))/.test(proj);
  const unit = geographic ? 'degree' : metres ? 'metre' : 'other';
  const definition: CrsDefinition = { code: 'PROJ', name: text.slice(0, 120), proj, unit };
  return isComputable(definition) ? definition : null;
}

/** proj4 throws where it does not know a method, and computes NaN from parameters that make no sense. */
function isComputable(definition: CrsDefinition): boolean {
  try {
    const { forward } = createCrsTransform(CRS84, definition);
    return [forward(10, 50), forward(-100, -30), forward(0, 0)].some((placed) => placed !== null);
  } catch {
    return false;
  }
}
