// The search, as people use it: in a real browser, over the built site.
//
// Expected results come from the indexed texts by plain substring search (`grep`), folded by code that
// shares nothing with the script that is tested. That these texts stand on their pages is tested here, too.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { createRequire } from 'node:module';

import { aside, asks, background, documents, facets, labels, questions, synonyms } from './index.mjs';
import { fileAddress, folder, stage } from './site.mjs';
import { fold } from './fold.mjs';

const require = createRequire(import.meta.url);
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const AT_ONCE = 12;
const site = stage();

const open = (look, { address = 'search.html', options = {} } = {}) => site.open(address, options, look);
const input = '[data-search-input]';
const links = (page) => page.locator('[data-search-list] h3 a');

/** Waits until the page shows what was asked for; the script says so itself. */
const done = (page, query) => page.waitForFunction((wanted) =>
  document.querySelector('[data-search]').dataset.done === wanted, query.trim());

async function ask(page, query) {
  await page.fill(input, query);
  await done(page, query);
}

const addresses = new Set(documents.map(({ address }) => address));
/** The document that a result leads to; its link may name a section of the page, too. */
const documentOf = (href) => (addresses.has(href) ? href : href.split('#')[0]);

/** The addresses of all that is found, after as many clicks on "more" as there are, in their order. */
async function ordered(page, list = '[data-search-list]') {
  const more = page.locator('[data-search-more]');
  for (;;) {
    const count = await page.locator('[data-search] h3 a').count();
    if (await more.isHidden()) break;
    await more.click();
    await page.waitForFunction((before) => document.querySelectorAll('[data-search] h3 a').length > before, count);
  }
  const hrefs = await page.locator(`${list} h3 a`).evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  return hrefs.map(documentOf);
}
const found = async (page, list) => (await ordered(page, list)).sort();
/** What stands below the line, because little or nothing else was found. */
const near = (page) => found(page, '[data-search-near-list]');

const texts = documents.map((doc) => ({
  ...doc,
  short: [doc.title, ...doc.heads, doc.other ?? ''].map(fold),
  long: [doc.translated ?? '', ...doc.text, ...doc.values.map(({ value }) => value)].map(fold),
}));
const others = new Map(synonyms.map(([word, ...also]) => [fold(word), also]));
const replaced = [...others.keys()].sort((a, b) => b.length - a.length);
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A word in all its forms: with every known word in it as it is, or replaced. Each with what replaced it. */
const formsOf = (word) => word.split(new RegExp(`(${replaced.map(escaped).join('|')})`))
  .map((part) => [[part, []], ...(others.get(part) ?? []).map((one) => [fold(one), [one]])])
  .reduce((heads, tails) => heads.flatMap(([head, before]) => tails.map(([tail, more]) => [head + tail, [...before, ...more]])), [['', []]]);
for (const doc of texts) doc.all = [...doc.short, ...doc.long].join('\n');
/** The documents that hold a word. One in Latin letters that any of them begins with is not looked for within words. */
const known = new Map();
const holders = (word) => {
  if (!known.has(word)) {
    const isSingle = Array.from(word).length === 1;
    const all = texts.filter((doc) => (isSingle ? doc.short.some((text) => text.startsWith(word)) : doc.all.includes(word)));
    const head = new RegExp(`(?<![a-z])${escaped(word)}`);
    const begun = /^[a-z]/.test(word) && !isSingle ? all.filter((doc) => head.test(doc.all)) : [];
    known.set(word, new Set(begun.length > 0 ? begun : all));
  }
  return known.get(word);
};
const ideographs = Object.entries({ 2: '二', 6: '六', 8: '八', 10: '十', 20: '二十', 31: '三十一' });
const spelled = (form) => ideographs.filter(([number]) => form.match(/^\D+(\d+)年/)?.[1] === number)
  .map(([number, sign]) => form.replace(number, sign));
const labelled = new Map(labels.flatMap((label) => label.forms.flatMap((form) => [form, ...spelled(form)]).map((form) => [fold(form), label])));
const labelOf = (word) => labelled.get(word);
/** The kinds of figures that a word asks for, in any of its forms. */
const askedBy = (word) => [...new Set(formsOf(word).flatMap(([form]) => asks.filter(({ forms }) => forms.map(fold).includes(form))))];
const usualOf = (word) => labelOf(word)?.forms.slice(0, 1).filter((usual) => fold(usual) !== word) ?? [];
const allForms = (word) => [...formsOf(word), ...usualOf(word).map((usual) => [fold(usual), [usual]])];
/** The documents that match a word: in any of its forms, or by a label. */
const matching = (word) => {
  const label = labelOf(word);
  const told = texts.filter(({ number }) => label?.holds(number));
  const isNumber = !label && /^\d{3,}$/.test(word);
  const priced = texts.filter(({ amounts }) => isNumber && amounts.some(({ value }) => fold(value).match(/\d+/)[0] === word));
  const asked = askedBy(word);
  const figured = texts.filter(({ number }) => asked.some(({ holds }) => holds(number)));
  return new Set([...told, ...figured, ...priced, ...allForms(word).flatMap(([form]) => [...holders(form)])]);
};
/** The other words that are found anywhere and are therefore told. */
const alsoTold = (query) => {
  const found = fold(query).split(' ').filter(Boolean).flatMap(allForms)
    .filter(([form, also]) => also.length > 0 && holders(form).size > 0);
  const words = [...new Set(found.flatMap(([, also]) => also))];
  return words.length > 0 ? `「${words.join('」「')}」でも探しました。` : '';
};
/** What a plain substring search finds. */
const grep = (query, passes = () => true) => {
  const words = fold(query).split(' ').filter(Boolean).map(matching);
  const all = texts.filter((doc) => passes(doc) && words.every((found) => found.has(doc)));
  const main = all.filter((doc) => doc.number < aside);
  return (main.length > 0 ? main : all).map((doc) => doc.address).sort();
};

