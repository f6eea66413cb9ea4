import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

const MOST_STOPS = 90;

/** Where the focus stands and cannot be seen, in words; null where all is well or nothing has it. */
const LOST_FOCUS = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const words = element.tagName.toLowerCase() + '.' + [...element.classList].join('.') + ': ' +
    (element.getAttribute('aria-label') || element.textContent || '').trim().slice(0, 40);
  const box = element.getBoundingClientRect();
  // The editor shows a caret, the dock's edge and a slider a mark of their own, a switch or radio its drawn part.
  const drawn = element.closest('.cm-editor, .dock-resizer, .range') !== null;
  const label = element.closest('label, [data-focus-visible]');
  const isMarked = (of) => of !== null && getComputedStyle(of).outlineStyle !== 'none' && parseFloat(getComputedStyle(of).outlineWidth) >= 2;
  const marked = drawn || isMarked(element) || isMarked(label) ||
    [...(label === null ? [] : label.querySelectorAll('*'))].some(isMarked);
  if (!marked) return words + ' (no mark)';
  const seen = (label || element).getBoundingClientRect();
  const [x, y] = [(seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2];
  const inWindow = seen.right > 0 && seen.bottom > 0 && seen.left < innerWidth && seen.top < innerHeight;
  if (!inWindow) return words + ' (out of the window)';
  const points = [[x, y], [seen.left + 3, seen.top + 3], [seen.right - 3, seen.bottom - 3]];
  const shown = points.some(([px, py]) => {
    const hit = document.elementFromPoint(px, py);
    return hit !== null && ((label || element).contains(hit) || hit.contains(element));
  });
  return shown ? null : words + ' (covered)';
})()`;

async function lostOnTheWay(page: Page): Promise<string[]> {
  const lost = new Set<string>();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const words = (await page.evaluate(LOST_FOCUS)) as string | null;
    if (words !== null) lost.add(words);
  }
  return [...lost];
}

describe('the keyboard', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser({ graphics: false });
    visited = await visit(browser, server.hostUrl);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each(['Data', 'Stream', 'What if', 'Query', 'Learn'])('sees where it stands all through %s', async (name) => {
    const { page } = visited;
    const place = page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name });
    await place.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.frame [aria-busy="true"]') === null);
    expect(await violations(page)).toEqual([]);
    expect(await lostOnTheWay(page)).toEqual([]);
  });

  it('opens what stands in the top bar, and comes back to where it was', async () => {
    const { page } = visited;
    const openers = page.locator('.top-bar-end button[aria-expanded]');
    const opened = page.locator('[role="dialog"], [role="menu"]').first();
    expect(await openers.count()).toBe(4);
    for (let opener = 0; opener < 4; opener++) {
      await openers.nth(opener).focus();
      await page.keyboard.press('Enter');
      await opened.waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await opened.waitFor({ state: 'detached' });
      await expect.poll(() => openers.nth(opener).evaluate((button) => button === document.activeElement)).toBe(true);
    }
  });

  it('would notice a mark that is taken away', async () => {
    const { page } = visited;
    const style = await page.addStyleTag({ content: '* { outline: none !important; }' });
    expect((await lostOnTheWay(page)).length).toBeGreaterThan(5);
    await style.evaluate((element) => element.parentNode?.removeChild(element));
  });
});
