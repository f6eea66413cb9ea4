/**
 * What the languages of the app still lack.
 *   npm run languages                  one line a language, and what is wrong; exit code 1 on any hole
 *   npm run languages -- eu            only that one
 *   npm run -s languages -- eu --missing  its missing texts as JSON, in English: what a translator begins with (also for a tag without a file)
 */
import { readFileSync } from 'node:fs';
import { languageFile, languageTags, shippedEnglish } from './support/language-files.ts';
import { languageGaps } from './support/language-gaps.ts';

const parameters = process.argv.slice(2);
const asked = parameters.filter((word) => !word.startsWith('--'));
const english = shippedEnglish();
const tags = languageTags();

if (parameters.includes('--missing')) {
  const [tag] = asked;
  if (tag === undefined) throw new Error('Which language? npm run languages -- eu --missing');
  const texts = tags.includes(tag) ? JSON.parse(readFileSync(languageFile(tag), 'utf8')) : {};
  const inEnglish = (key: string) => english[key] ?? english[key.replace(/_[a-z]+$/, '_other')] ?? '';
  const { missing } = languageGaps(tag, texts, english);
  console.log(JSON.stringify(Object.fromEntries(missing.map((key) => [key, inEnglish(key)])), null, 2));
} else {
  for (const tag of asked.length === 0 ? tags : asked) {
    const texts = JSON.parse(readFileSync(languageFile(tag), 'utf8'));
    const gaps = languageGaps(tag, texts, english);
    const found = Object.entries(gaps).filter(([, keys]) => keys.length > 0);
    const sums = found.map(([name, keys]) => `${keys.length} ${name}`).join(', ');
    console.log(`${tag}  ${Object.keys(texts).length} texts${found.length === 0 ? ', complete' : `: ${sums}`}`);
    for (const [name, keys] of found) for (const key of keys) console.log(`  ${name.padEnd(12)} ${key}`);
    if (found.length > 0) process.exitCode = 1;
  }
}