describe('what is found', () => {
  const queries = ['窓口', 'オンライン', '標準化', 'マイナンバ', 'マイナンバーカードの交付', 'の', 'DX', 'RPA', '年度', '(%)',
    '窓口 予約', '予約　窓口　オンライン', '市 窓口', 'デジタル推進課', '24手続', '存在しない言葉', '。', '窓', '%',
    'マイナカード', 'スマホ教室', '給料', 'ネット 申請', 'ネットでスマホ', 'ｽﾏﾎ', '引越し', '効果INDEX', 'デジタル推進課ほか', '役所', '46000', '4,000人', '黒塗り', '伏せ字',
    'LINE', 'line', 'LAN', '公式LINE', 'nline', 'AI', 'バス', '令和6年度', '2024年度', '2024', 'R6', '平成31年度', '令和六年度', '平成三十一年', '予算', 'plan.yaml', '子ども'];
  for (const query of queries) {
    test(`「${query}」 finds what a substring search finds`, async () => {
      const wanted = grep(query);
      await open(async (page) => {
        await ask(page, query);
        const count = await page.textContent('[data-search-count]');
        assert.deepEqual(await found(page), wanted);
        assert.match(count, wanted.length > 0 ? new RegExp(`は${wanted.length}件`) : /見つかりませんでした/);
        assert.ok(count.endsWith(`。${alsoTold(query)}`), count);
        assert.equal(count.includes('でも探しました'), alsoTold(query) !== '');
      });
    });
  }
  test('these are no empty promises', () => {
    for (const query of ['マイナカード', 'スマホ教室', '給料', 'ネット 申請']) assert.ok(grep(query).length > 5 && alsoTold(query), query);
    for (const query of ['窓口', 'オンライン', '標準化', 'マイナンバ']) assert.ok(grep(query).length > 30, query);
  });

  test('every pair of characters of a hundred texts, and longer pieces of them', async () => {
    // Every seventh document, a piece from somewhere within it: no word that somebody thought of.
    const pieces = texts.filter((_, i) => i % 7 === 0).flatMap((doc, i) => {
      const all = [...doc.short, ...doc.long].join(' ').split(' ').filter((text) => text.length > 2);
      const text = Array.from(all[i % Math.max(all.length, 1)] ?? '');
      const at = (i * 5) % Math.max(text.length - 2, 1);
      return [text.slice(at, at + 2 + (i % 6)).join('')].filter((piece) => Array.from(piece).length > 1);
    }).slice(0, 100);
    assert.ok(pieces.length > 90);
    await open(async (page) => {
      for (const piece of new Set(pieces)) {
        await ask(page, piece);
        const wanted = grep(piece);
        const said = await page.textContent('[data-search-count]');
        assert.ok(said.endsWith(`」は${wanted.length}件見つかりました。${alsoTold(piece)}`), `${piece}: ${said}, ${wanted.length}`);
        const first = await links(page).evaluateAll((all) => all.map((a) => a.getAttribute('href')));
        assert.equal(first.length, Math.min(AT_ONCE, wanted.length));
        for (const href of first) assert.ok(wanted.includes(documentOf(href)), `${piece}: ${href}`);
      }
    });
  });

  const same = {
    'half-width kana': ['ﾏｲﾅﾝﾊﾞｰ', 'マイナンバー'], 'full-width letters': ['ＤＸ', 'DX'], 'small letters': ['dx', 'DX'],
    hiragana: ['おんらいん', 'オンライン'], 'dashes for long vowels': ['マイナンバ―カ‐ド', 'マイナンバーカード'],
    'decomposed marks': ['オンライン化テ\u3099', 'オンライン化デ'], 'blanks around': ['　窓口 ', '窓口'],
  };
  for (const [name, [written, plain]] of Object.entries(same)) {
    test(`does not mind ${name}`, async () => {
      const results = await open(async (page) => {
        await ask(page, written);
        const one = await found(page);
        await ask(page, '');
        await ask(page, plain);
        return [one, await found(page)];
      });
      assert.deepEqual(results[0], results[1]);
      assert.deepEqual(results[0], grep(plain));
    });
  }

  test('titles come before indicators and sections, those before prose', async () => {
    const word = '窓口';
    const rank = new Map(texts.map((doc) => [doc.address,
      doc.short[0].includes(word) ? 0 : doc.short.some((text) => text.includes(word)) ? 1 : 2]));
    const order = await open(async (page) => {
      await ask(page, word);
      return ordered(page);
    });
    const isBehind = (address) => documents.findIndex((doc) => doc.address === address) >= background;
    const first = order.findIndex(isBehind);
    assert.ok(first > 0 && order.slice(first).every(isBehind), 'what explains comes after what it explains');
    for (const group of [order.slice(0, first), order.slice(first)]) {
      const ranks = group.map((address) => rank.get(address));
      assert.deepEqual(ranks, [...ranks].sort());
    }
    assert.deepEqual([...new Set(order.slice(0, first).map((address) => rank.get(address)))], [0, 1, 2]);
  });

  test('projects and policies come before glossaries and guides, whatever is asked', async () => {
    const kinds = new Map(documents.map(({ address, kind }) => [address, kind]));
    const last = documents.at(-1).kind;
    const behind = [last - 2, last - 1, last]; // terms, pages, and the guide for those who make the site
    for (const query of ['非公開', '生成AI', 'RPA', 'マイナ保険証']) {
      await open(async (page) => {
        await ask(page, query);
        const all = (await ordered(page)).map((address) => behind.includes(kinds.get(address)));
        assert.ok(all.includes(true) && all.includes(false), query);
        assert.ok(all.slice(all.indexOf(true)).every(Boolean), `${query}: ${all}`);
      });
    }
  });
});

describe('what is near', () => {
  const FEW = 10;
  const line = (page) => page.textContent('[data-search-near]');
  const less = (all, some) => all.filter((address) => !some.includes(address));
  /** Documents with an ideograph anywhere in their texts. */
  const within = (sign) => texts.filter((doc) => doc.number < aside && [...doc.short, ...doc.long].some((text) => text.includes(sign)))
    .map((doc) => doc.address).sort();

  const compounds = { 避難アプリ: ['避難', 'アプリ'], 子育てアプリ: ['子育て', 'アプリ'], 職員研修: ['職員', '研修'],
    避難のアプリ: ['避難', 'アプリ'], ごみアプリ: ['ごみ', 'アプリ'], 保育予約: ['保育', '予約'], ＤＸ研修: ['DX', '研修'] };
  for (const [query, pieces] of Object.entries(compounds)) {
    test(`to 「${query}」 is what holds all pieces of it`, async () => {
      const whole = grep(query);
      const wanted = less(grep(pieces.join(' ')), whole);
      assert.ok(whole.length < FEW && wanted.length > 0);
      await open(async (page) => {
        await ask(page, query);
        assert.deepEqual(await found(page), whole, 'the count of full matches is as it was');
        assert.deepEqual(await near(page), wanted);
        assert.ok((await line(page)).startsWith(`「${pieces.join('」と「')}」の両方を含むもの：${wanted.length}件。`), await line(page));
        assert.match(await page.textContent('[data-search-count]'), whole.length > 0 ? /は\d+件見つかりました/ : /見つかりませんでした/);
      });
    });
  }

  test('to compounds that nobody thought of is what holds their parts', async () => {
    const runs = (kind) => texts.flatMap((doc) => doc.title.match(kind) ?? []);
    const [heads, tails] = [runs(/(?<!\p{sc=Han})\p{sc=Han}{2}(?!\p{sc=Han})/gu), runs(/[ァ-ヺー]{3,}/g)];
    const pairs = heads.filter((_, i) => i % 9 === 0).map((head, i) => [head, tails[(i * 7) % tails.length]])
      .filter((pair) => grep(pair.join('')).length < FEW && less(grep(pair.join(' ')), grep(pair.join(''))).length > 0);
    assert.ok(pairs.length > 8, `${pairs.length}`);
    await open(async (page) => {
      for (const pair of pairs) {
        await ask(page, pair.join(''));
        assert.deepEqual(await near(page), less(grep(pair.join(' ')), grep(pair.join(''))), pair.join(''));
      }
    });
  });

  test('to an ideograph is what holds it anywhere', async () => {
    await open(async (page) => {
      for (const sign of ['税', '婚', '橋', '費', '課', '帳', '紙'].filter((one) => grep(one).length < FEW)) {
        await ask(page, sign);
        assert.deepEqual(await found(page), grep(sign), sign);
        assert.deepEqual(await near(page), less(within(sign), grep(sign)), sign);
      }
      await ask(page, '委託 減');
      const both = grep('委託').filter((address) => within('減').includes(address));
      assert.ok(both.length > 0 && grep('委託 減').length === 0);
      assert.deepEqual(await near(page), both);
    });
  });

  test('to words that never stand together is what holds most of them', async () => {
    const queries = ['粗大ごみ 電子図書館 窓口', '産後うつ 粗大ごみ', 'システム ゐゑゐゑ', 'ゐゑゐゑ 窓口 予約', '消防団員 RPA 標準化'];
    await open(async (page) => {
      for (const query of queries) {
        assert.deepEqual(grep(query), []);
        const holders = new Map(query.split(' ').map((word) => [word, new Set(grep(word))]));
        const words = [...holders.keys()].filter((word) => holders.get(word).size > 0);
        const times = new Map(texts.map(({ address }) => [address, words.filter((word) => holders.get(word).has(address)).length]));
        const most = Math.max(...times.values());
        const wanted = [...times.keys()].filter((address) => times.get(address) === most).sort();
        await ask(page, query);
        assert.deepEqual(await near(page), wanted, query);
        const said = await line(page);
        assert.equal(said.includes('「ゐゑゐゑ」はどこにもありません。'), query.includes('ゐゑ'), said);
        if (most < words.length) assert.ok(said.includes(`「${words.join('」「')}」のうち${most}つを含むもの：${wanted.length}件。`), said);
      }
    });
  });

  test('to a word beside a number is what holds the word, never what holds only the number', async () => {
    const named = { '行政情報ネットワーク 60億': '行政情報ネットワーク', '約６０億円　行政情報ネットワーク': '行政情報ネットワーク',
      '行政情報ネットワーク 60 億円': '行政情報ネットワーク', 'OMOTANコイン 25％': 'OMOTANコイン', '産後うつ 1,200件': '産後うつ',
      'ゐゑゐゑ 60億円': '' };
    await open(async (page) => {
      for (const [query, name] of Object.entries(named)) {
        assert.deepEqual(grep(query), [], query);
        await ask(page, query);
        assert.deepEqual(await near(page), name ? grep(name) : [], query);
        if (name) assert.match(await line(page), new RegExp(`^「${name}」をどこかに含むもの：\\d+件。$`));
      }
      // In one go, too, the number stays whole.
      for (const query of ['行政情報ネットワーク 60億', '行政情報ネットワーク約60億円']) {
        await ask(page, query);
        const [first] = await ordered(page, '[data-search-near-list]');
        assert.match(texts.find(({ address }) => address === first).title, /行政情報ネットワーク/, query);
        assert.doesNotMatch(await line(page), /60|億/);
      }
    });
  });

  test('is not shown where enough is found, and nothing is promised where nothing is', async () => {
    await open(async (page) => {
      for (const query of ['窓口', '標準化', 'ゐゑゐゑ', '']) {
        await ask(page, query);
        assert.equal(await page.locator('[data-search-near]').isVisible(), false, query);
        assert.deepEqual(await near(page), []);
      }
    });
  });

  test('respects the filters', async () => {
    const plan = facets[0].values.findIndex(({ id }) => id === 'hadano-dx-r8');
    const wanted = grep('職員 研修', (doc) => doc.facets[0].includes(plan));
    await open(async (page) => {
      await done(page, '職員研修');
      assert.deepEqual([...await found(page), ...await near(page)].sort(), wanted);
    }, { address: `search.html?q=${encodeURIComponent('職員研修')}&plan=hadano-dx-r8` });
  });

  test('is heard, marked, reached by the keyboard, and free of axe violations', async () => {
    await open(async (page) => {
      await ask(page, '職員研修');
      await page.press(input, 'Enter');
      await page.waitForFunction(() => document.querySelector('[role=status]').textContent !== '');
      assert.equal(await page.textContent('[role=status]'), await page.textContent('[data-search-count]') + await line(page));
      const marks = await page.locator('[data-search-near-list] mark').allTextContents();
      assert.deepEqual([...new Set(marks.map(fold))].sort(), ['研修', '職員']);
      await links(page).last().focus();
      await page.keyboard.press('ArrowDown');
      assert.ok(await page.evaluate(() => document.activeElement.matches('[data-search-near-list] li:first-child a')));
      await page.evaluate(axeSource);
      const all = await page.evaluate(() => window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false }));
      assert.deepEqual(all.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)), []);
    });
  });

  test('is told in English on English pages', async () => {
    await open(async (page) => {
      await ask(page, 'q-library');
      assert.equal(await page.textContent('[data-search-count]'), 'Nothing found for “q-library”.');
      assert.match(await line(page), /^With “library” anywhere: \d+\.$/);
      assert.deepEqual((await near(page)).sort(), grep('library'));
      await ask(page, 'library ゐゑゐゑ garbage');
      assert.match(await line(page), /^“ゐゑゐゑ” stands nowhere\. With 1 of “library”, “garbage”: \d+\. Searched for “waste” as well\.$/);
    }, { address: 'en/search.html' });
  });
});

