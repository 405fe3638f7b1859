// The built site in a real browser: one page of each kind, as citizens meet it.
//
// Nothing is skipped and nothing is retried. `UPDATE=1` accepts the present outline of the golden
// pages, for a person to look at in the diff; a CI never accepts.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { fileAddress, goldenFolder, launch, pages, serve, withPage } from './site.mjs';

const golden = { home: pages.home, 'project-03': pages['project with redactions'] };

const require = createRequire(import.meta.url);
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations'],
  // Loading style sheets once more is a request that the policy forbids.
  preload: false,
};

let site;
let browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** What axe finds, one line a node. */
async function violations(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate((options) => window.axe.run(document, options), axeOptions);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`));
}

const mainText = (page) => page.locator('main').innerText();

for (const [name, address] of Object.entries(pages)) {
  describe(`${name} (${address})`, () => {
    const open = (options, look) => withPage(browser, site.base + address, options, look);

    const narrow = { viewport: { width: 320, height: 640 } };
    const manners = {
      'in light colours': { colorScheme: 'light' },
      'in dark colours': { colorScheme: 'dark' },
      'on a narrow screen': narrow,
    };
    for (const [manner, options] of Object.entries(manners)) {
      test(`has no axe violation ${manner}`, async () => {
        assert.deepEqual(await open(options, violations), []);
      });
    }

    test('complains of nothing and asks no other host', async () => {
      const said = await open({}, async (page, heard) => {
        // The icon is asked for after the page is there.
        await page.waitForLoadState('networkidle');
        return heard;
      });
      assert.deepEqual(said.complaints, []);
      const outside = said.requests.filter((url) => !url.startsWith(site.base) && !url.startsWith('data:'));
      assert.deepEqual(outside, []);
      assert.ok(said.requests.length > 1, 'a page asks for its style sheet');
    });

    test('does not scroll sideways at 320 px', async () => {
      const shape = await open(narrow, (page) => page.evaluate(() => {
        window.scrollTo(10000, 0);
        const wide = [...document.querySelectorAll('body *')].filter((element) => {
          // What lies in a box that scrolls by itself may be wider than the screen, and so may ornaments.
          if (element.closest('[aria-hidden="true"]') || element.parentElement.closest('svg')) return false;
          for (let box = element.parentElement; box; box = box.parentElement) {
            if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return false;
          }
          return element.getBoundingClientRect().right + window.scrollX > 320.5;
        });
        return {
          scrolled: window.scrollX,
          width: document.documentElement.scrollWidth,
          wide: wide.slice(0, 5).map((element) => `${element.tagName}.${element.className}`),
        };
      }));
      assert.deepEqual(shape, { scrolled: 0, width: 320, wide: [] });
    });

    test('reads the same without JavaScript and from a disk', async () => {
      const text = await open({}, mainText);
      assert.ok(text.length > 20, 'the main part has text');
      assert.equal(await open({ javaScriptEnabled: false }, mainText), text);
      const look = async (page) => [await mainText(page), await page.evaluate(() => {
        const style = getComputedStyle(document.querySelector('h1'));
        return `${style.fontSize} ${style.fontWeight} ${style.color}`;
      })];
      assert.deepEqual(await withPage(browser, fileAddress(address), {}, look), await open({}, look));
    });

    test('is left for the main part by the first key', async () => {
      const way = await open({}, async (page) => {
        const focus = () => page.evaluate(() => {
          const box = document.activeElement.getBoundingClientRect();
          const isSeen = box.top >= 0 && box.left >= 0 && box.width > 20 && box.height > 20;
          return { id: document.activeElement.id, href: document.activeElement.getAttribute('href'), isSeen };
        });
        await page.keyboard.press('Tab');
        const first = await focus();
        await page.keyboard.press('Enter');
        return { first, then: (await focus()).id };
      });
      assert.deepEqual(way, { first: { id: '', href: '#main', isSeen: true }, then: 'main' });
    });
  });
}

describe('what a screen reader is told', () => {
  for (const [name, address] of Object.entries(golden)) {
    test(name, async () => {
      const snapshot = await withPage(browser, site.base + address, {}, (page) =>
        page.locator('body').ariaSnapshot());
      const file = path.join(goldenFolder, `${name}.aria.txt`);
      if (process.env.UPDATE === '1') {
        assert.ok(!process.env.CI, 'a CI accepts no new golden file');
        fs.mkdirSync(goldenFolder, { recursive: true });
        fs.writeFileSync(file, `${snapshot}\n`);
      }
      assert.ok(fs.existsSync(file), `${file} is missing; UPDATE=1 writes it`);
      assert.equal(`${snapshot}\n`, fs.readFileSync(file, 'utf8'));
    });
  }
});
