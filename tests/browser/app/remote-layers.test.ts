import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

/** A tile of one colour that nothing in the model has: pure magenta, 16 × 16 pixels. */
const MAGENTA = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR4nGP4z/CfJMQwqmFUw/DVAAAg0/4QF5nKuAAAAABJRU5ErkJggg==',
  'base64',
);
const CAPABILITIES = `<?xml version="1.0"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"><Capability><Layer><Title>All</Title>
<Attribution><Title>City of Test &lt;b&gt;</Title></Attribution>
<Layer><Name>roofs</Name><Title>Roofs, 2024</Title></Layer></Layer></Capability></WMS_Capabilities>`;

describe('Layers by address', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;
  /** Requests that left this page's own server. */
  const away = () => visited.requests.filter((url) => /\.example\//.test(url));
  const section = () => visited.page.getByRole('region', { name: 'Data: content' });

  /** The share of the picture that is nearly magenta. */
  const magenta = () =>
    visited.page.screenshot({ type: 'png' }).then(async (shot) =>
      visited.page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        let found = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i]! > 200 && data[i + 1]! < 60 && data[i + 2]! > 200) found++;
        return found / (data.length / 4);
      }, shot.toString('base64')),
    );

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    const cors = { 'access-control-allow-origin': '*' };
    const answer = (route: Route) => {
      const url = route.request().url();
      if (url.includes('GetCapabilities')) {
        return route.fulfill({ body: CAPABILITIES, contentType: 'text/xml', headers: cors });
      }
      if (url.startsWith('https://gone.example/')) return route.fulfill({ status: 404, headers: cors });
      return route.fulfill({ body: MAGENTA, contentType: 'image/png', headers: cors });
    };
    visited = await visit(browser, server.url, {
      before: (page) => page.context().route(/^https:\/\/[a-z]+\.example\//, answer),
    });
    await closeStartScreen(visited.page);
    await openPlace(visited.page, 'Data');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const list = async (address: string, name: string) => {
    await section().getByRole('textbox', { name: 'Address of tiles' }).fill(address);
    await section().getByRole('textbox', { name: 'Name in the list' }).fill(name);
    await section().getByRole('button', { name: 'Add to the list, switched off' }).click();
  };

  it('say what an address is wanting, and ask nobody meanwhile', async () => {
    await section().getByRole('textbox', { name: 'Address of tiles' }).fill('http://tiles.example/{z}/{x}/{y}.png');
    await section().getByText('Browsers let a page ask other servers by https only').waitFor();
    await list('https://tiles.example/{z}/{x}/{y}.png', 'Magenta map');
    await section().getByText('Switched off. On, requests go to tiles.example.').waitFor();
    expect(away()).toEqual([]);
  });

  it('are drawn under the model once they are switched on, and gone when they are off', async () => {
    expect(await magenta()).toBeLessThan(0.001);
    const toggle = section().getByRole('switch', { name: 'Magenta map' });
    await toggle.press('Space');
    await section()
      .getByText(/· Requests go to tiles\.example\./)
      .waitFor();
    await expect.poll(magenta, { timeout: 60_000, interval: 1_000 }).toBeGreaterThan(0.05);
    expect(away().length).toBeGreaterThan(0);
    expect(new Set(away().map((url) => new URL(url).host))).toEqual(new Set(['tiles.example']));
    await toggle.press('Space');
    await expect.poll(magenta, { timeout: 60_000, interval: 1_000 }).toBeLessThan(0.001);
  });

  it('say when nothing can be had from an address', async () => {
    await list('https://gone.example/{z}/{x}/{y}.png', 'Gone');
    await section().getByRole('switch', { name: 'Gone' }).press('Space');
    await section().getByText('Nothing could be had from gone.example').waitFor({ timeout: 60_000 });
  });

  it('of a map service are chosen from its own list, whose texts stay texts', async () => {
    await section().getByRole('textbox', { name: 'Address of tiles' }).fill('https://maps.example/wms');
    await section().getByRole('button', { name: 'Ask for its layers' }).click();
    await section()
      .getByRole('button', { name: /Its layer/ })
      .click();
    await visited.page.getByRole('option', { name: /Roofs, 2024/ }).click();
    await section().getByRole('button', { name: 'Add to the list, switched off' }).click();
    await section().getByRole('switch', { name: 'Roofs, 2024' }).waitFor();
    await section().getByText('City of Test <b>').waitFor();
  });

  it('are on a sheet that everybody can use', async () => {
    const { page } = visited;
    const found = await violations(page);
    expect(found).toEqual([]);
  });

  it('are listed switched off after a reload, and nobody is asked', async () => {
    const before = away().length;
    await visited.page.reload();
    await openPlace(visited.page, 'Data');
    const toggle = section().getByRole('switch', { name: 'Gone' });
    await toggle.waitFor();
    expect(await toggle.isChecked()).toBe(false);
    expect(away().length).toBe(before);
  });
});