describe('what people ask for', () => {
  /** The results that are shown: where they lead, their chips and lines. */
  const shown = (page) => page.locator('[data-search-list] > li').evaluateAll((all) => all.map((item) => ({
    href: item.querySelector('h3 a').getAttribute('href'),
    chips: [...item.querySelectorAll('.chip')].map((chip) => chip.textContent),
    lines: [...item.querySelectorAll('.result-text')].map((line) => line.textContent),
  })));
  const answers = async (query, address = 'search.html') => open(async (page) => {
    await ask(page, query);
    return shown(page);
  }, { address });

  test('money leads to the project and says the newest amount with its year', async () => {
    for (const [query, wanted, line] of [
      ['DXプロモーション 決算', /budget-r8\/projects\/05\.html/, /^決算：約[\d,]+万円（令和6年度）$/],
      ['庁内LAN 予算', /budget-r8\/projects\/10\.html#group-budget$/, /^全体の予算：約[\d億,]+万円（令和8年度）$/],
      ['情報セキュリティ対策 費用', /budget-r8\/projects\/04\.html/, /^予算：約[\d,]+万円（令和8年度）$/],
    ]) {
      const [first] = await answers(query);
      assert.match(first.href, wanted, query);
      assert.match(first.lines[0], line, query);
    }
  });

  test('a year leads to its page and to what has something in it, in any calendar', async () => {
    for (const query of ['2024年度', '令和6年度', '2024', 'R6', 'FY2024']) {
      const [first, second] = await answers(query);
      assert.match(first.href, /year-2024\.html$/, query);
      assert.match(second.href, /year-2024\.html$/, query);
    }
    for (const query of ['消防団 タブレット 令和6年度', '消防団 タブレット 2024年度', '消防団 タブレット R6']) {
      const [first] = await answers(query);
      assert.match(first.href, /hachioji-dx-r7\/projects\/2-3-4\.html/, query);
      assert.ok(first.lines.some((line) => line.endsWith('（令和6年度の実績）')), `${query}: ${first.lines}`);
    }
  });

  test('the figure of another year is no answer', async () => {
    const [first] = await answers('DXプロモーション 2023年度 決算');
    assert.match(first.href, /budget-r8\/projects\/05\.html/);
    assert.ok(first.lines.every((line) => !/令和6年度）$/.test(line)), `${first.lines}`);
    const [name, label] = ['LINE登録者数', '令和5年度の実績'];
    const { value } = documents.flatMap(({ values }) => values).find((one) => one.name === name && one.label === label);
    const [line] = await answers(`${name} 令和5年度`);
    assert.equal(line.lines[0], `${name}：${value}（${label}）`);
  });

  test('words in one go with a year, or with what is asked, are taken apart', async () => {
    await open(async (page) => {
      for (const [query, parts] of [['令和6年度決算', '令和6年度 決算'], ['2024年度の決算', '令和6年度 決算'], ['R6未達成', '令和6年度 未達成'],
        ['庁内LANの予算', '庁内LAN 予算'], ['スマホ教室の目標', 'スマホ教室 目標']]) {
        await ask(page, query);
        const wanted = grep(parts);
        assert.ok(wanted.length > 0, query);
        assert.deepEqual(await found(page), wanted, query);
      }
    });
  });

  test('a line item is told with its own amount, one tap from its row, and never with that of the whole', async () => {
    const items = documents.flatMap((doc) => doc.figures.filter(({ section }) => section.startsWith('item-')).map((item) => ({ ...item, doc })));
    const named = items.filter(({ name, told, doc }) => told.length > 0 && !fold(doc.title).includes(fold(name))
      && !/[\s()（）]/.test(name) && items.filter((one) => fold(one.name) === fold(name)).length === 1);
    assert.ok(named.length > 10, `${named.length}`);
    for (const { name, section, told: [[label, value]], doc } of named.filter((_, i) => i % 3 === 0)) {
      const all = await answers(`${name} 予算`);
      const one = all.find(({ href }) => href === `${doc.address}#${section}`);
      assert.ok(one, `${name}: ${all.map(({ href }) => href)}`);
      assert.equal(one.lines[0], `${name}：${value}（${label}）`);
      assert.ok(one.lines.every((line) => !/^(全体の)?予算：/.test(line)), `${one.lines}`);
      const html = fs.readFileSync(path.join(folder, doc.address), 'utf8');
      assert.match(html, new RegExp(`<tr[^>]* id="?${section}["\\s>]`));
    }
    const [first] = await answers('デジタルデバイド対策 予算');
    assert.deepEqual(first, { ...first, href: 'yokohama-budget-r8/projects/09.html#item-3', lines: ['デジタルデバイド対策：約815万円（令和8年度予算）'] });
    const [before] = await answers('デジタルデバイド対策 令和7年度 予算');
    assert.deepEqual(before.lines, ['デジタルデバイド対策：660万円（令和7年度予算）']);
    // What is only spoken of has the amount of the whole, which says so.
    const [spoken] = await answers('サーバー 予算');
    assert.match(spoken.lines[0], /^全体の予算：約[\d億,]+万円（令和8年度）$/);
  });

  test('money of a year is answered with the sum of that year, before what only holds the words', async () => {
    const year = labels.findIndex(({ forms: [first] }) => first === '令和11年度');
    const [budget] = asks;
    const isAnswer = (href) => budget.ofYear(year)(documents.find((doc) => doc.address === documentOf(href)).number);
    for (const query of ['令和11年度 予算', '2029年度 予算', 'R11予算', '予算　２０２９']) {
      const all = await answers(query);
      assert.match(all[0].href, /year-2029\.html$/, query);
      const flags = all.map(({ href }) => isAnswer(href));
      assert.ok(flags.filter(Boolean).length > 8 && flags.lastIndexOf(true) < (flags.indexOf(false) + 99) % 99, `${query}: ${flags}`);
      for (const { href, lines } of all.filter(({ href }) => isAnswer(href))) {
        assert.equal(lines.length, 1, `${href}: ${lines}`);
        assert.match(lines[0], /^予算額?：.*[\d万千]円.*（令和11年度(・見込み)?）$/, href);
      }
      for (const { lines } of all) assert.ok(lines.every((line) => !line.includes('読み取れません')), `${lines}`);
    }
    for (const [query, line] of [['決算 令和5年度 セキュリティ', /^決算：約627万円（令和5年度）$/], ['行政情報クラウド基盤事業 予算 令和9年度', /^予算：約16億9,178万円※（令和9年度・見込み）$/],
      ['ＤＸプロモーション　令和7年度予算', /^予算：約1,253万円（令和7年度）$/], ['FY2023 settled', /^決算額：.*（令和5年度）$/]]) {
      const [first] = await answers(query);
      assert.match(first.lines[0], line, query);
    }
    // Where the document gives none, it says so, and no figure of another year.
    const [none] = await answers('行政情報クラウド基盤事業 決算 令和9年度');
    assert.deepEqual(none.lines, ['令和9年度の決算の数字は、このページの表にありません。']);
  });

  test('targets and results are asked for like money', async () => {
    for (const [query, kind, label] of [['スマホ教室 目標', 2, '令和12年度の目標'], ['スマホ教室 令和9年度 目標', 2, '令和9年度の目標'], ['LINE登録者数 実績 R5', 3, '令和5年度の実績']]) {
      const all = await answers(query);
      const [first] = all;
      assert.ok(asks[kind].holds(documents.find(({ address }) => address === documentOf(first.href)).number), query);
      assert.ok(first.lines.length > 0 && first.lines.every((line) => line.endsWith(`（${label}）`)), `${query}: ${first.lines}`);
    }
    assert.match((await answers('スマホ教室 目標'))[0].href, /hadano-dx-r8\/projects\/3-1\.html/, 'whose text does not say the word');
    const [later] = await answers('待ち時間 目標');
    assert.match(later.href, /hadano-dx-r8\/projects\/j1-2\.html/);
    assert.match(later.lines[0], /決定※?（令和12年度の目標）$/);
    // What is asked for is no reason to show what it is not asked about.
    await open(async (page) => {
      for (const [query, name] of [['電子図書館 目標 令和12年度', '電子図書館'], ['図書館 いくらかかる', '図書館']]) {
        await ask(page, query);
        assert.deepEqual(await found(page), [], query);
        assert.deepEqual(await near(page), grep(name), query);
      }
    });
  });

  test('questions are understood, or left out and told so', async () => {
    await open(async (page) => {
      const line = () => page.textContent('[data-search-count]');
      const money = grep('ガバメントクラウド').filter((address) => grep('予算').includes(address) || grep('決算').includes(address))
        .filter((address) => asks.slice(0, 2).some(({ holds }) => holds(documents.find((doc) => doc.address === address).number)));
      for (const query of ['ガバメントクラウド いくら', 'ガバメントクラウド　いくらですか？', 'ガバメントクラウドはいくら']) {
        await ask(page, query);
        assert.deepEqual(await found(page), money, query);
        assert.match(await line(), /「予算」「決算」でも探しました。$/);
        assert.match(await page.locator('.result-text').first().textContent(), /^ガバメントクラウド利用料：3億2,475万円（令和8年度予算）$/);
      }
      for (const [word, name] of [['なぜ', '電子錠'], ['いつから', '粗大ごみ'], ['どこで', '保育園'], ['何枚', 'マイナンバーカード'], ['誰が', '窓口']]) {
        await ask(page, `${name} ${word}`);
        assert.deepEqual(await found(page), grep(name), word);
        assert.ok((await line()).includes(`。「${word}」は、さがす言葉から外しました。`), await line());
      }
      // No question: alone it is what somebody looks for, and within a word it is none.
      await ask(page, 'なぜ');
      assert.doesNotMatch(await line(), /外しました/);
      assert.deepEqual(await found(page), grep('なぜ'));
      await ask(page, '窓口 新しいくらし');
      assert.doesNotMatch(await line(), /外しました|予算/);
    });
    assert.ok(questions.some(({ kinds }) => kinds.length === 0) && questions.some(({ kinds }) => kinds.length > 0));
  });

  test('a sentence about a verdict comes after what was judged, and so does what was judged otherwise', async () => {
    const missed = labels.find(({ forms }) => forms.includes('未達成'));
    const met = labels.find(({ forms }) => forms.includes('目標達成'));
    const numberOf = (address) => documents.find((doc) => doc.address === address).number;
    await open(async (page) => {
      await ask(page, 'ｵﾝﾗｲﾝ申請 未達成');
      const all = await ordered(page);
      const flags = all.map((address) => missed.holds(numberOf(address)) || /status\.html$/.test(address));
      assert.ok(flags[0] && flags.includes(false) && flags.slice(flags.indexOf(false)).every((flag) => !flag), `${all}`);
      await ask(page, 'R6 未達成 公園');
      const close = await ordered(page, '[data-search-near-list]');
      const [bad, good] = [missed, met].map(({ holds }) => close.map((address) => holds(numberOf(address))));
      assert.ok(bad[0] && good.includes(true) && good.indexOf(true) > bad.lastIndexOf(true), `${close}`);
    });
  });

  test('a word that stands nowhere as typed is first what it is another word for', async () => {
    const all = await answers('らいん');
    const title = ({ href }) => fold(documents.find(({ address }) => address === documentOf(href)).title);
    const isLine = all.map((one) => /(?<![a-z])line/.test([title(one), ...one.lines.map(fold)].join('\n')));
    assert.ok(isLine[0] && isLine[1], `${isLine}`);
    await open(async (page) => {
      await ask(page, 'らいん');
      assert.deepEqual(await found(page), grep('らいん'), 'and then what holds it');
    });
  });

  test('figures in a line are of one width', async () => {
    const figures = documents.flatMap(({ values, figures: heads }) => [...values.map(({ value }) => value), ...heads.flatMap(({ told }) => told.map(([, value]) => value))]);
    const isFigure = (value) => /^[\d０-９]/.test(value) && value.length < 12;
    assert.ok(figures.filter(isFigure).length > 500);
    assert.deepEqual(figures.filter((value) => isFigure(value) && /^[\d０-９，．,.]*[０-９][０-９，．]*/.test(value) && !/\p{sc=Hira}/u.test(value)), []);
  });

  test('words that stand together nowhere are said to, above what has most of them', async () => {
    await open(async (page) => {
      await ask(page, '産後うつ 粗大ごみ');
      assert.equal(await page.textContent('[data-search-count]'), '「産後うつ」と「粗大ごみ」を一緒に含むページは見つかりませんでした。');
      assert.match(await page.textContent('[data-search-near]'), /^「産後うつ」「粗大ごみ」のうち1つを含むもの：\d+件。/);
    });
  });

  test('what was typed comes before other words for it', async () => {
    const [first] = await answers('電子申請');
    assert.match(first.href, /p1-1-4\.html/);
    for (const [one, other] of [['こども', '子ども'], ['子ども', '子供'], ['ペーパレス', 'ペーパーレス']]) {
      assert.deepEqual(grep(one), grep(other), 'one finds the other');
      assert.ok(grep(one).length > 5);
    }
  });

  test('the guide for those who make the site answers only what nothing else does', async () => {
    for (const query of ['未達成', '非公開', 'スマートフォン', 'ファイル']) {
      const all = await answers(query);
      assert.ok(all.length > 0 && all.every(({ href }) => !href.startsWith('guide/')), query);
    }
    const all = await answers('plan.yaml');
    assert.ok(all.length > 1 && all.every(({ href, chips }) => href.startsWith('guide/') && chips[0] === 'サイトを作る人の手引き'));
  });

  test('a verdict leads first to what was judged so, then to what has met its goals', async () => {
    const verdicts = facets[3].values.map(({ id }) => id);
    const isOf = ({ facets: [, , , values] }, ...ids) => values.some((value) => ids.includes(verdicts[value]));
    for (const query of ['未達成', '2024年度 未達成']) {
      await open(async (page) => {
        await ask(page, query);
        const all = (await ordered(page)).map((address) => documents.find((doc) => doc.address === address));
        const missed = all.map((doc) => isOf(doc, 'missed', 'none-met'));
        assert.ok(missed.filter(Boolean).length >= 15, query);
        const before = all.slice(0, missed.lastIndexOf(true)).filter((doc) => !isOf(doc, 'missed', 'none-met'));
        assert.ok(before.every(({ address }) => /status\.html$/.test(address)), `${query}: ${before.map(({ address }) => address)}`);
      });
    }
  });

  test('kinds of pages are found by what people call them, with the city', async () => {
    for (const [query, wanted] of [['横浜市 予算', /yokohama-budget-r8\/money\.html/], ['一番予算が多い事業', /money\.html/],
      ['八王子市 達成率', /hachioji-dx-r7\/status\.html/]]) {
      await open(async (page) => {
        await ask(page, query);
        const hrefs = await page.locator('[data-search] h3 a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
        assert.ok(hrefs.slice(0, query === '横浜市 予算' ? 1 : 3).some((href) => wanted.test(href)), `${query}: ${hrefs.slice(0, 3)}`);
      });
    }
  });

  test('an answer holds as many of the words as it can, and no slip of the document', async () => {
    const [first] = await answers('生成AI 予算');
    assert.match(first.href, /budget-r8\/projects\/08\.html/);
    assert.ok(first.lines.some((line) => /^予算：約[\d億,]+万円（令和8年度）$/.test(line)), `${first.lines}`);
    assert.ok(first.lines.every((line) => !/バックオフ\p{sc=Cyrillic}/u.test(line)), `${first.lines}`);
    for (const { chips: [, plan] } of await answers('横浜市 統計')) if (plan) assert.match(plan, /横浜/);
  });

  test('every result says something, and more than the name of the city', async () => {
    for (const query of ['窓口', 'こども', '八王子市 窓口', '横浜市 統計', 'オンライン', '2023年度']) {
      for (const { href, lines } of await answers(query)) {
        assert.ok(lines.length > 0 && lines.every((line) => line.length > 1), `${query} ${href}`);
        assert.ok(!lines.every((line) => /^.{1,3}市$/.test(line)), `${query} ${href}: ${lines}`);
      }
    }
  });

  test('LINE is not found in online, nor marked there', async () => {
    await open(async (page) => {
      await ask(page, 'LINE');
      const hits = await ordered(page);
      assert.ok(hits.length > 5 && hits.length < 20, `${hits.length}`);
      const texts = await page.locator('[data-search-list] > li').allTextContents();
      assert.ok(texts.every((text) => /(?<![a-z])line/.test(fold(text))), texts.join('\n'));
      // Within words is looked where nothing begins with it.
      await ask(page, 'nlin');
      assert.ok((await ordered(page)).length > 20);
    });
  });

  test('kana as typed come first', async () => {
    await open(async (page) => {
      await ask(page, 'バス');
      const all = await page.locator('[data-search-list] > li').evaluateAll((items) => items.map((item) => item.innerText));
      const isBus = all.map((text) => text.includes('バス'));
      assert.ok(isBus[0] && isBus.includes(false) && all.some((text) => text.includes('伸ばす')), all.join('\n'));
      // Within the projects and plans; terms and pages come last whatever they hold.
      assert.ok(isBus.indexOf(false) > isBus.slice(0, -1).lastIndexOf(true), `${isBus}`);
    });
  });

  test('a row of a table says its figures', async () => {
    const [first] = await answers('区分変更');
    assert.match(first.href, /procedures\.html#row-97$/);
    assert.match(first.lines.at(-1), /区分変更申請、順位：97、.*2万件、マイナポータル/);
  });

  test('words of one year are not told as those of another', async () => {
    for (const address of ['search.html', 'en/search.html']) {
      const all = await answers('機器調達完了', address);
      assert.ok(all.length > 0);
      for (const { lines } of all) assert.ok(lines.every((line) => /令和4年度の実績[)）]$/.test(line)), `${lines}`);
    }
    // However long the words are, the year stands behind them.
    const long = documents.flatMap((doc) => doc.values.map((one) => ({ ...one, doc }))).filter(({ value }) => value.length > 70);
    assert.ok(long.length > 0);
    const [{ value, label }] = long;
    const [first] = await answers(value.slice(-12));
    assert.ok(first.lines.some((line) => line.includes('…') && line.endsWith(`（${label}）`)), `${first.lines}`);
  });
});

describe('numbers', () => {
  test('are found as people type them', async () => {
    await open(async (page) => {
      const results = [];
      for (const query of ['46,000', '46000', '４６０００', '46，000']) {
        await ask(page, query);
        results.push(await found(page));
        const marks = await page.locator('[data-search-list] mark').allTextContents();
        assert.ok(marks.every((mark) => mark === '46,000'), `${query}: ${marks}`);
      }
      assert.ok(results[0].length > 0 && texts.some((doc) => doc.text.some((text) => text.includes('46,000'))));
      for (const result of results) assert.deepEqual(result, results[0]);
    });
  });

  test('of money are found in every year, with or without commas and unit, and shown with what they are', async () => {
    const amounts = documents.flatMap((doc) => doc.amounts.map((amount) => ({ ...amount, doc })));
    assert.ok(amounts.length > 200);
    await open(async (page) => {
      for (const { doc, name, label, value } of amounts.filter((_, i) => i % 11 === 0)) {
        const [printed, number, unit] = value.match(/^▲?([\d,]+)(千円|百万円|円)/);
        const wide = number.replace(/[\d,]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
        const plain = number.replaceAll(',', '');
        for (const query of [number, plain, printed.replace('▲', ''), `${wide}${unit}`].filter((one) => /\d{3}|円/.test(one))) {
          await ask(page, query);
          assert.ok((await ordered(page)).includes(doc.address), `${query} of ${doc.address}`);
          const item = page.locator('[data-search-list] > li', {
            has: page.locator(`a[href="${doc.address}"], a[href^="${doc.address}#"]`),
          });
          const said = await item.locator('.result-text').allTextContents();
          assert.ok(said.includes(label ? `${name}：${value}（${label}）` : `${name}：${value}`), `${query}: ${said}`);
        }
      }
    });
  });

  test('of money are found as they are said, and nothing that is near by its digits only', async () => {
    const network = 'yokohama-budget-r8/projects/10.html';
    const systems = 'yokohama-budget-r8/projects/14.html';
    await open(async (page) => {
      for (const [query, wanted, line] of [
        ['行政情報ネットワーク 30億', network, /3,054,807千円・約30億5,481万円/],
        ['行政情報ネットワーク 30 億円', network, /約30億5,481万円/],
        ['約３０億円　行政情報ネットワーク', network, /約30億5,481万円/],
        ['行政情報ネットワーク約30億円', network, /約30億5,481万円/],
        ['30億5,481万円', network, /3,054,807千円/], ['30.5億', network, /3,054,807千円/],
        ['3055百万円', network, /3,054,807千円/], ['43億円', systems, /^予算：4,337,505千円・約43億3,751万円（令和8年度）$/],
        ['4337505000円', systems, /4,337,505千円/]]) {
        await ask(page, query);
        const [first] = [...await ordered(page), ...await ordered(page, '[data-search-near-list]')];
        assert.equal(first, wanted, query);
        assert.match(await page.locator('.result-text').first().textContent(), line, query);
        assert.match(await page.locator('[data-search] h3 a').first().getAttribute('href'), /#group-budget$/, query);
      }
      for (const query of ['3054806', '3054807円', '54807', '60億', '4337505百万円']) {
        await ask(page, query);
        assert.deepEqual(await found(page), grep(query), query);
      }
    });
  });

  test('of indicators are found, shown with what they are, one tap from their section', async () => {
    const figures = documents.flatMap((doc) => doc.values.map((value) => ({ ...value, doc })));
    const long = figures.filter(({ value }) => /^\d{1,3},\d{3}/.test(value));
    assert.ok(figures.length > 500 && long.length > 100);
    await open(async (page) => {
      for (const { doc, name, label, value } of long.filter((_, i) => i % 25 === 0)) {
        const typed = value.match(/^[\d,]+/)[0].replaceAll(',', '');
        await ask(page, `${typed} ${name.split(/[\s　]/)[0]}`);
        assert.ok((await ordered(page)).includes(doc.address), `${typed} ${name}`);
        const item = page.locator('[data-search-list] > li', {
          has: page.locator(`a[href="${doc.address}"], a[href^="${doc.address}#"]`),
        });
        const said = await item.locator('.result-text').allTextContents();
        assert.ok(said.some((text) => fold(text).includes(typed)), `${name} ${label} ${value}: ${said}`);
      }
      await ask(page, '241123');
      assert.equal(await page.textContent('.result-text'), '横浜DIGITAL窓口アクセス数：241,123件／年（令和6年度の実績）');
      await links(page).first().click();
      await page.waitForURL(/projects\/05\.html#indicator-2$/);
      assert.ok(await page.locator('#indicator-2').evaluate((section) => {
        const { top } = section.getBoundingClientRect();
        return top >= 0 && top < innerHeight;
      }), 'the section is what one sees');
    });
  });
});

describe('the folding of text', () => {
  test('leads to what is printed from what people type', async () => {
    await open(async (page) => {
      for (const typed of ['β´モデル', 'β′モデル', "β'モデル", 'β`モデル', 'βモデル']) {
        await ask(page, typed);
        assert.ok((await found(page)).includes('yokohama-dx-action/projects/p2-1-1.html'), typed);
        assert.match(await page.textContent('[data-search-list] li:has-text("モデル") mark'), /^[ββ]´?モデル$/);
      }
      await ask(page, '標凖化');
      assert.deepEqual(await found(page), grep('標準化'));
    });
  });

  test('is the same in the script as in the shared examples', async () => {
    const vectors = JSON.parse(fs.readFileSync(new URL('fold-vectors.json', import.meta.url), 'utf8'));
    // The script keeps its function to itself, so it is lent a door for this test only.
    const name = fs.readdirSync(path.join(folder, 'assets')).find((one) => /^search\..*\.js$/.test(one));
    const source = fs.readFileSync(path.join(folder, 'assets', name), 'utf8');
    const opened = source.replace('async function pairAt', 'window.foldForTest = (text) => fold(text).folded;\nasync function pairAt');
    assert.notEqual(opened, source);
    await open(async (page) => {
      await page.route(`**/assets/${name}`, (route) => route.fulfill({ body: opened, contentType: 'text/javascript' }));
      await page.reload();
      await ask(page, '窓口');
      for (const [written, folded] of vectors) {
        assert.equal(await page.evaluate((text) => window.foldForTest(text), written), folded, JSON.stringify(written));
      }
    });
  });
});

describe('results', () => {
  test('mark the words in titles and excerpts', async () => {
    await open(async (page) => {
      await ask(page, 'ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ');
      const items = page.locator('[data-search-list] > li');
      assert.equal(await items.count(), AT_ONCE);
      for (const item of await items.all()) {
        const marks = await item.locator('mark').allTextContents();
        assert.ok(marks.length > 0, await item.innerText());
        for (const mark of marks) assert.equal(fold(mark), 'まいなんば-か-ど');
      }
    });
  });

  test('show a match deep in a long text', async () => {
    const long = texts.filter((doc) => doc.long.join(' ').length > 2500);
    assert.ok(long.length > 2);
    await open(async (page) => {
      for (const doc of long) {
        // Behind it stands the name of the city, which is no excerpt.
        const word = doc.long.findLast((text) => text.length > 8).split(' ')[0].slice(-8);
        await ask(page, word);
        await found(page);
        const item = page.locator('[data-search-list] > li', {
          has: page.locator(`a[href="${doc.address}"], a[href^="${doc.address}#"]`),
        });
        const marks = await item.locator('mark').allTextContents();
        assert.ok(marks.some((mark) => fold(mark) === word), `${doc.address}: ${word}`);
      }
    });
  });

  test('treat what is typed as text', async () => {
    await open(async (page) => {
      for (const query of ['<img src=x>', '"><b>窓口', '$&', '{n}', '.*', '\\']) {
        await ask(page, query);
        assert.match(await page.textContent('[data-search-count]'), /見つかり/);
        assert.ok((await page.textContent('[data-search-count]')).includes(query.split(' ').join('」と「')));
        assert.equal(await page.locator('[data-search] img, [data-search] b').count(), 0);
      }
    });
  });

  test('begin in the upper part of a small phone, also under a word on other words', async () => {
    await open(async (page) => {
      await ask(page, 'マイナカード');
      const { y, height } = await links(page).first().boundingBox();
      assert.ok(y + height < 400, `${y + height}`);
    }, { options: { viewport: { width: 375, height: 667 } } });
  });

  test('lead to the section that holds the words, unless the title does', async () => {
    await open(async (page) => {
      for (const [query, wanted] of [['産後うつ', /policies\/s1\.html#evidence-table-cap$/], ['電子図書館', /2-6-5\.html$/],
        ['横浜DIGITAL窓口アクセス数', /05\.html#indicator-2$/], ['黒塗り', /yokohama-budget-r8\/findings\.html#doubtful-redacted$/],
        ['ガバメントクラウド利用料', /14\.html#item-3$/]]) {
        await ask(page, query);
        assert.match(await links(page).first().getAttribute('href'), wanted, query);
      }
    });
  });

  test('do not answer in English on a Japanese page without saying so', async () => {
    const all = documents.flatMap((doc) => [doc.other, doc.translated]).filter(Boolean);
    const isEnglish = (text) => all.some((one) => (
      text.includes('…') ? one.includes(text.replace(/^…|…$/g, '')) : one === text));
    await open(async (page) => {
      for (const query of ['AI-OCR', 'Wi-Fi', 'DX', 'DX promotion', 'staff survey', 'library']) {
        await ask(page, query);
        await found(page);
        const lines = await page.locator('.result-text').evaluateAll((all) => all.map((one) => [one.textContent, one.lang]));
        for (const [text, lang] of lines) assert.equal(lang, isEnglish(text) ? 'en' : '', `${query}: ${text}`);
        if (!query.includes(' ') && query !== 'library') assert.deepEqual(lines.filter(([, lang]) => lang), [], query);
        if (query === 'DX promotion') assert.ok(lines.some(([, lang]) => lang === 'en'));
      }
    });
  });

  test('found by their titles tell what their pages say first', async () => {
    const wanted = documents.filter(({ address }) => /\/projects\/[^/]+\.html$/.test(address)).filter((_, i) => i % 12 === 0);
    assert.ok(wanted.length > 20 && wanted.every(({ summary }) => summary));
    let told = 0;
    await open(async (page) => {
      for (const { address, title, summary, heads, text } of wanted) {
        // What stands elsewhere, too, is shown from there.
        const words = fold(title).split(' ');
        if ([...heads, ...text].some((one) => words.some((word) => fold(one).includes(word)))) continue;
        await ask(page, title);
        const lines = page.locator('li', { has: page.locator(`h3 a[href="${address}"]`) }).locator('.result-text');
        assert.deepEqual((await lines.allTextContents()).map((one) => summary.startsWith(one.replace(/…$/, ''))), [true], title);
        told += 1;
      }
    });
    assert.ok(told > 10, `${told}`);
  });

  test('lead to their pages', async () => {
    await open(async (page) => {
      await ask(page, '窓口');
      for (const href of await links(page).evaluateAll((all) => all.map((a) => a.getAttribute('href')))) {
        assert.ok(fs.existsSync(path.join(folder, href.split('#')[0])), href);
      }
    });
  });

  test('have no axe violation, in light and dark colours and on a narrow screen', async () => {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { viewport: { width: 320, height: 640 } }]) {
      await open(async (page) => {
        await page.locator('[data-search-filters] summary').click();
        await page.waitForFunction(() => document.querySelector('[data-facet=plan]').length > 1);
        await ask(page, '窓口');
        await page.evaluate(axeSource);
        const all = await page.evaluate(() => window.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false }));
        assert.deepEqual(all.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      }, { options });
    }
  });
});

describe('filters', () => {
  test('narrow down by plan, policy, section and verdict', async () => {
    await open(async (page) => {
      await ask(page, 'オンライン');
      await page.locator('[data-search-filters] summary').click();
      await page.waitForFunction(() => document.querySelector('[data-facet=plan]').length > 1);
      assert.equal(await page.locator('[data-facet=policy]').isDisabled(), true, 'policies belong to plans');
      const pick = async (key, value) => {
        await page.selectOption(`[data-facet=${key}]`, value);
        await page.press(input, 'Enter');
        await page.waitForFunction(([k, v]) => new URLSearchParams(location.search).get(k) === v, [key, value]);
      };
      const value = (key, ix) => facets.find((facet) => facet.key === key).values[ix];
      const has = (key, ix) => (doc) => doc.facets[facets.findIndex((facet) => facet.key === key)].includes(ix);
      const hits = grep('オンライン').map((address) => texts.find((doc) => doc.address === address));
      const best = hits.find((doc) => doc.facets.every((values) => values.length > 0));
      const [plan, policy, section, verdict] = best.facets.map((values) => values.at(-1));
      const tests = [];
      for (const [key, ix] of [['plan', plan], ['verdict', verdict], ['policy', policy], ['section', section]]) {
        tests.push(has(key, ix));
        await pick(key, value(key, ix).id);
        const wanted = grep('オンライン', (doc) => tests.every((one) => one(doc)));
        assert.ok(wanted.length > 0);
        assert.deepEqual(await found(page), wanted, key);
      }
      assert.ok(grep('オンライン', has('plan', plan)).length > grep('オンライン', (doc) => tests.every((one) => one(doc))).length);
    });
  });

  test('list all of a verdict without a word, and come back from an address', async () => {
    const missed = facets[3].values.findIndex((value) => value.id === 'missed');
    const wanted = texts.filter((doc) => doc.facets[3].includes(missed)).map((doc) => doc.address).sort();
    const seen = await open(async (page) => {
      await done(page, '');
      return [await found(page), await page.inputValue('[data-facet=verdict]')];
    }, { address: 'search.html?verdict=missed' });
    assert.ok(wanted.length > 10);
    assert.deepEqual(seen, [wanted, 'missed']);
  });

  test('find the projects without a verdict, each of which has none on its page', async () => {
    const none = facets[3].values.findIndex((value) => value.id === 'none');
    const wanted = texts.filter((doc) => doc.facets[3].includes(none));
    const seen = await open(async (page) => {
      await done(page, '');
      return found(page);
    }, { address: 'search.html?verdict=none' });
    assert.ok(wanted.length > 50);
    assert.deepEqual(seen, wanted.map(({ address }) => address).sort());
    // Each project has one verdict or none, and is told of no verdict if it has none.
    for (const doc of texts) assert.equal(doc.facets[3].length, doc.kind === 0 ? 1 : 0, doc.address);
    const verdicts = labels.filter(({ isYear }) => !isYear);
    for (const doc of wanted) assert.ok(verdicts.every(({ holds }) => !holds(doc.number)), doc.address);
    for (const doc of texts.filter((one) => one.kind === 0 && !wanted.includes(one))) assert.equal(verdicts.filter(({ holds }) => holds(doc.number)).length, 1, doc.address);
    for (const { address } of wanted) {
      const [head] = fs.readFileSync(path.join(folder, address.replace(/html$/, 'md')), 'utf8').split('\n## ');
      assert.doesNotMatch((head.match(/^［.*］$/m) || [''])[0], /達成/, address);
    }
  });

  test('that hide all hits say so, and can be cleared', async () => {
    const wanted = grep('税金');
    assert.ok(wanted.length > 3);
    const [told, hidden, cleared] = await open(async (page) => {
      await done(page, '税金');
      const told = await page.textContent('[data-search-count]');
      await page.click('[data-search-clear]');
      await page.waitForFunction(() => new URLSearchParams(location.search).get('plan') === null);
      return [told, await page.locator('[data-search-clear]').isHidden(), await found(page)];
    }, { address: `search.html?q=${encodeURIComponent('税金')}&plan=yokohama-budget-r8` });
    const said = `この絞り込みでは「税金」は見つかりませんでした。絞り込みを外すと${wanted.length}件あります。`;
    assert.ok(told.startsWith(said), told);
    assert.deepEqual([hidden, cleared], [true, wanted]);
  });

  test('that nobody knows find nothing rather than everything', async () => {
    await open(async (page) => {
      await done(page, '窓口');
      assert.equal(await page.inputValue('[data-facet=plan]'), '');
      assert.deepEqual(await found(page), grep('窓口'), 'an unknown plan is dropped, and the list says so');
    }, { address: 'search.html?q=%E7%AA%93%E5%8F%A3&plan=nowhere' });
  });
});

describe('typing', () => {
  test('waits for the end of a composition', async () => {
    await open(async (page) => {
      const client = await page.context().newCDPSession(page);
      await page.focus(input);
      await page.waitForFunction(() => document.activeElement.id === 'q');
      const list = () => page.locator('[data-search-list] > li').count();
      for (const text of ['m', 'ま', 'まど', 'まどg', 'まどぐち']) {
        await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
        assert.equal(await page.inputValue(input), text);
      }
      // Had it searched for any of these, it would have said so, with the core of the index there.
      await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
      assert.equal(await page.evaluate(() => document.querySelector('[data-search]').dataset.done), undefined);
      assert.equal(await list(), 0);
      await client.send('Input.insertText', { text: '窓口' });
      await done(page, '窓口');
      assert.equal(await list(), AT_ONCE);
    });
  });

  test('shows the newest search only, whichever is answered last', async () => {
    await open(async (page) => {
      await page.focus(input);
      // The first search is held up on its way until the second has been shown.
      let release;
      const held = new Promise((resolve) => { release = resolve; });
      await ask(page, '区');
      let isHeld = false;
      await page.route('**/search/p-*.js*', async (route) => {
        if (!isHeld) {
          isHeld = true;
          await held;
        }
        await route.continue();
      });
      await page.fill(input, 'マイナ');
      await page.waitForFunction(() => [...document.head.querySelectorAll('script')].some((s) => /p-\d/.test(s.src)));
      await ask(page, '標準化');
      const before = await page.locator('[data-search-list]').innerText();
      const answered = page.waitForResponse((response) => /p-\d/.test(response.url()));
      release();
      await (await answered).finished();
      await page.waitForFunction(() => document.head.querySelectorAll('script[src*="p-"]').length === 0);
      assert.equal(await page.locator('[data-search-list]').innerText(), before);
      assert.equal(await page.evaluate(() => document.querySelector('[data-search]').dataset.done), '標準化');
    });
  });

  test('tells the count after a pause, or at once when somebody presses Enter', async () => {
    await open(async (page) => {
      await page.clock.install({ time: 0 });
      await page.reload();
      await page.clock.pauseAt(3_600_000);
      const live = page.locator('[role=status]');
      await ask(page, '窓口');
      assert.equal(await live.textContent(), '');
      assert.equal(new URL(page.url()).search, '');
      await page.clock.runFor(600);
      assert.equal(await live.textContent(), '', 'somebody may still be typing');
      await page.clock.runFor(200);
      const said = `「窓口」は${grep('窓口').length}件見つかりました。`;
      assert.equal(await live.textContent(), said);
      assert.equal(new URL(page.url()).searchParams.get('q'), '窓口');
      await ask(page, '標準化');
      assert.equal(await live.textContent(), said);
      await page.press(input, 'Enter');
      await page.waitForFunction(() => document.querySelector('[role=status]').textContent.includes('標準化'));
    });
  });

  test('needs no mouse', async () => {
    await open(async (page) => {
      await page.focus(input);
      await page.keyboard.type('DX');
      await done(page, 'DX');
      const at = () => page.evaluate(() => {
        const all = [...document.querySelectorAll('[data-search-list] h3 a')];
        return document.activeElement.matches('input') ? 'field' : all.indexOf(document.activeElement);
      });
      const way = [];
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'Escape']) {
        await page.keyboard.press(key);
        way.push(await at());
      }
      assert.deepEqual(way, ['field', 0, 1, 0, 'field', 0, 1, 'field']);
      // Beyond the last result nothing happens, and "more" leads on to the first new one.
      await links(page).last().focus();
      await page.keyboard.press('ArrowDown');
      assert.equal(await at(), AT_ONCE - 1);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForFunction((n) => document.activeElement === document.querySelectorAll('[data-search-list] h3 a')[n], AT_ONCE);
    });
  });
});

describe('the address', () => {
  test('brings a search to somebody else, and back', async () => {
    await open(async (page) => {
      await done(page, '標準化');
      assert.equal(await page.inputValue(input), '標準化');
      const list = await page.locator('[data-search-list]').innerText();
      await ask(page, '窓口');
      await page.locator('[data-search-more]').click();
      await page.waitForFunction((n) => document.querySelectorAll('[data-search-list] > li').length > n, AT_ONCE);
      const longer = await page.locator('[data-search-list]').innerText();
      assert.notEqual(longer, list);
      await links(page).nth(3).click();
      await page.waitForURL((url) => !url.pathname.endsWith('search.html'));
      await page.goBack();
      await done(page, '窓口');
      assert.equal(await page.inputValue(input), '窓口');
      assert.equal(await page.locator('[data-search-list]').innerText(), longer);
    }, { address: `search.html?q=${encodeURIComponent('標準化')}` });
  });
});

describe('where it works', () => {
  test('from a disk, with the same results', async () => {
    const look = async (page) => {
      await ask(page, 'オンライン');
      await page.press(input, 'Enter');
      await page.waitForFunction(() => location.search.includes('q='));
      return page.locator('[data-search]').innerText();
    };
    const fromDisk = await site.open(fileAddress('search.html'), {}, look);
    assert.equal(fromDisk, await open(look));
  });

  test('under a strict policy, asking no other host, complaining of nothing', async () => {
    await open(async (page, heard) => {
      await ask(page, '窓口');
      await page.locator('[data-search-filters] summary').click();
      await page.waitForFunction(() => document.querySelector('[data-facet=plan]').length > 1);
      assert.deepEqual(heard.complaints, []);
      assert.deepEqual(heard.requests.filter((url) => !url.startsWith(site.base)), []);
      assert.ok(heard.requests.some((url) => /search\/p-\d+\.js/.test(url)), 'the index was read');
    });
  });

  test('nowhere without JavaScript: no dead form, and a word about it', async () => {
    await open(async (page) => {
      assert.equal(await page.locator('[data-search-form]').isVisible(), false);
      assert.equal(await page.locator('main noscript').count(), 1);
      assert.match(await page.locator('main').innerText(), /JavaScript/);
    }, { options: { javaScriptEnabled: false } });
  });

  test('not with half of another release: it says so, and goes on when the files are there', async () => {
    await open(async (page) => {
      let isBroken = true;
      await page.route('**/search/p-*.js*', async (route) => {
        if (!isBroken) { await route.continue(); return; }
        const response = await route.fetch();
        const body = (await response.text()).replace(/,"[0-9a-f]{12}",/, ',"ffffffffffff",');
        await route.fulfill({ body, contentType: 'text/javascript' });
      });
      await page.fill(input, '窓口');
      await page.waitForFunction(() => document.querySelector('[data-search-count]').textContent.includes('読み込み直して'));
      assert.equal(await page.locator('[data-search-list] > li').count(), 0);
      isBroken = false;
      await ask(page, '窓口 ');
      assert.equal(await page.locator('[data-search-list] > li').count(), AT_ONCE);
    });
  });

  test('within a hundred kilobytes for a first search', async () => {
    for (const query of ['窓口', 'オンライン', '標準化', 'マイナンバ', '市', 'の', 'DX', '避難アプリ', '職員研修', '税', '241123', '予算',
      '令和6年度', '2024年度', 'LINE', '子ども', '未達成', '3,054,807', '43億円', '1億',
      // Several words, which together nothing holds, or which ask for figures.
      'R6 未達成 公園', 'キャッシュレス 30億円', 'デジタルデバイド対策', '令和11年度 予算', '令和8年度予算', 'FY2026 budget', '令和8年度 目標',
      '令和6年度 実績', '平成30年度 実績', 'スマホ教室 目標', 'ガバメントクラウド いくら', '産後うつ 粗大ごみ', '消防団員 RPA 標準化']) {
      const bytes = await open(async (page) => {
        const all = [];
        page.on('response', (response) => { if (/\.js/.test(response.url())) all.push(response.body()); });
        await page.reload();
        await ask(page, query);
        return (await Promise.all(all)).reduce((sum, body) => sum + body.length, 0);
      });
      assert.ok(bytes > 10_000 && bytes < 100_000, `${query}: ${bytes}`);
    }
  });
});

describe('what is indexed', () => {
  test('names sections that are there', () => {
    let seen = 0;
    for (const doc of documents.filter(({ sections }) => sections.length > 0)) {
      for (const edition of ['', 'en/']) {
        const file = path.join(folder, edition, doc.address);
        if (!fs.existsSync(file)) continue;
        const html = fs.readFileSync(file, 'utf8');
        for (const section of new Set(doc.sections)) {
          assert.match(html, new RegExp(`\\sid="?${escaped(section)}["\\s>]`), `${edition}${doc.address}#${section}`);
          seen += 1;
        }
      }
    }
    assert.ok(seen > 1000, `${seen}`);
  });

  test('stands on its page', async () => {
    const step = Math.ceil(documents.length / 60);
    const sample = documents.filter((doc, ix) => ix % step === 0);
    assert.ok(sample.length > 40);
    // Blanks and readings over words differ between a page and its text.
    const bare = (text) => text.normalize('NFKC').replace(/\s|（[ぁ-ゖー]+）|\([ぁ-ゖー]+\)/g, '');
    for (const doc of sample) {
      const [address] = doc.address.split('#');
      await open(async (page) => {
        const shown = bare(await page.evaluate(() => {
          document.querySelectorAll('rt, rp').forEach((reading) => reading.remove());
          return document.documentElement.textContent;
        }));
        // A figure stands in its cell without the unit, which the head of its table has.
        const figures = doc.values.map(({ value }) => value.match(/^[^0-9]*[0-9.,]+|^[^0-9]+$/)[0]);
        // A row of a table is told in one line, a figure with the name of its column and its unit.
        const cell = (text) => doc.heads.filter((head) => text.startsWith(`${head}：`))
          .map((head) => text.slice(head.length + 1).replace(/(\d)[^\d.,]+$/, '$1'))[0] ?? text;
        const told = doc.text.flatMap((text) => (doc.address.includes('/tables/') ? text.split('、').map(cell) : text));
        for (const text of [doc.title, ...told, ...figures, ...doc.values.map(({ name }) => name)]) {
          assert.ok(shown.includes(bare(text)), `${doc.address}: ${text}`);
        }
      }, { address });
    }
  });
});

describe('the English edition', () => {
  const seen = (page) => links(page).first().evaluate((a) => ({
    title: a.textContent,
    href: a.getAttribute('href'),
    lang: a.lang,
    kind: a.closest('li').querySelector('.chip').textContent,
  }));

  test('finds by either title, shows the English one and leads to English pages', async () => {
    for (const query of ['DX promotion', 'DX推進事業']) {
      await open(async (page) => {
        await ask(page, query);
        const wanted = {
          title: 'DX promotion', href: 'yokohama-budget-r8/projects/03.html', lang: '', kind: 'Project',
        };
        assert.deepEqual(await seen(page), wanted, query);
        await links(page).first().click();
        await page.waitForURL(/\/en\/yokohama-budget-r8\/projects\/03\.html$/);
      }, { address: 'en/search.html' });
    }
  });

  test('finds by the words of an English summary, and shows it', async () => {
    const wanted = documents.filter(({ translated }) => translated).filter((_, i) => i % 20 === 0);
    assert.ok(wanted.length > 3, `${wanted.length}`);
    for (const { address, translated } of wanted) {
      for (const [page, lang] of [['search.html', 'en'], ['en/search.html', '']]) {
        await open(async (page) => {
          // A single letter is looked for where titles begin.
          await ask(page, translated.split(' ').filter((word) => word.length > 1).join(' '));
          const item = page.locator('[data-search-list] > li', { has: page.locator(`h3 a[href="${address}"]`) });
          const lines = item.locator('.result-text');
          assert.deepEqual(await lines.evaluateAll((all) => all.map((one) => one.lang)), [lang], translated);
          assert.ok(translated.startsWith((await lines.textContent()).replace(/…$/, '')), translated);
        }, { address: page });
      }
      assert.ok(fs.readFileSync(path.join(folder, 'en', address), 'utf8').includes(translated), address);
    }
  });

  test('leads out of its folder to prose, which is in Japanese', async () => {
    await open(async (page) => {
      await ask(page, '計画を書く人のための手引き');
      assert.deepEqual(await seen(page),
        { title: '計画を書く人のための手引き', href: '../guide/index.html', lang: 'ja', kind: 'Guide for those who make the site' });
      await links(page).first().click();
      await page.waitForURL(/dx\/guide\/index\.html$/);
    }, { address: 'en/search.html' });
  });

  test('is found by English titles from the Japanese page, too', async () => {
    await open(async (page) => {
      await ask(page, 'DX promotion');
      const first = await seen(page);
      assert.deepEqual([first.title, first.kind], ['DX推進事業', '事業']);
    });
  });
});
