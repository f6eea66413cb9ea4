/** What a .cpg file or the head of a table says about the encoding of its text. */

/** Labels of the platform's decoder, or one of the two that it does not have. */
export type TableEncoding = string;

/** Language drivers of dBASE, Visual FoxPro and ArcGIS. */
const BY_DRIVER: ReadonlyMap<number, TableEncoding> = new Map([
  [0x01, 'cp437'],
  [0x02, 'cp850'],
  [0x03, 'windows-1252'],
  [0x08, 'cp850'],
  [0x0a, 'cp850'],
  [0x0e, 'cp850'],
  [0x10, 'cp850'],
  [0x12, 'cp850'],
  [0x14, 'cp850'],
  [0x16, 'cp850'],
  [0x1b, 'cp437'],
  [0x1d, 'cp850'],
  [0x25, 'cp850'],
  [0x26, 'ibm866'],
  [0x37, 'cp850'],
  [0x57, 'windows-1252'],
  [0x58, 'windows-1252'],
  [0x59, 'windows-1252'],
  [0x65, 'ibm866'],
  [0xc8, 'windows-1250'],
  [0xc9, 'windows-1251'],
  [0xca, 'windows-1254'],
  [0xcb, 'windows-1253'],
  [0xcc, 'windows-1257'],
]);

export const encodingOfDriver = (driver: number): TableEncoding | null => BY_DRIVER.get(driver) ?? null;

/** `UTF-8`, `1252`, `ANSI 1252`, `ISO-8859-15`, `88591`, `cp850`, `65001`; null for what is not known. */
export function encodingOfLabel(label: string): TableEncoding | null {
  const text = label.trim().toLowerCase();
  if (/^(utf-?8|65001)$/.test(text)) return 'utf-8';
  const iso = /^(?:iso)?[-_ ]?8859[-_ ]?(\d{1,2})$/.exec(text)?.[1];
  if (iso !== undefined) return Number(iso) === 1 ? 'windows-1252' : `iso-8859-${Number(iso)}`;
  const page = /^(?:ansi|cp|windows|ibm|oem)?[-_ ]*(\d{3,4})$/.exec(text)?.[1];
  if (page === '437' || page === '850') return `cp${page}`;
  if (page === '866') return 'ibm866';
  return page !== undefined && /^125\d$/.test(page) ? `windows-${page}` : null;
}

const HIGH: Readonly<Record<string, string>> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};

/** The decoder of the two code pages of DOS; null for the others, which the platform has. */
export function dosDecoder(encoding: TableEncoding): ((bytes: Uint8Array) => string) | null {
  const high = HIGH[encoding];
  if (high === undefined) return null;
  return (bytes) => Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : high[byte - 0x80])).join('');
}
