// Pages that were published once and are no more, in a real browser: a small site that has such addresses
// is built for it, because our own has lost none.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { after, describe, test } from 'node:test';

import { repository, stage } from './site.mjs';

const require = createRequire(import.meta.url);
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The program, as `cargo run --release` leaves it. */
const program = process.env.MIERUKA_PROGRAM
  ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target'), 'release/mieruka');
const town = fs.mkdtempSync(path.join(os.tmpdir(), 'mieruka-gone-'));
execFileSync(program, ['init', town]);
fs.writeFileSync(path.join(town, 'content/addresses.csv'), `address,to,what
midorino-dx-r8/projects/98-end.html,,令和7年度で終わりました。
midorino-dx-r8/projects/99-old.html,midorino-dx-r8/projects/01-online.html,番号が変わりました。
`);
execFileSync(program, ['build', town]);
after(() => fs.rmSync(town, { recursive: true }));

const site = stage(path.join(town, 'public'));

describe('an address that was published once', () => {
  test('says what became of its subject, and leads on to the plan', async () => {
    await site.open('midorino-dx-r8/projects/98-end.html', { viewport: { width: 320, height: 800 } }, async (page) => {
      const main = page.locator('main');
      assert.match(await main.innerText(), /令和7年度で終わりました。/);
      await page.evaluate(axeSource);
      const found = await page.evaluate(() => window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false }));
      assert.deepEqual(found.violations.map(({ id }) => id), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await main.locator('a[href="../index.html"]').click();
      await page.waitForURL(/\/midorino-dx-r8\/index\.html$/);
    });
  });

  test('leads to where its subject is told now, without a script', async () => {
    await site.open('midorino-dx-r8/projects/99-old.html', { javaScriptEnabled: false }, async (page) => {
      await page.waitForURL(/\/01-online\.html$/);
      assert.match(await page.title(), /オンライン/);
    });
  });
});
