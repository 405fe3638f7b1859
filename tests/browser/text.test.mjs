// Words as they stand on the screen: none is broken inside, and none lies over another.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { isEnglish, pages, stage, translated } from './site.mjs';

const all = Object.entries({ ...pages, ...translated });
const site = stage();

/** The page at a width, with everything unfolded but the menu, which lies over the page by intention. */
const unfolded = (address, width, look) =>
  site.open(address, { viewport: { width, height: 800 } }, async (page) => {
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll(':is(main, footer) details')) fold.open = true;
      /** Every piece of text that is seen, with its element. */
      window.texts = function* texts() {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const element = node.parentElement;
          // What is clipped away is only read aloud: the head of a table whose rows are stacked, for one.
          const isClipped = (at) => at && (getComputedStyle(at).clipPath !== 'none' || isClipped(at.parentElement));
          const isHidden = element.closest('.skip, title, desc, rp, rt') || !element.checkVisibility();
          if (node.data.trim() && !isHidden && !isClipped(element)) yield { node, element };
        }
      };
      window.named = (element) => {
        const own = (at) => at.tagName.toLowerCase() + [...at.classList].map((name) => `.${name}`).join('');
        return `${own(element.parentElement)} > ${own(element)}`;
      };
    });
    return look(page);
  });

describe('no Latin word is broken inside', () => {
  for (const [name, address] of all.filter(([, one]) => isEnglish(one))) {
    test(`on a phone: ${name}`, async () => {
      const broken = [];
      for (const width of [320, 375]) {
        const found = await unfolded(address, width, (page) => page.evaluate(() => {
          const list = [];
          for (const { node, element } of window.texts()) {
            // An address may break anywhere; behind a hyphen anything may.
            for (const word of node.data.matchAll(/(?<![\w./@:])[A-Za-z][A-Za-z’']+(?![\w/@:]|\.\w)/g)) {
              const range = document.createRange();
              range.setStart(node, word.index);
              range.setEnd(node, word.index + word[0].length);
              const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
              if (lines.size > 1) list.push(`${word[0]} in ${window.named(element)}`);
            }
          }
          // The program breaks the lines of a drawing: an end and a beginning are no word of the page.
          const words = new Set([...window.texts()].filter(({ element }) => !element.closest('svg'))
            .flatMap(({ node }) => node.data.match(/[A-Za-z]{2,}/g) ?? []));
          const lines = [...window.texts()].filter(({ element }) => element.closest('svg'));
          for (const [at, { node, element }] of lines.entries()) {
            const [end] = node.data.match(/[A-Za-z]+$/) ?? [];
            const [start] = lines[at + 1]?.node.data.match(/^[a-z]+/) ?? [];
            if (end && start && words.has(end + start) && !(words.has(end) && words.has(start))) {
              list.push(`${end}|${start} in ${window.named(element)}`);
            }
          }
          return list;
        }));
        broken.push(...found.map((word) => `${width} px: ${word}`));
      }
      assert.deepEqual([...new Set(broken)], []);
    });
  }
});

describe('no text lies over another', () => {
  for (const [name, address] of all) {
    test(`on a phone and on a desk: ${name}`, async () => {
      const found = [];
      for (const width of [320, 1280]) {
        const over = await unfolded(address, width, (page) => page.evaluate(() => {
          const boxes = [];
          for (const { node, element } of window.texts()) {
            const range = document.createRange();
            range.selectNodeContents(node);
            const scale = element.getScreenCTM?.()?.a ?? 1;
            // What is written, without the room that a line has above and below.
            const ink = parseFloat(getComputedStyle(element).fontSize) * scale * 0.75;
            // What has scrolled out of a box is not seen.
            const edges = element.closest('.scroll')?.getBoundingClientRect();
            for (const line of range.getClientRects()) {
              const middle = (line.top + line.bottom) / 2;
              const left = Math.max(line.left, edges?.left ?? -Infinity) + 0.5;
              const right = Math.min(line.right, edges?.right ?? Infinity) - 0.5;
              if (right > left) boxes.push({ node, element, left, right, top: middle - ink / 2, bottom: middle + ink / 2 });
            }
          }
          boxes.sort((a, b) => a.top - b.top);
          const list = [];
          for (const [at, a] of boxes.entries()) {
            for (let next = at + 1; next < boxes.length && boxes[next].top < a.bottom; next += 1) {
              const b = boxes[next];
              // A long reading may hang over what stands beside its word; only the reading does.
              const isReading = (one, other) => one.element.closest('ruby')?.parentElement.contains(other.element);
              if (a.left < b.right && b.left < a.right && !isReading(a, b) && !isReading(b, a)) {
                const say = ({ node, element }) => `“${node.data.trim().slice(0, 20)}” in ${window.named(element)}`;
                list.push(`${say(a)} and ${say(b)}`);
              }
            }
          }
          return { list, count: boxes.length };
        }));
        assert.ok(over.count > 8, 'the page has text');
        found.push(...over.list.map((pair) => `${width} px: ${pair}`));
      }
      assert.deepEqual(found, []);
    });
  }
});
