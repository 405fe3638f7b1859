// The built site in a real browser: one page of each kind, as citizens meet it.
//
// Nothing is skipped and nothing is retried. `UPDATE=1` accepts the present outline of the golden
// pages, for a person to look at in the diff; a CI never accepts.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { fileAddress, folder, goldenFolder, isEnglish, pages, projects, stage, translated } from './site.mjs';

const require = createRequire(import.meta.url);
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations'],
  // Loading style sheets once more is a request that the policy forbids.
  preload: false,
};

const site = stage();

/** What axe finds, one line a node. What is folded away is looked at too. */
async function violations(page) {
  const found = await page.evaluate((options) => {
    for (const fold of document.querySelectorAll(':is(main, footer) details')) fold.open = true;
    return window.axe.run(document, options);
  }, axeOptions);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`));
}

const mainText = (page) => page.locator('main').innerText();

/** What reaches beyond the right edge of the screen, or is cut off inside a box that hides it. */
const misfits = (page) => page.evaluate(() => {
  window.scrollTo(10000, 0);
  const width = document.documentElement.clientWidth;
  const wide = [];
  const cut = [];
  for (const element of document.querySelectorAll('body *')) {
    // What is only read aloud and what is only drawn have no words that could be lost.
    if (element.closest('.visually-hidden, [aria-hidden="true"], svg *, .skip, thead, .stack td.blank')) continue;
    const style = getComputedStyle(element);
    if (style.display === 'none' || element.getClientRects().length === 0) continue;
    const hides = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
    if (hides && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
      cut.push(element);
    }
    let scrolls = false;
    for (let box = element.parentElement; box && !scrolls; box = box.parentElement) {
      scrolls = ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
    }
    if (!scrolls && element.getBoundingClientRect().right + window.scrollX > width + 0.5) wide.push(element);
  }
  const names = (list) => list.slice(0, 5).map((element) => `${element.tagName}.${element.className}`);
  const result = { scrolled: window.scrollX, wide: names(wide), cut: names(cut) };
  window.scrollTo(0, 0);
  return result;
});
const fits = { scrolled: 0, wide: [], cut: [] };

const all = { ...pages, ...translated };
for (const [name, address] of Object.entries(all)) {
  describe(`${name} (${address})`, () => {
    // Colours, keys and requests are the same in both editions.
    const isTranslation = name in translated;
    const open = (options, look) => site.open(address, options, look);
    const sized = (width) => ({ viewport: { width, height: 800 } });

    for (const colorScheme of isTranslation ? ['light'] : ['light', 'dark']) {
      test(`has no axe violation on a phone, a tablet and a desk in ${colorScheme} colours`, async () => {
        const found = await open({ colorScheme, ...sized(320) }, async (page) => {
          await page.evaluate(axeSource);
          const all = [];
          for (const width of [320, 768, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            all.push(...(await violations(page)).map((line) => `${width} px: ${line}`));
          }
          return all;
        });
        assert.deepEqual(found, []);
      });
    }

    test('keeps every word within the screen: narrow, twice as large, with more space', async () => {
      const seen = await open(sized(320), async (page) => {
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll('details')) fold.open = true;
        });
        const narrow = await misfits(page);
        // What success criterion 1.4.12 asks for.
        await page.evaluate(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
          document.adoptedStyleSheets.push(sheet);
        });
        const spaced = await misfits(page);
        await page.setViewportSize({ width: 640, height: 800 });
        await page.evaluate(() => {
          document.adoptedStyleSheets.pop();
          document.documentElement.style.fontSize = '200%';
        });
        return { narrow, spaced, large: await misfits(page) };
      });
      assert.deepEqual(seen, { narrow: fits, spaced: fits, large: fits });
    });

    test('reads the same without JavaScript and from a disk', async () => {
      // Forms to search with are the one thing made by a script; search.test.mjs looks at what stands there
      // without. And a desk unfolds lists.
      const shared = async (page) => {
        await page.evaluate(() => {
          for (const part of document.querySelectorAll('[data-search-form], [data-search-field], main noscript')) part.remove();
          for (const fold of document.querySelectorAll('main details')) fold.open = true;
        });
        return mainText(page);
      };
      const text = await open({}, shared);
      assert.ok(text.length > 20, 'the main part has text');
      assert.equal(await open({ javaScriptEnabled: false }, shared), text);
      const look = async (page) => [await mainText(page), await page.evaluate(() => {
        const style = getComputedStyle(document.querySelector('h1'));
        return `${style.fontSize} ${style.fontWeight} ${style.color}`;
      })];
      assert.deepEqual(await site.open(fileAddress(address), {}, look), await open({}, look));
    });

    if (isTranslation) return;

    test('complains of nothing and asks no other host', async () => {
      const said = await open({}, async (page, heard) => {
        // The icon is asked for after the page is there.
        await page.waitForLoadState('networkidle');
        return heard;
      });
      assert.deepEqual(said.complaints, []);
      const outside = said.requests.filter((url) => !url.startsWith(site.base) && !url.startsWith('data:'));
      assert.deepEqual(outside, []);
      // All but the one that brings it along.
      assert.equal(said.requests.length > 1, name !== 'not found', 'a page asks for its style sheet');
    });

    // Where no link stands before the main part, there is nothing to be left.
    if (name !== 'not found') test('is left for the main part by the first key', async () => {
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

    test('stands still and stays visible in forced colours', async () => {
      const seen = await open({ forcedColors: 'active' }, (page) => page.evaluate(() => {
        const ground = getComputedStyle(document.body).backgroundColor;
        const faint = [];
        let moving = 0;
        for (const element of document.querySelectorAll('body *')) {
          const style = getComputedStyle(element);
          if (style.animationName !== 'none' || style.transitionDuration !== '0s') moving += 1;
          const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
          const paint = element.closest('svg') ? style.fill : style.color;
          if (hasText && element.getClientRects().length > 0 && paint === ground && !element.closest('title, desc')) {
            faint.push(`${element.tagName}.${element.getAttribute('class')}`);
          }
        }
        // What is drawn in a chart, unless it only is the ground of something else.
        const shapes = [...document.querySelectorAll('main svg :is(path, rect, circle, line)')]
          .filter((shape) => !shape.matches('.ground') && shape.getClientRects().length > 0);
        const unseen = shapes.filter((shape) => {
          const style = getComputedStyle(shape);
          // A cross stands on its disc.
          const disc = shape.matches('.bad') && shape.previousElementSibling;
          const under = disc ? getComputedStyle(disc).fill : ground;
          const shows = (paint, share) => paint !== 'none' && paint !== under && Number(share) > 0;
          return !shows(style.fill, style.fillOpacity)
            && !(shows(style.stroke, style.strokeOpacity) && parseFloat(style.strokeWidth) > 0);
        }).map((shape) => `${shape.tagName}.${shape.getAttribute('class')}`);
        return { moving, faint: faint.slice(0, 5), unseen };
      }));
      assert.deepEqual(seen, { moving: 0, faint: [], unseen: [] });
    });
  });
}

describe('the head of a page', () => {
  const ways = (page) => page.evaluate(() =>
    [...document.querySelectorAll('.menu a')].map((link) => link.checkVisibility()));

  test('opens its menu by key on a phone, and stands open on a desk', async () => {
    const address = pages.plan;
    const phone = { viewport: { width: 375, height: 812 }, javaScriptEnabled: true };
    const seen = await site.open(address, phone, async (page) => {
      const before = (await ways(page)).filter(Boolean).length;
      const stops = [];
      while (stops.length < 5) {
        await page.keyboard.press('Tab');
        stops.push(await page.evaluate(() => document.activeElement.textContent.trim()));
      }
      await page.keyboard.press('Enter');
      const shown = await ways(page);
      const edge = await page.evaluate(() => document.documentElement.scrollWidth);
      return { before, stops: stops.slice(2), all: shown.every(Boolean), count: shown.length > 3, edge };
    });
    assert.deepEqual(seen, { before: 0, stops: ['さがす', 'English', 'メニュー'], all: true, count: true, edge: 375 });
    const desk = await site.open(address, {}, ways);
    assert.ok(desk.length > 3 && desk.every(Boolean));
  });

  test('closes its menu by Escape, and leaves the keyboard where the menu was opened', async () => {
    await site.open(pages.plan, { viewport: { width: 375, height: 812 } }, async (page) => {
      const state = () => page.evaluate(() => ({
        isOpen: document.querySelector('.menu details').open, at: document.activeElement.textContent.trim() }));
      await page.focus('.menu summary');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.deepEqual(await state(), { isOpen: true, at: '計画の概要' });
      await page.keyboard.press('Escape');
      assert.deepEqual(await state(), { isOpen: false, at: 'メニュー' });
      // Whoever has left the menu stays where he is.
      await page.keyboard.press('Enter');
      await page.focus('.crumbs a');
      await page.keyboard.press('Escape');
      assert.deepEqual(await state(), { isOpen: false, at: 'ホーム' });
    });
  });

  test('leaves the first screen of a phone to the page', async () => {
    for (const [name, address] of Object.entries(pages)) {
      const top = await site.open(address, { viewport: { width: 375, height: 812 } },
        (page) => page.evaluate(() => document.querySelector('h1').getBoundingClientRect().top));
      assert.ok(top < 190, `${name}: the heading starts at ${top} px`);
    }
  });
});

describe('the front door', () => {
  test('asks for words where scripts run, and hands them to the search', async () => {
    const field = '.hero input[type=search]';
    for (const [address, options] of [[pages.home, {}], ['en/index.html', {}], [fileAddress(pages.home), {}]]) {
      await site.open(address, options, async (page) => {
        await page.fill(field, ' 窓口 ');
        const { href } = new URL('search.html?q=%E7%AA%93%E5%8F%A3', page.url());
        await Promise.all([page.waitForURL(href), page.press(field, 'Enter')]);
        await page.waitForSelector('[data-search-list] > li');
      });
    }
    await site.open(pages.home, { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.isVisible(field), false);
      assert.ok(await page.isVisible('main a[href="kana.html"]'));
    });
  });
});

describe('a list of pages', () => {
  test('is folded on a phone and lies open on a desk', async () => {
    for (const address of [pages['list by sound'], pages['list of projects'], pages['list of a year with verdicts']]) {
      for (const [width, isOpen] of [[375, false], [1280, true]]) {
        const folds = await site.open(address, { viewport: { width, height: 800 } },
          (page) => page.$$eval('main .fold', (all) => all.map((fold) => fold.open)));
        assert.ok(folds.length > 5 && folds.every((one) => one === isOpen), `${address} at ${width}`);
      }
    }
  });
});

describe('the keyboard alone', () => {
  // From where, to where, and what has to be unfolded on the way.
  const way = [
    ['index.html', 'yokohama-dx-action/index.html'],
    ['yokohama-dx-action/index.html', 'yokohama-dx-action/projects.html'],
    ['yokohama-dx-action/projects.html', 'yokohama-dx-action/projects/p1-1-1.html', '手続オンライン化の取組'],
    ['yokohama-dx-action/projects/p1-1-1.html', 'https://www.city.yokohama.lg.jp/'],
  ];

  /** Goes on by Tab to what is wanted, and says how it is seen there. */
  async function reach(page, isWanted) {
    for (let stops = 1; stops <= 60; stops += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const { href = '', tagName, textContent } = document.activeElement;
        const [box, style] = [document.activeElement.getBoundingClientRect(), getComputedStyle(document.activeElement)];
        const isSeen = box.top >= 0 && box.bottom <= innerHeight && box.width > 0;
        const isMarked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        return { href, fold: tagName === 'SUMMARY' ? textContent.trim() : '', look: { isSeen, isMarked } };
      });
      if (isWanted(focus)) return focus.look;
    }
    return null;
  }

  for (const [name, viewport] of Object.entries({ desk: { width: 1280, height: 800 }, phone: { width: 375, height: 812 } })) {
    test(`leads from the front door to a plan, a project and its source, on a ${name}`, async () => {
      await site.open(way[0][0], { viewport }, async (page) => {
        for (const [from, to, fold] of way) {
          assert.equal(page.url(), site.base + from);
          const seen = { isSeen: true, isMarked: true };
          const menu = await page.isVisible('.menu summary') && to.endsWith('/projects.html') && 'メニュー';
          // A desk shows lists unfolded.
          for (const folded of [menu, viewport.width < 1024 && fold].filter(Boolean)) {
            assert.deepEqual(await reach(page, (focus) => focus.fold.startsWith(folded)), seen, `${from}: ${folded}`);
            await page.keyboard.press('Enter');
          }
          const { href } = new URL(to, site.base);
          assert.deepEqual(await reach(page, (focus) => focus.href.startsWith(href)), seen, `${from}: ${to}`);
          // Where the document is, is another host's.
          if (!to.includes(':')) await Promise.all([page.waitForURL(href), page.keyboard.press('Enter')]);
        }
      });
    });
  }
});

describe('a table whose rows are stacked on a phone', () => {
  test('is the same table to a screen reader', async () => {
    for (const kind of ['table with a ranking', 'money']) {
      const told = await site.open(pages[kind], { viewport: { width: 1280, height: 800 } },
        async (page) => {
          await page.evaluate(() => {
            for (const fold of document.querySelectorAll('main details')) fold.open = true;
          });
          const table = page.locator('table.stack').first();
          const wide = await table.ariaSnapshot();
          await page.setViewportSize({ width: 375, height: 800 });
          const isStacked = await table.evaluate((element) => getComputedStyle(element).display === 'block');
          return { wide, narrow: await table.ariaSnapshot(), isStacked };
        });
      assert.ok(told.isStacked, kind);
      assert.match(told.wide, /columnheader/);
      assert.match(told.wide, /rowheader/);
      assert.equal(told.narrow, told.wide, kind);
    }
  });
});

describe('a page that is not there', () => {
  test('has its style and no wrong way on, however deep its address lies', async () => {
    const told = await site.open('hachioji-dx-r7/projects/nothing/here.html', {}, (page) => page.evaluate(() => ({
      heading: document.querySelector('h1').innerText,
      tint: getComputedStyle(document.querySelector('.headline')).backgroundColor,
      // Without an address of the site none of its own is right.
      links: [...document.querySelectorAll('[href], [src]')].map((one) => one.getAttribute('href') ?? one.src),
    })));
    assert.equal(told.heading, 'ページが見つかりません');
    assert.notEqual(told.tint, 'rgba(0, 0, 0, 0)');
    assert.deepEqual(told.links, []);
  });
});

describe('the weight of a page', () => {
  test('is under 60 KB with its style sheet, for every project', () => {
    const style = fs.readdirSync(path.join(folder, 'assets')).find((name) => /^style\..*\.css$/.test(name));
    const weight = (file) => gzipSync(fs.readFileSync(file)).length;
    const shared = weight(path.join(folder, 'assets', style));
    const all = projects();
    const weighed = all.map((address) => [address, weight(path.join(folder, address)) + shared]);
    assert.deepEqual(weighed.filter(([, total]) => total >= 60_000), []);
    const english = all.filter(isEnglish).length;
    assert.ok(english > 200 && all.length - english > 200, 'there are projects in both editions');
  });
});

describe('what a screen reader is told', () => {
  for (const [name, address] of Object.entries(pages)) {
    test(name, async () => {
      const snapshot = await site.open(address, {}, (page) =>
        page.locator('body').ariaSnapshot());
      const file = path.join(goldenFolder, `${name.replaceAll(' ', '-')}.aria.txt`);
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
