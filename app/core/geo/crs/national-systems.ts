/**
 * Which systems cities give their files out in: the official ones of each country first, then the ones they replaced and that
 * are still met. A weight says how often, by the judgement of this project; 1 is the rule of its country. Web Mercator is what
 * web maps export.
 */
const WEIGHTS = `
1    Europe        25829-25835
0.2  Europe        25828 25836-25838
0.3  Europe        3035 3034
0.8  anywhere      3857
1    France        2154
0.8  France        3942-3950
0.25 France        27572
0.15 France        27561-27564 27571 27573 27574
0.5  overseas      2970-2972 2975 4471 4467 5490 4559
1    Netherlands   28992
0.02 Netherlands   28991
1    Belgium       31370
0.7  Belgium       3812
1    Luxembourg    2169
1    Britain       27700
1    Ireland       2157
0.5  Ireland       29902 29903
0.8  N_Ireland     29901
0.5  Germany       31466-31469
0.8  Germany       4647 5650 5652 5653
0.4  Germany       3068 5678 5679
1    Switzerland   2056
0.6  Switzerland   21781
0.8  Austria       31254-31256 31287
0.5  Austria       31257-31259
0.4  Austria       3416 31284-31286
1    Italy         6707-6709 7791-7795
0.7  Italy         3003 3004
0.4  Spain         23028-23031
1    Canaries      4083
0.6  Canaries      32628
1    Portugal      3763
0.4  Portugal      27493 20790 20791 5018
1    Madeira       5014-5016
1    Denmark       4093-4096
1    Norway        5105-5130
1    Sweden        3006-3018
0.2  Sweden        3019-3024
1    Finland       3067 3873-3885
0.3  Finland       2391-2394
1    Iceland       3057 5325 8088
1    Faroe         5316
1    Estonia       3301
0.3  Estonia       3300
1    Latvia        3059
1    Lithuania     3346
1    Poland        2180 2176-2179
0.1  Poland        2171-2175
1    Czechia       5514
0.2  Czechia       5513 2065
0.8  Slovakia      8353
1    Hungary       23700
1    Romania       3844
0.3  Romania       31700
1    Bulgaria      7801
0.3  Bulgaria      7799 7800 7803-7805
1    Greece        2100
1    Cyprus        6312
1    Slovenia      3794
0.5  Slovenia      3912
1    Croatia       3765
0.3  Croatia       31275 31276
0.6  Serbia        8682 6316 3909 3908
1    Albania       6870
1    N_Macedonia   6204
1    Moldova       4026
0.6  Ukraine       5558-5562 6381-6387
0.4  Ukraine       28404-28407
1    Turkey        5253-5259
0.4  Turkey        2319-2325
0.5  Russia        28402-28410
0.4  Europe        32628-32637
0.1  worldwide     32601-32627 32638-32660 32701-32760
0.2  Australia     7849-7856 28349-28356
`;

/** These belong to no single country. */
const OF_MANY: ReadonlySet<string> = new Set(['Europe', 'anywhere', 'worldwide', 'overseas', 'Australia']);
/** Countries whose cities are in a neighbour's system as well. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  Belgium: ['Luxembourg'],
  Czechia: ['Slovakia'],
  Slovakia: ['Czechia'],
  Ireland: ['Britain'],
  N_Ireland: ['Britain', 'Ireland'],
  Germany: ['Austria'],
  Spain: ['Portugal'],
  Serbia: ['Kosovo', 'Montenegro'],
};

const weights = new Map<number, number>();
const countries = new Map<number, string>();
for (const line of WEIGHTS.trim().split('\n')) {
  const [weight, country, ...ranges] = line.trim().split(/\s+/) as [string, string, ...string[]];
  for (const range of ranges) {
    const [first, last = first] = range.split('-').map(Number) as [number, number?];
    for (let code = first; code <= last; code++) {
      weights.set(code, Number(weight));
      if (!OF_MANY.has(country)) countries.set(code, country);
    }
  }
}

/** Whether files of a country's cities may be in a system; of systems that belong to no single country all may. */
export function isSystemOf(number: number, country: string): boolean {
  const own = countries.get(number);
  return own === undefined || own === country || (SHARED[own] ?? []).includes(country);
}

/** The stated weight, or null where the list says nothing of the system. */
export function nationalWeight(number: number): number | null {
  return weights.get(number) ?? null;
}

/**
 * Where zones of many countries are a country's official system on land, narrower than EPSG's “by country”: west, south, east,
 * north. Further north or south lies only sea, or a country with another system.
 */
const IN_USE: Readonly<Record<number, readonly [number, number, number, number]>> = {
  25829: [-10, 36, -6, 44],
  25830: [-6, 35, 0, 44],
  25831: [0, 38, 6, 44],
  25832: [5, 36, 12, 72],
  25833: [11, 36, 18, 81],
  25834: [18, 36, 24, 72],
  25835: [24, 54, 32, 72],
};

export function boxInUse(number: number): readonly [west: number, south: number, east: number, north: number] | null {
  return IN_USE[number] ?? null;
}

/** Zones that a whole country keeps to beyond their edges: Spain to 30, Germany, Denmark and Italy to 32, Norway to 33. */
const CITIES_OF: Readonly<Record<number, readonly [number, number, number, number]>> = {
  25830: [-9.5, 35, 4.4, 44],
  25832: [5, 36, 15.3, 72],
  25833: [4.5, 36, 31.2, 81],
};

export function boxOfCities(
  number: number,
): readonly [west: number, south: number, east: number, north: number] | null {
  return CITIES_OF[number] ?? null;
}
