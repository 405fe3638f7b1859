// What only a browser can tell of the layout: wide tables hint that there is more, charts stand beside
// their tables, pages fit on paper.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { describe, test } from 'node:test';

import { folder, isEnglish, pages, projects, stage, translated } from './site.mjs';

const site = stage();

const { open } = site;
// Wide enough that rows are not stacked, too narrow for the widest tables.
const tablet = { viewport: { width: 768, height: 800 } };
const schemes = {
  'light colours': { colorScheme: 'light' },
  'dark colours': { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
};

/** Every table: whether it is wider than its box, and whether the keyboard stops there. */
function tables(page) {
  return page.evaluate(() => {
    for (const fold of document.querySelectorAll('main details')) fold.open = true;
    return [...document.querySelectorAll('.scroll')].map((box, index) => ({
      index,
      name: box.querySelector('caption')?.id,
      isStop: box.tabIndex === 0 && box.getAttribute('role') === 'region',
      isWide: box.scrollWidth > box.clientWidth + 1,
    }));
  });
}

/** How much of the right edge of a table's rows is not of the page's own colour, from 0 to 1. */
async function shaded(page, table) {
  // Where the rows lie on the screen once they are in sight: a picture of the whole page would resize it,
  // and what was scrolled would be back at its start.
  const rows = await page.evaluate((at) => {
    const box = document.querySelectorAll('.scroll')[at];
    box.querySelector('tbody').scrollIntoView({ block: 'start' });
    const { top, bottom } = box.querySelector('tbody').getBoundingClientRect();
    return { top, height: Math.min(bottom, window.innerHeight) - top, right: box.getBoundingClientRect().right };
  }, table.index);
  const clip = { x: rows.right - 3, y: rows.top, width: 2, height: rows.height };
  const picture = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d');
    const colours = (style) => {
      pen.fillStyle = style;
      pen.fillRect(0, 0, 1, 1);
      return pen.getImageData(0, 0, 1, 1).data;
    };
    const ground = colours(getComputedStyle(document.body).backgroundColor);
    pen.drawImage(image, 0, 0);
    const { data: bytes } = pen.getImageData(0, 0, image.width, image.height);
    let other = 0;
    for (let at = 0; at < bytes.length; at += 4) {
      if ([0, 1, 2].some((c) => Math.abs(bytes[at + c] - ground[c]) > 24)) other += 1;
    }
    return other / (bytes.length / 4);
  }, picture);
}

const scrollToEnd = (page, index) => page.evaluate((at) => {
  const box = document.querySelectorAll('.scroll')[at];
  box.scrollLeft = box.scrollWidth;
}, index);

describe('a table that is wider than a tablet', () => {
  for (const [manner, options] of Object.entries(schemes)) {
    test(`is shaded at its edge until its end, in ${manner}`, async () => {
      await open(pages['table with a ranking'], { ...tablet, ...options }, async (page) => {
        const all = await tables(page);
        const wide = all.filter((table) => table.isWide);
        const narrow = all.filter((table) => !table.isWide);
        assert.ok(wide.length >= 1, 'the page has one');
        for (const table of narrow) {
          assert.ok(await shaded(page, table) < 0.3, `${table.name} fits and hints at nothing`);
        }
        for (const table of wide) {
          assert.ok(table.isStop, `${table.name} is reached by keyboard`);
          assert.ok(await shaded(page, table) > 0.8, `${table.name} hints that there is more`);
          await scrollToEnd(page, table.index);
          assert.ok(await shaded(page, table) < 0.4, `${table.name} ends without a hint`);
        }
      });
    });
  }

  test('keeps the heads of its rows and its caption in sight', async () => {
    for (const address of [pages.money, pages['table with a ranking']]) {
      const seen = await open(address, tablet, (page) => page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
        const wide = [...document.querySelectorAll('.scroll')].filter((box) =>
          box.scrollWidth > box.clientWidth + 1 && box.querySelector('th:nth-child(5)'));
        for (const box of wide) box.scrollLeft = box.scrollWidth;
        return wide.map((box) => {
          const edge = box.getBoundingClientRect();
          const head = box.querySelector('tbody th').getBoundingClientRect();
          const caption = box.querySelector('caption').getBoundingClientRect();
          return {
            hasMoved: box.scrollLeft > 0,
            head: Math.round(Math.abs(head.left - edge.left)),
            caption: Math.round(Math.abs(caption.left - edge.left)),
            isCut: caption.right > edge.right + 1,
            leavesRoom: head.width < edge.width / 2,
          };
        });
      }));
      assert.ok(seen.length > 0, `${address} has wide tables`);
      const still = { hasMoved: true, head: 0, caption: 0, isCut: false, leavesRoom: true };
      for (const table of seen) assert.deepEqual(table, still, address);
    }
  });
});

