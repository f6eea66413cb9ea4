/** Every step of every tour, in the built page without a server and without a network; then the tour by keyboard alone. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTour } from '../../../app/core/lessons/tours/read-tour.ts';
import type { Tour, TourStep } from '../../../app/core/lessons/tours/tour.ts';
import { shippedTourPlace } from '../../../app/core/twins/tour-place.ts';
import { closeStartScreen, switchForm, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { violations } from '../../support/axe.ts';
import { type StaticSite, serveStatic } from '../../support/static-site.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const PATIENCE_MS = 90_000;
/** A walk of a dozen steps in a page that draws by software. */
const WALK_MS = 900_000;
const FORM_NAMES = { '3d': '3D', layers: 'Layers', model: 'Model' } as const;
const PLACE_NAMES = { data: 'Data', stream: 'Stream', model: 'What if', query: 'Query', learn: 'Learn' } as const;
const TAB_NAMES = { results: 'Results', sure: 'How sure?', behind: 'Behind it' } as const;
const SHOW_NAMES = { before: 'Baseline', after: 'Scenario', change: 'Difference', swipe: 'Swipe' } as const;

const tours = readdirSync(path.join(root, 'docs/tours'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => read(name));

function read(name: string): Tour {
  const { value } = readTour(
    readFileSync(path.join(root, `docs/tours/${name}/tour.en.md`), 'utf8'),
    shippedTourPlace(),
  );
  if (value === null) throw new Error(`${name} is no tour`);
  return value;
}

async function beginInLearn(page: Page, tour: Tour): Promise<void> {
  const learn = page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Learn' });
  if ((await learn.getAttribute('aria-pressed')) !== 'true') await learn.click();
  await page.getByRole('button', { name: `Begin the tour: ${tour.title}` }).click();
}

const atStep = (page: Page, index: number) =>
  page.locator(`.tour[data-step="${index}"][data-status="ready"]`).waitFor({ timeout: PATIENCE_MS });
const placesOpen = (page: Page) =>
  page.getByRole('navigation', { name: 'Places' }).locator('[aria-pressed="true"]').allTextContents();
const formShown = (page: Page) =>
  page.getByRole('radiogroup', { name: 'Form of the twin' }).locator('[aria-checked="true"]').textContent();

/** What the page shows, in the words of a step's block. */
async function seen(page: Page) {
  const tab = page.locator('.model-tabs [aria-checked="true"]');
  const show = page.locator('.map-view [aria-checked="true"]');
  return {
    title: await page.locator('.tour h2').textContent(),
    form: await formShown(page),
    places: await placesOpen(page),
    shadows: await page.getByRole('switch', { name: 'Shadows' }).isChecked(),
    isPast: await page.locator('.clock-time .badge').isVisible(),
    hasLine: await page.getByRole('slider', { name: /^Line between/ }).isVisible(),
    tab: (await tab.count()) === 0 ? null : await tab.textContent(),
    show: (await show.count()) === 0 ? null : await show.first().textContent(),
    scenario:
      (await page.locator('.scenario-choice').count()) === 0
        ? null
        : await page.locator('.scenario-choice button').textContent(),
    picked: await page.locator('.inspector').isVisible(),
  };
}

function expected({ title, scene }: TourStep) {
  const isSheet = scene.panel === 'model';
  return {
    title,
    form: FORM_NAMES[scene.form],
    places: scene.panel === 'none' ? [] : [PLACE_NAMES[scene.panel]],
    shadows: scene.shadows,
    isPast: scene.timeMinutes !== null,
    hasLine: scene.compare !== null || (scene.form === 'model' && scene.show === 'swipe'),
    tab: isSheet ? (TAB_NAMES[scene.tab as keyof typeof TAB_NAMES] ?? scene.tab) : null,
    show: isSheet ? SHOW_NAMES[scene.show] : null,
    scenario: isSheet ? (scene.scenario?.name ?? 'Baseline') : null,
    picked: scene.pick !== null,
  };
}

const shownLegend = (page: Page) =>
  page.getByRole('complementary', { name: 'Legend' }).locator('.badge').allTextContents();

describe('tours in the static build', () => {
  let site: StaticSite;
  let browser: Browser;

  beforeAll(async () => {
    site = await serveStatic(path.join(root, 'dist'));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it.each(tours.map((tour) => [tour.id, tour] as const))(
    '%s is walked to its end and back, and each step shows what it says',
    async (_id, tour) => {
      const visited = await visit(browser, site.url);
      const { page } = visited;
      page.setDefaultTimeout(PATIENCE_MS);
      await closeStartScreen(page);
      await waitUntilLive(page);
      await switchForm(page, 'Layers');
      await beginInLearn(page, tour);
      for (const [index, step] of tour.steps.entries()) {
        if (index > 0) await page.getByRole('button', { name: 'Next', exact: true }).click();
        await atStep(page, index);
        expect.soft(await page.locator('.notice').allTextContents()).toEqual([]);
        expect.soft(await page.locator('.tour .note').allTextContents()).toEqual([]);
        await expect.poll(() => seen(page), { timeout: PATIENCE_MS }).toEqual(expected(step));
        if (step.scene.panel === 'query') {
          await expect.poll(() => page.locator('.grid-row').count(), { timeout: PATIENCE_MS }).toBeGreaterThan(1);
        }
        if (step.scene.onMap !== null) expect.soft(await shownLegend(page)).toContain('derived');
        if (step.scene.scenario !== null) {
          await page.locator('.headline:not(.stale)').waitFor({ timeout: PATIENCE_MS });
          expect.soft(await shownLegend(page)).toEqual(['modelled', 'modelled']);
        }
        if (step.scene.scenario?.draws === true) {
          await page
            .locator('.interval')
            .first()
            .waitFor({ timeout: WALK_MS / 3 });
        }
        if (index % 4 === 0) expect.soft(await violations(page)).toEqual([]);
      }
      // A leap back to the beginning finds it as it was.
      await page.getByRole('button', { name: /Go to a step/ }).click();
      await page.getByRole('option', { name: `1. ${tour.steps[0]!.title}` }).click();
      await atStep(page, 0);
      await expect.poll(() => seen(page), { timeout: PATIENCE_MS }).toEqual(expected(tour.steps[0]!));
      await page.getByRole('button', { name: 'Leave the tour' }).click();
      await page.locator('.tour').waitFor({ state: 'detached' });
      expect([await formShown(page), await placesOpen(page)]).toEqual(['Layers', ['Learn']]);
      // Its scenario went with it.
      await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'What if' }).click();
      await expect.poll(() => page.locator('.scenario-choice button').textContent()).toBe('Baseline: as it is');
      const elsewhere = visited.requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(site.url));
      expect(elsewhere).toEqual([]);
      expect(visited.errors).toEqual([]);
      await visited.close();
    },
    WALK_MS,
  );

  it(
    'are given with the keyboard alone, from the start screen to the end',
    async () => {
      const [tour] = tours;
      const own = await visit(browser, site.url);
      const { page } = own;
      page.setDefaultTimeout(PATIENCE_MS);
      const tabUntil = async (name: string) => {
        for (let presses = 0; presses < 60; presses++) {
          const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
          if (focused.startsWith(name)) return;
          await page.keyboard.press('Tab');
        }
        throw new Error(`No way by Tab to ${name}`);
      };
      await page.getByRole('heading', { name: 'A city district, alive on your table' }).waitFor();
      await tabUntil('Show the three forms');
      await page.keyboard.press('Enter');
      await atStep(page, 0);
      const keys = ['PageDown', 'ArrowRight', ' '];
      for (let index = 1; index < tour!.steps.length; index++) {
        await page.keyboard.press(keys[index % keys.length]!);
        await page.locator(`.tour[data-step="${index}"]`).waitFor();
      }
      await page.keyboard.press('PageUp');
      await page.locator(`.tour[data-step="${tour!.steps.length - 2}"]`).waitFor();
      await page.keyboard.press('PageDown');
      await tabUntil('Finish');
      await page.keyboard.press('Enter');
      await page.locator('.tour').waitFor({ state: 'detached' });
      expect([await formShown(page), await placesOpen(page)]).toEqual(['3D', []]);
      expect(own.errors).toEqual([]);
      await own.close();
    },
    WALK_MS,
  );
});

