/**
 * Serves the interface by itself, takes a screenshot of every screen and asks axe about it.
 *   node --import tsx tests/browser/ui-page/look.ts [folder] [name filter]
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';
import { languageNames } from '../../../app/cli/language-names.ts';
import { SCREENS } from './screens.ts';

const [folder = 'ui-screens', filter = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const server = await createServer({
  configFile: false,
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  plugins: [react(), languageNames()],
  server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  // Named at once: what is found later makes the server reload the page under the screenshots.
  optimizeDeps: {
    entries: ['tests/browser/ui-page/page.tsx', 'app/ui/**/*.ts', 'app/ui/**/*.tsx'],
    include: ['@observablehq/plot', '@lezer/highlight', 'react-dom/client'],
  },
  cacheDir: 'node_modules/.vite-ui-page',
  logLevel: 'warn',
});
await server.listen();
const address = server.resolvedUrls!.local[0]!;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let failures = 0;
try {
  for (const screen of SCREENS) {
    if (!screen.name.includes(filter)) continue;
    const page = await browser.newPage({
      viewport: screen.size,
      colorScheme: screen.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    page.on('pageerror', (error) => {
      failures += 1;
      console.log(`${screen.name}: ${error.message}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        console.log(`${screen.name}: ${message.text().slice(0, 300)}`);
    });
    const state = encodeURIComponent(JSON.stringify({ started: true, ...screen.state }));
    await page.goto(`${address}tests/browser/ui-page/index.html?state=${state}&${screen.query ?? ''}`);
    await page.waitForSelector('.clock-time');
    await screen.act?.(page);
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/${screen.name}.png` });
    failures += await askAxe(page, screen.name);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(failures === 0 ? 'no complaints' : `${failures} complaints`);
process.exitCode = failures === 0 ? 0 : 1;

async function askAxe(page: Page, name: string): Promise<number> {
  await page.addScriptTag({
    path: fileURLToPath(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url)),
  });
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; help: string; nodes: { html: string; any: { message: string }[] }[] }[];
        }>;
      };
    };
    return (await axe.run()).violations;
  });
  for (const { id, help, nodes } of violations) {
    console.log(`${name}: ${id}: ${help}`);
    for (const node of nodes.slice(0, 3)) console.log(`    ${node.html.slice(0, 160)}  ${node.any[0]?.message ?? ''}`);
  }
  return violations.length;
}
