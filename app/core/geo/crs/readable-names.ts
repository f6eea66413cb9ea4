/** Names of systems as EPSG and the field write them, as nearly as Esri's names allow. */

/** Esri's words → the field's. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bETRS 1989\b/g, 'ETRS89'],
  [/\bWGS 1984\b/g, 'WGS 84'],
  [/\bWGS 1972\b/g, 'WGS 72'],
  [/\bRGF 1993\b/g, 'RGF93'],
  [/\bLambert 93\b/g, 'Lambert-93'],
  [/\bOSGB 1936\b/g, 'OSGB36'],
  [/\bBelge 1972\b/g, 'BD72'],
  [/\bBelge Lambert (1972|2008)\b/g, 'Belgian Lambert $1'],
  [/\bGGRS 1987\b/g, 'GGRS87'],
  [/\b(?:European Datum|ED|European) 1950\b/g, 'ED50'],
  [/\bLKS 1992\b/g, 'LKS92'],
  [/\bLKS 1994\b/g, 'LKS94'],
  [/\bISN 1993\b/g, 'ISN93'],
  [/\bNAD 1983\b/g, 'NAD83'],
  [/\bNAD 1927\b/g, 'NAD27'],
  [/\bGDA 1994\b/g, 'GDA94'],
  [/\bNTF Paris\b/g, 'NTF (Paris)'],
  [/\b3 Degree (?:Gauss(?: Kruger)?|GK) Zone\b/g, '3-degree Gauss-Kruger zone'],
  [/\bPulkovo 1942 Adj 1958\b/g, 'Pulkovo 1942(58)'],
  [/\bPulkovo 1942 Adj (?:19)?(58|83)\b/g, 'Pulkovo 1942($1)'],
  [/\bEgyseges Orszagos Vetuleti\b/g, 'EOV'],
  [/\bHungarian (?:Datum )?1972\b/g, 'HD72'],
  [/\bWeb Mercator Auxiliary Sphere\b/g, 'Web Mercator'],
  [/\bMilit\S+-Geographische Institut(?:e)?\b/g, 'MGI'],
  [/\bKartastokoordinaattijarjestelma\b/g, 'KKJ'],
  [/\bHungarian Datum 1972\b/g, 'HD72'],
  [/\bRT 1990\b/g, 'RT90'],
  [/\bZone\b/g, 'zone'],
];

export function inFieldWords(text: string): string {
  return WORDS.reduce((current, [from, to]) => current.replace(from, to), text.trim());
}

/** `ETRS89 / UTM zone 31N` out of the base's name and `ETRS_1989_UTM_Zone_31N`. */
export function readableProjectedName(base: string, prjName: string): string {
  const name = inFieldWords(prjName.replaceAll('_', ' '));
  return `${base} / ${name.startsWith(`${base} `) ? name.slice(base.length + 1) : name}`;
}