describe('the presenter', () => {
  let site: StaticSite;
  let browser: Browser;
  let visited: Visit;
  const [tour] = tours;

  beforeAll(async () => {
    site = await serveStatic(path.join(root, 'dist'));
    browser = await launchBrowser();
    visited = await visit(browser, site.url, { width: 1920, height: 1080 });
    visited.page.setDefaultTimeout(PATIENCE_MS);
    await closeStartScreen(visited.page);
    await waitUntilLive(visited.page);
    await beginInLearn(visited.page, tour!);
    await atStep(visited.page, 0);
  }, WALK_MS);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('speaks in large type', async () => {
    const { page } = visited;
    const larger = page.getByRole('button', { name: 'Larger for the room', exact: true });
    await larger.click();
    expect(await page.locator('html').getAttribute('data-presenter')).not.toBeNull();
    expect(await violations(page)).toEqual([]);
    await larger.click();
    expect(await page.locator('html').getAttribute('data-presenter')).toBeNull();
  });

  it('has notes, the next title and the keys in a second window, which holds nothing else', async () => {
    const { page, context } = visited;
    const opening = context.waitForEvent('page');
    await page.getByRole('button', { name: 'Speaker notes' }).click();
    const notes = await opening;
    await notes.getByText('Ask two people for their three lines').waitFor();
    await notes.getByText(`Next: ${tour!.steps[1]!.title}`).waitFor();
    expect(await notes.title()).toBe(`Notes: ${tour!.title}`);
    expect(await notes.evaluate(() => document.querySelectorAll('script, canvas, iframe').length)).toBe(0);
    expect(await violations(notes)).toEqual([]);
    await notes.keyboard.press('PageDown');
    await atStep(page, 1);
    await notes.getByText('Let somebody from the audience drag the clock').waitFor();
    await notes.getByRole('button', { name: 'Back' }).click();
    await atStep(page, 0);
    await notes.close();
    await page.getByRole('button', { name: 'Speaker notes' }).waitFor();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await atStep(page, 1);
  });

  it('has the notes in the sheet where the browser gives no second window', async () => {
    const { page } = visited;
    await page.evaluate(() => {
      window.open = () => null;
    });
    await page.getByRole('button', { name: 'Speaker notes' }).click();
    await page.getByText('The browser held back the second window.').waitFor();
    await page.getByText('Let somebody from the audience drag the clock').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close the notes' }).click();
  });

  it('breaks a sensor and turns the wind, and mends both', async () => {
    const { page } = visited;
    const inspector = page.locator('.inspector');
    await page.getByRole('button', { name: 'Break a sensor' }).click();
    await inspector.getByRole('button', { name: /^Stop Stuck/ }).waitFor();
    await page.getByRole('button', { name: 'Wind from the south' }).click();
    await inspector.getByRole('button', { name: /^Stop The wind turns/ }).waitFor();
    await expect
      .poll(() => inspector.locator('.live-value, .live-values').allTextContents(), { timeout: PATIENCE_MS })
      .toEqual(expect.arrayContaining([expect.stringMatching(/1(7|8)\d ?°|180/)]));
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await inspector.waitFor({ state: 'detached' });
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Stream' }).click();
    await expect.poll(() => page.getByRole('button', { name: /^Stop (Stuck|The wind)/ }).count()).toBe(0);
  });

  it('finds the step again after a reload, and the view of before after the tour', async () => {
    const { page } = visited;
    await page.reload();
    await atStep(page, 1);
    await page.getByRole('button', { name: 'Leave the tour' }).click();
    await page.locator('.tour').waitFor({ state: 'detached' });
    expect([await formShown(page), await placesOpen(page)]).toEqual(['3D', ['Learn']]);
  });

  it('takes a city’s question through the rule, keeps the answer, and keeps it over a reload', async () => {
    const { page } = visited;
    const learn = page.getByRole('region', { name: 'Learn', exact: true });
    await learn.getByLabel('Your city’s question').fill('Where does the traffic go?');
    for (const [asked, answer] of [
      ['Is a decision about it pending, and still open?', 'Yes'],
      ['Could data change that decision?', 'Yes'],
      ['Does it ask what would happen if something were changed?', 'Yes'],
    ] as const) {
      await learn.getByRole('group', { name: asked }).getByRole('button', { name: answer }).click();
    }
    await learn.getByText('A model', { exact: true }).waitFor();
    await learn.getByText('Athens, Flanders, Pilsen').waitFor();
    expect(await violations(page)).toEqual([]);
    await learn.getByRole('button', { name: 'Keep as a note' }).click();
    await learn.getByRole('button', { name: /^Change: Could data/ }).click();
    await learn
      .getByRole('group', { name: 'Could data change that decision?' })
      .getByRole('button', { name: 'No' })
      .click();
    await learn.getByText('No twin', { exact: true }).waitFor();
    await page.reload();
    await learn.getByRole('button', { name: 'Open: Where does the traffic go?' }).click();
    await learn.getByText('A model', { exact: true }).first().waitFor();
    expect(visited.errors).toEqual([]);
  });
});
