/** The guides that come with the page, fetched from its own origin when one is opened. */
import { isGuideFile } from '../../core/lessons/guides/guide-files.ts';
import { fetchBytes } from './fetch-bytes.ts';

const addressOf = (path: string) => new URL(`guides/${path}`, document.baseURI).href;

export function guideLibrary() {
  return {
    has: isGuideFile,
    addressOf,
    read: async (path: string) => new TextDecoder().decode(await fetchBytes(addressOf(path))),
  };
}