describe('every table of the site', () => {
  test('is reached by keyboard where it is wider than its box', async () => {
    const pages = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
    assert.ok(pages.length > 600, `${pages.length} pages`);
    // The others have tables that the keyboard reaches, or none.
    const all = pages.filter((name) => fs.readFileSync(path.join(folder, name), 'utf8').includes('<div class="scroll">'));
    assert.ok(all.length > 100, `${all.length} pages with tables that are no stops`);
    const unreached = await open(all[0], {}, async (page) => {
      const found = [];
      for (const address of all) {
        await page.goto(site.base + address);
        // A small phone, the narrowest screen on which rows are not stacked, a tablet.
        for (const width of [320, 641, 768]) {
          await page.setViewportSize({ width, height: 800 });
          const some = (await tables(page)).filter((table) => table.isWide && !table.isStop);
          found.push(...some.map((table) => `${address} at ${width} px: ${table.name}`));
        }
      }
      return found;
    });
    assert.deepEqual(unreached, []);
  });
});

// The shade is a background picture, and behind one axe no longer measures contrast.
describe('text in tables', () => {
  const kinds = ['project with redactions', 'project with uncertain values', 'status', 'money', 'findings'];
  for (const [manner, options] of Object.entries(schemes).slice(0, 2)) {
    test(`has a contrast of 4.5 and more in ${manner}`, async () => {
      for (const kind of kinds) {
        const faint = await open(pages[kind], options, (page) => page.evaluate(() => {
          const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
          const light = (colour) => {
            const [r, g, b] = numbers(colour).map((part) => {
              const share = part / 255;
              return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const colour = getComputedStyle(at).backgroundColor;
              if (numbers(colour)[3] !== 0) return colour;
            }
            return 'rgb(255, 255, 255)';
          };
          const found = [];
          for (const element of document.querySelectorAll('.scroll :is(th, td), .scroll :is(th, td) *')) {
            const [a, b] = [light(getComputedStyle(element).color), light(ground(element))];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) found.push(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
          }
          return { found, count: document.querySelectorAll('.scroll td').length };
        }));
        assert.ok(faint.count > 20, `${kind} has tables`);
        assert.deepEqual(faint.found, [], kind);
      }
    });
  }
});

describe('a project', () => {
  test('has its charts beside their tables on a wide screen', async () => {
    const pairs = await open(pages['project with redactions'], {}, (page) => page.evaluate(() =>
      [...document.querySelectorAll('.figure + .table')].map((table) => {
        const [left, right] = [table.previousElementSibling, table].map((e) => e.getBoundingClientRect());
        const box = table.querySelector('.scroll');
        return {
          group: table.closest('.group').id,
          isBeside: left.right <= right.left && Math.abs(left.top - right.top) < 8,
          isWhole: box.scrollWidth <= box.clientWidth + 1,
        };
      })));
    const beside = ['indicator-1', 'indicator-2', 'group-budget'];
    for (const group of beside) {
      const pair = pairs.find((one) => one.group === group);
      assert.deepEqual(pair, { group, isBeside: true, isWhole: true });
    }
  });

  test('takes one sheet of paper, or both sides of one, and never more than three', async () => {
    // Every twelfth, which is some of every plan; the English ones have the same figures.
    const every = (step) => (_, at) => at % step === 0;
    const english = projects().filter(isEnglish).filter(every(24));
    const some = [...projects().filter((address) => !isEnglish(address)).filter(every(12)), ...english];
    assert.ok(english.length > 10, 'there are English projects');
    const sheets = await open(some[0], {}, async (page) => {
      const counts = [];
      for (const address of some) {
        await page.goto(site.base + address);
        const paper = await page.pdf({ preferCSSPageSize: true });
        counts.push(paper.toString('latin1').match(/\/Type\s*\/Page\b/g).length);
      }
      return counts;
    });
    assert.ok(sheets.length > 20, 'there are projects');
    assert.ok(Math.max(...sheets) <= 3, `${sheets}`);
    const share = (most) => sheets.filter((count) => count <= most).length / sheets.length;
    assert.ok(share(1) >= 0.85 && share(2) >= 0.95, `${sheets}`);
  });
});

// A4 without its margins of 12 mm.
const sheet = { viewport: { width: 703, height: 1000 } };

describe('a sheet for the council', () => {
  const seen = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.getClientRects().length > 0));

  test('keeps what a drawing says and the drawing beside its table', async () => {
    const [said, left, right] = await open('hachioji-dx-r7/projects/1-1-1.html', sheet, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const said = await seen(page, '#indicators :is(figcaption, .chart)');
      return [said, ...(await page.$$eval('#indicator-1 :is(.chart, table)', (both) => both.map((one) => {
        const box = one.getBoundingClientRect();
        return { top: box.top, bottom: box.bottom, left: box.left, right: box.right };
      })))];
    });
    assert.deepEqual(said, [true, true]);
    assert.ok(left.right <= right.left && left.top < right.bottom && right.top < left.bottom, `${JSON.stringify([left, right])}`);
  });

  test('names whom to call where a telephone is known', async () => {
    const shown = await open('hachioji-dx-r7/projects/1-1-1.html', sheet, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const without = await seen(page, '#contact, #contact p');
      await page.$eval('#contact .blocks', (blocks) => blocks.insertAdjacentHTML('beforeend',
        '<dl class="facts"><div><dt>デジタル推進課</dt><dd>電話 042-000-0000</dd></div></dl>'));
      return [without, await seen(page, '#contact, #contact :is(p, dd)')];
    });
    assert.deepEqual(shown, [[false, false, false], [true, false, false, true]]);
  });
});

