/** Who lives where: the people of each census section, divided over its buildings by their dwellings. */
import { type FeatureCollection, type Geometry, polygonsOf } from '../../geo/geojson.ts';

type Table = Pick<FeatureCollection<Geometry | null>, 'features'>;

/** Degrees to metres east and north of the place's middle. */
export type ToMetres = (position: readonly number[]) => readonly [number, number, number];

export interface HomeBuilding {
  readonly id: string;
  /** Mean of its corners, m. */
  readonly xM: number;
  readonly yM: number;
  readonly population: number;
  readonly children: number;
  readonly elderly: number;
}

/** Buildings with dwellings and an outline in a section that the census knows; the others are left out. */
export function homeBuildings(buildings: Table, censusSections: Table, toMetres: ToMetres): HomeBuilding[] {
  const sections = new Map(
    censusSections.features.map(({ properties }) => [String(properties?.feature_id), properties ?? {}]),
  );
  const dwellingsOf = new Map<string, number>();
  for (const { properties } of buildings.features) {
    const section = String(properties?.section_id);
    dwellingsOf.set(section, (dwellingsOf.get(section) ?? 0) + positive(properties?.dwellings));
  }
  return buildings.features.flatMap(({ geometry, properties }) => {
    const dwellings = positive(properties?.dwellings);
    const ring = geometry === null ? undefined : polygonsOf(geometry)[0]?.[0];
    const section = sections.get(String(properties?.section_id));
    if (dwellings === 0 || ring === undefined || ring.length < 4 || section === undefined) return [];
    const share = dwellings / dwellingsOf.get(String(properties?.section_id))!;
    const [xM, yM] = middleOfRing(ring, toMetres);
    return [
      {
        id: String(properties?.feature_id),
        xM,
        yM,
        population: share * positive(section.population),
        children: share * positive(section.pop_0_14),
        elderly: share * positive(section.pop_65_plus),
      },
    ];
  });
}

/** Mean of the corners of a closed ring, m. */
export function middleOfRing(ring: readonly (readonly number[])[], toMetres: ToMetres): readonly [number, number] {
  const corners = ring.slice(0, -1).map(toMetres);
  return [meanOf(corners.map((corner) => corner[0])), meanOf(corners.map((corner) => corner[1]))];
}

/** 0 of nothing. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length > 0 ? sum / values.length : 0;
}

function positive(value: unknown): number {
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : 0;
}
