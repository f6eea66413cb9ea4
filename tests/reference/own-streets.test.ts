import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Feature, type Geometry, linesOf, type Position } from '../../app/core/geo/geojson.ts';
import { lengthM } from '../../app/core/geo/measures.ts';
import { buildOwnPlace } from '../../app/core/models/own-place/own-place.ts';
import { streetsToNetwork } from '../../app/core/models/own-place/streets-to-network.ts';
import { createChain } from '../../app/core/models/scenario/chain.ts';
import { CENTRAL_DRAW } from '../../app/core/models/scenario/parameters.ts';
import { usualChoices } from '../builders/own-streets.ts';
import { casesAreHere, readCase, readCaseBytes } from './cases.ts';

type Streets = readonly Feature<Geometry | null>[];

const KOELN = 'geojson/koeln_street_segments.geojson';
const AMSTERDAM = 'geojson/amsterdam_roads_50.geojson.gz';
const FRANCE = 'geojson/h2gis_road_emptylinestring_EPSG2154.geojson';

const featuresOf = (text: string): Streets => (JSON.parse(text) as { features: Streets }).features;
const metresOf = (features: Streets) =>
  features.reduce((sum, { geometry }) => sum + (geometry === null ? 0 : lengthM(geometry)), 0);

/** Each stretch once, m. */
function stretchesM(features: Streets): number {
  const { network } = streetsToNetwork(features, usualChoices(features, { joinCrossings: true }));
  const stretches = new Map(network!.links.map(({ stretch, lengthM: metres }) => [stretch, metres]));
  return [...stretches.values()].reduce((sum, metres) => sum + metres, 0);
}

describe.skipIf(!casesAreHere(KOELN))('sections of Cologne’s main streets', () => {
  const features = casesAreHere(KOELN) ? featuresOf(readCase(KOELN)) : [];

  it('become streets by their own numbers and names, five of which stand there twice', () => {
    const choices = usualChoices(features);
    expect([choices.columns.id, choices.columns.name]).toEqual(['IDENTIFIER', 'NAME']);
    const { network, report } = streetsToNetwork(features, choices);
    expect([report.features, report.lines]).toEqual([113, 163]);
    expect(features.flatMap(({ geometry }) => linesOf(geometry!))).toHaveLength(163);
    expect(report.leftOut).toEqual([]);
    expect(new Set(network!.links.map(({ id }) => id)).size).toBe(report.links);
    expect(new Set(network!.links.map(({ line }) => line.featureId)).size).toBe(113);
  });

  it('keep their length', () => {
    const geodesic = metresOf(features);
    expect(stretchesM(features) / geodesic).toBeCloseTo(1, 4);
  });

  it('hang together better once lines that cross are joined, and say what is guessed', () => {
    const apart = streetsToNetwork(features, usualChoices(features)).report;
    const joined = streetsToNetwork(features, usualChoices(features, { joinCrossings: true })).report;
    expect(joined.weakParts).toBeLessThan(apart.weakParts / 2);
    expect(apart.missingCrossings.count).toBeGreaterThan(50);
    expect(apart.guessed).toMatchObject({ speed: 163, lanes: 163, direction: 163 });
  });

  it('carry traffic', () => {
    const { value, report } = buildOwnPlace({
      streets: features,
      choices: usualChoices(features, { joinCrossings: true, snapM: 15 }),
      zones: { gridPeople: 500_000 },
      trips: { throughShare: 0.1 },
      buildings: null,
    });
    expect(report.isUsable).toBe(true);
    const { totals, relativeGap } = createChain(value!.place).prepare([]).run(CENTRAL_DRAW, { relativeGap: 1e-5 });
    expect(relativeGap).toBeLessThanOrEqual(1e-5);
    expect(totals.vehKmPerDay).toBeGreaterThan(10_000);
  });
});

describe.skipIf(!casesAreHere(AMSTERDAM))('roads of Amsterdam, in the metres of web maps', () => {
  const inMetres = () => featuresOf(new TextDecoder().decode(gunzipSync(readCaseBytes(AMSTERDAM))));
  /** EPSG:3857 back to degrees, as a city that brings them has to have done. */
  const degrees = ([x, y]: Position): Position => [
    (x! / 6_378_137) * (180 / Math.PI),
    (2 * Math.atan(Math.exp(y! / 6_378_137)) - Math.PI / 2) * (180 / Math.PI),
  ];
  const inDegrees = () =>
    inMetres().map(
      (feature): Feature<Geometry | null> => ({
        ...feature,
        geometry: { type: 'LineString', coordinates: linesOf(feature.geometry!)[0]!.map(degrees) },
      }),
    );

  it('are refused one by one as long as they are metres', () => {
    const { network, report } = streetsToNetwork(inMetres(), usualChoices(inMetres()));
    expect(network).toBeNull();
    expect(report.leftOut.map(({ reason, count }) => [reason, count])).toEqual([['bad-position', 50]]);
  });

  it('become streets of the kinds they are in degrees, and keep their length', () => {
    const features = inDegrees();
    const { network, report } = streetsToNetwork(features, usualChoices(features));
    const kinds = new Map(network!.links.map(({ line }) => [line.featureId, line.streetClass]));
    expect([...kinds.values()].filter((kind) => kind === 'secondary')).toHaveLength(13);
    expect(report.features - report.lines).toBe(report.leftOut.reduce((sum, { count }) => sum + count, 0));
    expect(stretchesM(features) / metresOf(features)).toBeCloseTo(1, 3);
  });
});

describe.skipIf(!casesAreHere(FRANCE))('roads of a French register, all without a position', () => {
  it('have their columns understood and are left out for what they lack', () => {
    const features = featuresOf(readCase(FRANCE));
    const choices = usualChoices(features);
    expect(choices.columns).toMatchObject({ id: 'ID_ROAD', class: 'TYPE', speed: 'MAXSPEED', direction: 'DIRECTION' });
    const { report } = streetsToNetwork(features, choices);
    expect(report.leftOut.map(({ reason, count }) => [reason, count])).toEqual([['no-line', 3]]);
  });
});