/** Where lines of text stand on each sheet of a document as Chromium writes it. */
function sheets(paper) {
  const text = paper.toString('latin1');
  const objects = new Map([...text.matchAll(/(?:^|\n)(\d+) 0 obj\s([^]*?)endobj/g)].map((one) => one.slice(1)));
  const leaves = [...objects.values()].filter((object) => /\/Type\s*\/Page\b/.test(object));
  return leaves.map((leaf) => {
    const content = objects.get(leaf.match(/\/Contents (\d+) 0 R/)[1]);
    const packed = content.slice(content.indexOf('stream') + 'stream'.length).trimStart();
    const drawn = zlib.inflateSync(Buffer.from(packed, 'latin1'), { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    // The words in the margin come first, in one line.
    const [foot, ...lines] = [...drawn.toString('latin1').matchAll(/ ([\d.-]+) Tm/g)].map((one) => one[1]);
    return { foot, lines: new Set(lines.slice(lines.findIndex((line) => line !== foot))) };
  });
}

describe('paper', () => {
  const named = {
    ...pages,
    ...translated,
    'list of a section': 'hachioji-dx-r7/sections/digital.html',
    'indicators in folds': 'hachioji-dx-r7/indicators.html',
    'policy on a sheet and a line': 'hadano-dx-r8/policies/t1.html',
    'project on a sheet and a line': 'hadano-dx-r8/projects/2-3.html',
  };
  for (const [name, address] of Object.entries(named)) {
    test(`names what is folded and is large enough to be read: ${name}`, async () => {
      const seen = await open(address, sheet, async (page) => {
        await page.emulateMedia({ media: 'print' });
        return page.evaluate(() => {
          const isShown = (element) => element?.getClientRects().length > 0;
          const folds = [...document.querySelectorAll('main .fold')].filter((fold) => isShown(fold));
          const nameless = folds.filter((fold) => !isShown(fold.querySelector(':scope > summary'))
            && !isShown(fold.querySelector(':scope > .blocks > .table:only-child caption')));
          const small = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const element = walk.currentNode.parentElement;
            if (!walk.currentNode.data.trim() || !isShown(element)) continue;
            if (element.closest('.visually-hidden, script, style')) continue;
            const drawing = element.closest('svg');
            const scale = drawing ? drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width : 1;
            const points = parseFloat(getComputedStyle(element).fontSize) * scale * 0.75;
            // Nine columns and more have no room for more on a sheet; what is read aloud stands above its word.
            const least = element.closest('rt') ? 5 : element.closest('table')?.querySelector('th:nth-child(9)') ? 7
              : element.matches('p:not([class]), .list li, .row-text, summary, h3') ? 8.9 : 7.9;
            const isNote = element.closest('.figure, .footer, .notes, .steps, .links, #basis, .chips, .page-project .list');
            if (points < (isNote ? Math.min(least, 7.9) : least)) {
              small.push(`${points.toFixed(1)} ${element.tagName}.${element.className} ${walk.currentNode.data.slice(0, 20)}`);
            }
          }
          return { nameless: nameless.map((fold) => fold.textContent.slice(0, 40)), small: small.slice(0, 5) };
        });
      });
      assert.deepEqual(seen, { nameless: [], small: [] });
    });

    test(`never leaves the sources alone on its last sheet: ${name}`, async () => {
      const [lines, sources] = await open(address, sheet, async (page) => {
        const last = sheets(await page.pdf({ preferCSSPageSize: true })).at(-1).lines.size;
        await page.emulateMedia({ media: 'print' });
        const below = await page.evaluate(() => {
          const range = document.createRange();
          const footer = document.querySelector('.footer');
          if (!footer) return 0;
          range.selectNodeContents(footer);
          const rows = [...range.getClientRects()].filter((box) => box.height > 0 && box.height < 20);
          return new Set(rows.map((box) => Math.round(box.bottom / 6))).size;
        });
        return [last, below];
      });
      // The page for addresses that are gone names none.
      assert.equal(sources > 0, name !== 'not found');
      assert.ok(lines > sources, `${lines} lines, ${sources} of them sources`);
    });
  }

  test('keeps headings, tables and pictures told apart for who hears it', async () => {
    for (const name of ['project with redactions', 'project with a roadmap', 'policy', 'money', 'English project']) {
      const file = (await open(pages[name], sheet, (page) => page.pdf({ preferCSSPageSize: true, tagged: true }))).toString('latin1');
      assert.match(file, /\/StructTreeRoot \d+ 0 R/, name);
      assert.match(file, /\/MarkInfo\s*<<[^>]*\/Marked true/, name);
      assert.match(file, name.startsWith('English') ? /\/Lang \(en\)/ : /\/Lang \(ja\)/, name);
      const kinds = new Set([...file.matchAll(/\/S \/(\w+)/g)].map((one) => one[1]));
      for (const kind of ['H1', 'H2', 'Table', 'TR', 'TH', 'TD']) assert.ok(kinds.has(kind), `${name}: ${kind} of ${[...kinds]}`);
    }
  });

  test('says on every sheet whose it is, which of how many, and how old', async () => {
    for (const address of ['yokohama-budget-r8/projects/14.html', 'en/hadano-dx-r8/projects/3-15.html']) {
      const [feet, said] = await open(address, sheet, async (page) => [
        sheets(await page.pdf({ preferCSSPageSize: true })).map((one) => one.foot),
        await page.evaluate(() => {
          const { sheet: name, day } = document.documentElement.dataset;
          return { name, day, heading: document.querySelector('h1').textContent };
        }),
      ]);
      assert.ok(feet.length > 1, address);
      assert.equal(new Set(feet).size, 1, `${address}: ${feet}`);
      assert.ok(said.name.endsWith(`｜${said.heading}`), `${address}: ${said.name}`);
      assert.match(said.day, /2026/);
    }
  });

  for (const [name, address] of Object.entries({ ...pages, ...translated })) {
    test(`is as wide as what stands on it, without ways to go: ${name}`, async () => {
      const shape = await open(address, sheet, async (page) => {
        await page.emulateMedia({ media: 'print' });
        return page.evaluate(() => {
          const isShown = (element) => element.getClientRects().length > 0;
          // A sheet on its side is as wide as A4 is high; a blank at the end of a line may hang over by a point.
          const isWide = (element) => {
            const part = element.closest('.section');
            return part && getComputedStyle(part).page === 'wide';
          };
          const shown = [...document.querySelectorAll('body *')].filter((element) =>
            !element.closest('svg *, .visually-hidden')
            && element.getBoundingClientRect().right > (isWide(element) ? 1034 : 705));
          const head = [...document.querySelectorAll('.header-row > *')].filter(isShown);
          return {
            wide: shown.slice(0, 3).map((element) => `${element.tagName}.${element.className}`),
            ways: [...document.querySelectorAll('.menu, .toc, .pager, .crumbs')].filter(isShown).length,
            head: head.map((element) => element.className),
          };
        });
      });
      assert.deepEqual(shape, { wide: [], ways: 0, head: ['brand'] });
    });
  }
});
