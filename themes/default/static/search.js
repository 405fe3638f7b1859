// Finds text in the pages of a built site without a server. From a disk nothing can be fetched, so the
// index is classic scripts that call `mierukaSearch(name, version, data)`, added to the page when needed;
// what they hold stands with the program that writes them. Words for people come from the page
// (`data-say-…`) or the index.
(function () {
'use strict';

const root = document.querySelector('[data-search]');
if (!root) return;
const [form, input, filters, count, live, list, near, nearList, more, clear] =
  ['form', 'input', 'filters', 'count', 'live', 'list', 'near', 'near-list', 'more', 'clear']
    .map((name) => root.querySelector(`[data-search-${name}]`));
const selects = [...root.querySelectorAll('select[data-facet]')];
const say = (name, n, q, m) => root.getAttribute(`data-say-${name}`)
  .replace(/\{([nqm])\}/g, (_, key) => ({ n, q, m })[key]);

// an edition beside the first, with the same index
const isOther = root.dataset.shared !== undefined;
// results shown at a time
const AT_ONCE = 12;
// with fewer results, something near is shown below them
const FEW = 10;
// of what is near, shown at first
const FEW_NEAR = 8;
// of a word, with other words for what is in it
const FORMS = 12;
// ms without a key until count is spoken and address changed
const PAUSE = 700;
// characters of an excerpt: before a match, in all
const [BEFORE, LENGTH] = [32, 110];
const READING = /^[ぁ-ゖー・\s]+$/;
// The fields of a document: its title, its indicators and sections, its text; its title and summary in
// the other language, which on Japanese pages only tell of what is found nowhere else.
// what has figures of a kind is told of it firmly
const [TITLE, TEXT, OTHER, LABEL, FIRM, SUM] = [0, 2, 3, 4, 5, 6];
// a label is no text of the document, but told of it; a firm one says what it is about
const FIELDS = LABEL;
const WEIGHTS = [1000, 600, 200, isOther ? 900 : 10, 150, 900, 700];
// the same where some words are missing
const NEAR = [5, 4, 3, isOther ? 5 : 1, 3, 7, 4];
// less for what is written in other kana than typed, or is another word for it
const UNLIKE = 120;

// --- the files of the index ---

// name → promise of its data
const files = {};
// name → [version, data], before the script's load event
const arrived = {};
let core = null;
window.mierukaSearch = (name, ...rest) => { arrived[name] = rest; };

function load(name) {
  files[name] = files[name] || new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${root.dataset.index}${name}.js?v=${root.dataset.version}`;
    script.onload = script.onerror = () => {
      const [version, data] = arrived[name] || [];
      script.remove();
      // Files of two releases (a cache, half an upload) would give wrong results.
      if (version === root.dataset.version) { resolve(data); return; }
      // a next key tries again
      delete files[name];
      reject(new Error(name));
    };
    document.head.append(script);
  });
  return files[name];
}

/** Differences of an ascending list: `]` to `~` are leading digits, `#` to `[` the last one. */
function numbers(text) {
  const out = [];
  let [value, sum] = [0, 0];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 92) {
      value = value * 34 + code - 93;
    } else {
      out.push(sum += value * 57 + code - 35);
      value = 0;
    }
  }
  return out;
}

/** The last place in an ascending list whose value is not above the wanted one. */
function lastNotAbove(values, wanted) {
  let [low, high] = [0, values.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= wanted) low = middle; else high = middle;
  }
  return low;
}

const pairNumber = (a, b) => a.codePointAt(0) * 0x110000 + b.codePointAt(0);

async function loadCore() {
  if (core) return;
  const data = await load('core');
  core = {
    kinds: (isOther && data.others) || data.kinds,
    facets: data.facets,
    background: data.background,
    aside: data.aside,
    variants: new Map(data.variants.split(' ').map((pair) => Array.from(pair))),
    synonyms: [],
    // the first of the labels that say what a document is about
    firm: data.firm,
    // form → the number of the label, and how texts write it
    labels: new Map(),
    // the lists of kinds of figures stand behind those of labels
    years: data.labels.length,
    // form → which kinds of figures it asks for
    asks: new Map(),
    // the same for words that are not looked for in texts
    questions: new Map(),
    // of the fields of one document after the other
    starts: [0, ...numbers(data.lengths)],
    pairs: data.pairs.split(' ').filter(Boolean).map((pair) => pairNumber(...pair)),
    texts: numbers(data.texts),
  };
  const folded = (written) => ({ written, ...fold(written) });
  core.synonyms = data.synonyms.map((words) => words.map(folded));
  // the longest word counts
  core.synonyms.sort(([a], [b]) => b.folded.length - a.folded.length);
  data.labels.forEach((words, number) => words.forEach((form) => [form, inIdeographs(form)].forEach((one) => {
    core.labels.set(fold(one).folded, { number, usual: folded(words[0]) });
  })));
  core.usual = data.asks.map(([first]) => folded(first));
  data.asks.forEach((words, kind) => words.forEach((one) => core.asks.set(fold(one).folded, [kind])));
  data.questions.forEach(([words, ...kinds]) => words.forEach((one) => core.questions.set(fold(one).folded, kinds)));
}

/** 令和6年 → 令和六年, 平成31年 → 平成三十一年. */
const inIdeographs = (year) => year.replace(/(\p{sc=Han})(\d?)(\d)(?=年)/u, (_, era, tens, ones) => (
  era + (tens > 1 ? '一二三四五六七八九'[tens - 1] : '') + (tens ? '十' : '') + ('一二三四五六七八九'[ones - 1] || '')));

// --- what counts as the same text ---

const CLUSTER = /[\s\S][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*/gu;
const DROPPED = /[\x27\x60´ʹʼˊˋ‘’‛′‵\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
const SPACE = /[\0- \x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const inHiragana = (text) => text.replace(KATAKANA, (c) => (
  core.variants.get(String.fromCharCode(c.charCodeAt(0) - 0x60)) || String.fromCharCode(c.charCodeAt(0) - 0x60)));

/** The text as it is compared; as it is marked, with its katakana and a large letter at the head of each
 * word; and for each of its units where it came from. */
function fold(text) {
  let marked = '';
  const from = [];
  text.replace(CLUSTER, (cluster, offset) => {
    // In NFKC an acute accent by itself is a blank with a mark.
    for (let c of cluster.replace(/[´\u1ffd]/g, "'").normalize('NFKC').toLowerCase()) {
      if (DROPPED.test(c)) continue;
      if (SPACE.test(c)) c = ' ';
      if (c === ' ' && (marked === '' || marked.endsWith(' '))) continue;
      c = core.variants.get(c) || c;
      for (let i = 0; i < c.length; i += 1) from.push(offset);
      marked += c;
    }
  });
  marked = marked.trim();
  // the commas in 46,000 and the hyphens in Wi-Fi
  let dropped = 0;
  marked = marked.replace(/(\d),(?=\d{3}(?!\d))|([a-z])-(?=[a-z])/g, (_, digit, letter, at) => {
    from.splice(at + 1 - dropped, 1);
    dropped += 1;
    return digit || letter;
  });
  from[marked.length] = text.length;
  const folded = inHiragana(marked);
  return { folded, marked: marked.replace(/[a-z]+/g, (word) => word[0].toUpperCase() + word.slice(1)), from };
}

const LETTER = /[a-z]/;

/** Where the word stands in a folded text. One that is found where words begin is found nowhere else. */
function* placesIn({ folded }, { folded: word, isHead }) {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
    if (!isHead || at === 0 || !LETTER.test(folded[at - 1])) yield at;
  }
}

/** How well a text holds the words: each counts, and a little more where it is written as typed. */
function held(text, words) {
  const all = fold(text);
  return words.reduce((sum, word) => {
    const [first] = placesIn(all, word);
    return sum + (first === undefined ? 0 : 1) + (all.marked.includes(word.marked) ? 0.01 : 0);
  }, 0);
}

// --- finding ---

const unique = (list) => [...new Set(list)];

/** How a sign may be marked. */
const formsOfSign = (sign) => unique([sign, sign.toUpperCase(), 'ヵ', 'ヶ', String.fromCharCode(sign.charCodeAt(0) + 0x60)])
  .filter((form) => form === sign || inHiragana(form.toLowerCase()) === sign);

/** Every place in the index where these two characters stand side by side, by how they are marked. */
async function pairAt(a, b) {
  if (core.pairs.length === 0) return [];
  const shard = await load(`p-${lastNotAbove(core.pairs, pairNumber(a, b))}`);
  const pairs = formsOfSign(a).flatMap((one) => formsOfSign(b).map((other) => one + other));
  return shard.split(' ').flatMap((entry) => {
    const pair = pairs.find((one) => entry.startsWith(one));
    return pair ? [{ pair, places: numbers(entry.slice(pair.length)) }] : [];
  });
}

const inOrder = (places) => places.sort((a, b) => a - b);

/** Every place of an ideograph: of all pairs that it begins, one of them with the end of a text. */
async function placesWithin(sign) {
  const [first, last] = ['\0', '\u{10ffff}'].map((other) => lastNotAbove(core.pairs, pairNumber(sign, other)));
  const shards = await Promise.all(core.pairs.slice(first, last + 1).map((_, i) => load(`p-${first + i}`)));
  const entries = shards.flatMap((shard) => shard.split(' ')).filter((entry) => entry.startsWith(sign));
  return inOrder(entries.flatMap((entry) => numbers(entry.slice(sign.length + Array.from(entry)[1].length))));
}

/**
 * Every place of the word: pairs that cover all of it, each where it must stand, prove it. Also those that
 * are not written as typed, and those that lie within another word in Latin letters.
 */
async function placesOf({ folded, marked }, within) {
  const [signs, typed] = [Array.from(folded), Array.from(marked)];
  const [unlike, inside] = [new Set(), new Set()];
  if (signs.length === 1 && within) return { places: await placesWithin(signs[0]), unlike, inside };
  // Titles, indicators, sections follow a line break: one character finds what it begins.
  if (signs.length === 1) {
    const begun = await pairAt('\n', signs[0]);
    return { places: inOrder(begun.flatMap(({ places }) => places.map((place) => place + 1))), unlike, inside };
  }
  const last = signs.length - 2;
  const offsets = signs.map((_, i) => i).filter((i) => i === last || (i < last && i % 2 === 0));
  const lists = await Promise.all(offsets.map(async (offset) => {
    const forms = await pairAt(signs[offset], signs[offset + 1]);
    return inOrder(forms.flatMap(({ pair, places }) => {
      const here = places.map((place) => place - offset);
      if (pair !== typed[offset] + typed[offset + 1]) here.forEach((place) => unlike.add(place));
      if (offset === 0 && LETTER.test(pair[0])) here.forEach((place) => inside.add(place));
      return here;
    }));
  }));
  lists.sort((a, b) => a.length - b.length);
  const places = lists.reduce((found, other) => {
    let i = 0;
    return found.filter((place) => {
      while (other[i] < place) i += 1;
      return other[i] === place;
    });
  });
  return { places, unlike, inside };
}

/** The word as it is, then with other words for what is in it: each with what it took in their place. */
function formsOf(word) {
  const { folded, marked } = fold(word);
  const forms = [{ text: '', also: [] }];
  for (let at = 0; at < folded.length;) {
    const known = core.synonyms.find(([one]) => folded.startsWith(one.folded, at));
    const length = known ? known[0].folded.length : 1;
    const before = forms.map(({ text }) => text);
    for (const form of forms) form.text += marked.slice(at, at + length);
    for (const { written } of known ? known.slice(1) : []) {
      before.forEach((text, i) => {
        if (forms.length < FORMS) forms.push({ text: text + written, also: [...forms[i].also, written] });
      });
    }
    at += length;
  }
  return forms.map(({ text, also }, i) => ({ ...(i === 0 ? { folded, marked } : fold(text)), also }));
}

/** The documents of a list of runs. */
function* withinRuns(text) {
  const bounds = numbers(text);
  for (let i = 0; i < bounds.length; i += 2) {
    for (let document = bounds[i]; document < bounds[i + 1]; document += 1) yield document;
  }
}

/** What has figures of any of these kinds; if years are given, of any of them. */
async function withFigures(kinds, years) {
  const lists = await load('labels');
  const cells = core.years + core.usual.length;
  const at = kinds.flatMap((kind) => (years ? years.map((year) => cells + kind * core.firm + year) : core.years + kind));
  return new Set(at.flatMap((list) => [...withinRuns(lists[list])]));
}

/** What was found of a word, together with what has the figures that it asks for. */
async function withAsked({ found, forms, ...rest }, kinds) {
  for (const document of await withFigures(kinds)) {
    const known = found.get(document);
    const one = { field: FIRM, weight: WEIGHTS[FIRM], first: -1, times: 0, bonus: 0 };
    if (!known || known.weight < one.weight) found.set(document, one);
  }
  const usual = kinds.map((kind) => core.usual[kind]).filter((one) => !forms.some(({ folded }) => folded === one.folded));
  const all = [...forms, ...usual.map((one) => ({ ...one, also: [] }))];
  return { ...rest, found, kinds, forms: all.map((form) => ({ ...form, asks: core.asks.get(form.folded) || [] })) };
}

/** What an element of a query finds; all its forms know that they belong together. */
async function findAny(typed, within = false) {
  const { folded } = fold(typed);
  const question = core.questions.get(questionIn(folded)) || [];
  const usual = question.map((kind) => ({ ...core.usual[kind], also: [core.usual[kind].written] }));
  const plain = question.length > 0 ? { found: new Map(), forms: usual } : await findForms(typed, within);
  const kinds = unique([...question, ...formsOf(typed).flatMap((form) => core.asks.get(form.folded) || [])]);
  const all = kinds.length > 0 ? await withAsked(plain, kinds) : plain;
  return { ...all, forms: all.forms.map((form) => ({ ...form, word: folded, typed })) };
}

/** document → its best field with any form of the word; and the forms that are found anywhere. */
async function findForms(word, within) {
  const all = formsOf(word);
  const [own] = all;
  const label = core.labels.get(own.folded);
  if (label && label.usual.folded !== own.folded) all.push({ ...label.usual, also: [label.usual.written] });
  const forms = await Promise.all(all.map(async (form) => ({ ...form, ...await findWord(form, within) })));
  const found = new Map();
  // What stands nowhere as it was typed is a guess beside another word for it: らいん is LINE, then オンライン.
  const isGuess = forms[0].isUnlike && forms.some(({ found: { size } }, i) => i > 0 && size > 0);
  for (const form of forms) {
    for (const [document, one] of form.found) {
      // What was typed comes before other words for it.
      const weight = isGuess && form === forms[0] ? one.weight / 10 : one.weight - (form.also.length > 0 ? UNLIKE : 0);
      const here = { ...one, weight };
      const best = found.get(document);
      if (!best || here.weight > best.weight) found.set(document, here);
    }
  }
  const { amounts, documents } = await findAmount(own.folded);
  for (const [document, weight] of documents) {
    const one = found.get(document);
    const here = { field: SUM, weight, first: -1, times: 0, bonus: 0 };
    found.set(document, { ...(one && one.weight > weight ? one : here), amounts });
  }
  forms[0].isKept = documents.size > 0;
  if (label) {
    const isFirm = label.number >= core.firm;
    const field = isFirm ? FIRM : LABEL;
    for (const document of withinRuns((await load('labels'))[label.number])) {
      const one = { field, weight: WEIGHTS[field], first: -1, times: 0, bonus: 0, isLabelled: !isFirm };
      if (isFirm || !found.has(document)) found.set(document, one);
    }
    for (const form of forms) [form.isKept, form.isLabel, form.isFirm] = [true, !isFirm, isFirm];
  }
  return { found, label, forms: forms.filter((form) => form.found.size > 0 || form.isKept) };
}

/** What words mean together: a kind of figures of a year is found where such a figure is, and a verdict
 * where one was judged so. */
async function senseOf(finds) {
  const kinds = unique(finds.flatMap((one) => one.kinds || []));
  const years = unique(finds.flatMap(({ label }) => (label && label.number < core.firm ? [label.number] : [])));
  const isBoth = kinds.length > 0 && years.length > 0;
  const [having, answering] = isBoth ? [await withFigures(kinds), await withFigures(kinds, years)] : [];
  const judged = finds.filter(({ label }) => label && label.number >= core.firm);
  const lists = judged.length > 0 ? await load('labels') : [];
  const verdicts = lists.slice(core.firm, core.years).map((list) => new Set(withinRuns(list)));
  const isApart = (document, { label, found }) => {
    const own = verdicts[label.number - core.firm];
    const one = found.get(document);
    return !own.has(document) && (verdicts.some((other) => other.has(document)) || Boolean(one && one.field === TEXT));
  };
  return {
    isAnswer: (document) => isBoth && answering.has(document),
    lacks: (document) => isBoth && having.has(document) && !answering.has(document),
    // What only happens to hold the words comes after what has what they ask for.
    isBeside: (document) => (isBoth && !answering.has(document)) || judged.some((one) => isApart(document, one)),
  };
}

const POWERS = { 百: 2, 千: 3, 万: 4, 百万: 6, 千万: 7, 億: 8, 兆: 12 };

/** What amounts a number may mean, as bounds with the number itself: 30億 is also 30億5,481万, 3億 is not
 * 2億5,000万. One without a unit is in any in which amounts are printed. */
function boundsOf(folded, units) {
  if (!/^約?(?:\d+(?:\.\d+)?[兆億万千百]*)+円?$/.test(folded)) return [];
  const number = folded.replace(/約|円/g, '');
  if (/^\d+$/.test(number) && !folded.includes('円')) {
    return number.length < 3 ? [] : units.map((unit) => [number * unit, number * unit, number * unit]);
  }
  let [size, least] = [0, 1];
  for (const [, whole, part = '', name] of number.matchAll(/(\d+)(?:\.(\d+))?([兆億万千百]*)/g)) {
    if (name && !(name in POWERS)) return [];
    least = 10 ** ((POWERS[name] || 0) - part.length);
    size += Math.round((whole + part) * least);
  }
  const isExact = least <= 1 || !/[兆億万円]/.test(folded);
  return size === 0 ? [] : [isExact ? [size, size, size] : [Math.max(size - least / 2, size * 0.98), size + least - 1, size]];
}

/** How far from what was asked for: an amount that begins so is nearer than one that is rounded to it. */
const away = (amount, size) => (amount < size ? size : amount - size);

/** Each document with such an amount → how well it fits. */
async function findAmount(folded) {
  const documents = new Map();
  // A year is no amount, and most words are none: only what may be one is looked for in the files.
  if (core.labels.has(folded) || boundsOf(folded, [1]).length === 0) return { documents };
  const { units, sizes } = await load('amounts');
  const amounts = boundsOf(folded, units);
  for (const [low, high, size] of sizes.length > 0 ? amounts : []) {
    const [first, last] = [lastNotAbove(sizes, low - 1), lastNotAbove(sizes, high)];
    const files = await Promise.all(sizes.slice(first, last + 1).map((_, i) => load(`a-${first + i}`)));
    for (const file of files) {
      for (let i = 0; i < file.length; i += 2) {
        const weight = WEIGHTS[SUM] - Math.min(99, 100 * away(file[i], size) / size);
        if (file[i] >= low && file[i] <= high) documents.set(file[i + 1], Math.max(weight, documents.get(file[i + 1]) || 0));
      }
    }
  }
  return { documents, amounts };
}

/** The amounts of a document that were asked for, each with what it is of, the nearest of each first. */
async function linesOfAmounts(document, asked) {
  if (asked.length === 0) return [];
  const { documents } = await load('amounts');
  const [, all] = (await load(`m-${lastNotAbove(documents, document)}`)).find(([one]) => one === document);
  return unique(asked.flatMap(([low, high, size]) => {
    const within = all.filter(([one]) => one >= low && one <= high);
    return within.sort(([a], [b]) => away(a, size) - away(b, size)).slice(0, 2);
  })).map(([, section, name, label, value]) => ({ ...valued(value, name, label), searched: value, section, name, isAmount: true }));
}

/** document → its best field with the word, how often, where first, whether it begins the title. */
async function findWord(word, within) {
  const found = new Map();
  const { places, unlike, inside } = await placesOf(word, within);
  const heads = places.filter((place) => !inside.has(place));
  // What is found where words begin is not looked for within them: LINE in online.
  const isHead = inside.size > 0 && heads.length > 0;
  const isUnlike = places.length > 0 && unlike.size > 0 && places.every((place) => unlike.has(place));
  for (const place of isHead ? heads : places) {
    const at = lastNotAbove(core.starts, place);
    const [document, field] = [Math.floor(at / FIELDS), at % FIELDS];
    const weight = WEIGHTS[field] - (unlike.has(place) ? UNLIKE : 0);
    const known = found.get(document);
    const times = known ? known.times : 0;
    const one = !known || weight > known.weight ? { field, weight, first: place, times, bonus: 0 } : known;
    one.times += 1;
    if ((field === TITLE || field === OTHER) && one.first === place && place === core.starts[at] + 1) {
      // The whole title, or its head.
      one.bonus = place + Array.from(word.folded).length === core.starts[at + 1] ? 60 : 20;
    }
    found.set(document, one);
  }
  return { found, isHead, isUnlike };
}

/** The documents that pass all filters, ascending; null when no filter is set. */
async function passing(chosen) {
  if (Object.keys(chosen).length === 0) return null;
  const facets = await load('facets');
  const sets = facets.filter(({ key }) => chosen[key]).map(({ key, values, lists }) => {
    const at = values.findIndex((value) => value[0] === chosen[key] && isOfPlan(value, chosen, facets));
    return new Set(numbers(lists[at] || ''));
  });
  return [...sets[0]].filter((document) => sets.every((set) => set.has(document)));
}

/** All documents that hold at least so many of the words, and pass every filter, best first. */
async function rank(words, allowed, least = words.length) {
  if (words.length === 0) return (allowed || []).map((document) => ({ document, text: -1 }));
  const finds = words.map(({ found }) => found);
  const sense = await senseOf(words);
  const isAllowed = allowed && new Set(allowed);
  const hits = [];
  const all = least < finds.length ? finds.flatMap((found) => [...found.keys()]) : finds[0].keys();
  for (const document of new Set(all)) {
    const there = finds.filter((found) => found.has(document));
    if ((isAllowed && !isAllowed.has(document)) || there.length < least) continue;
    const each = there.map((found) => found.get(document));
    let score = 0;
    for (const { weight, bonus, times } of each) {
      score += weight / each.length + bonus + Math.min(times, 9);
    }
    // Where words are missing, the rarer ones that are there tell more.
    if (least < finds.length) {
      score = there.reduce((sum, { size }, i) => (
        sum + NEAR[each[i].field] * Math.log2(core.starts.length / size)), 0);
    }
    // Words in the order typed belong together.
    if (each.every((one, i) => i === 0 || each[i - 1].first <= one.first)) score += 30;
    // Only a word that stands nowhere better needs the paragraphs around it.
    const text = Math.max(...each.map((one) => (one.field === TEXT ? one.first : -1)));
    const isFar = !isOther && each.some(({ field }) => field === OTHER);
    const isLabelled = each.some((one) => one.isLabelled);
    const amounts = each.flatMap((one) => one.amounts || []);
    const [isAnswer, lacks] = [sense.isAnswer(document), sense.lacks(document)];
    hits.push({ document, score, text, isFar, isLabelled, amounts, isAnswer, lacks, isBeside: sense.isBeside(document) });
  }
  // What explains comes after what it explains, and all of it before what is only found in another
  // language; documents are numbered by importance, which decides
  // where all else is equal.
  const isBehind = ({ document, isFar, isBeside }) => (
    4 * Number(isFar) + 2 * Number(document >= core.background) + Number(isBeside));
  hits.sort((a, b) => isBehind(a) - isBehind(b) || b.score - a.score || a.document - b.document);
  const main = hits.filter(({ document }) => document < core.aside);
  return main.length > 0 ? main : hits;
}

// --- finding something near ---

// A number stays with its unit: 30億5,481万円, 約1,200件, 68.2%.
const AMOUNT = '約?[0-9]+(?:[.,][0-9]+)*(?:[兆億万千百][0-9]*(?:[.,][0-9]+)*)*(?:円|件|人|%)?';
const PIECES = new RegExp(`${AMOUNT}|[\\p{sc=Han}々〆〇ヶ]+|[\\u30a1-\\u30faー]+|[\\u3041-\\u309fー]+|[a-z]+`, 'giu');
const ONLY_AMOUNT = new RegExp(`^(?:${AMOUNT}|[兆億万千百]+円?|円|%)$`);
const [IDEOGRAPHS, HIRAGANA, PARTICLE] = [/^[\p{sc=Han}々〆〇ヶ]+$/u, /^[ぁ-ゟー]+$/, /[のをにがはでとへも]$/];

/** Whether a word says only how much: no name of anything, and no year. */
function isAmount(word) {
  const { folded } = fold(word);
  return ONLY_AMOUNT.test(folded) && !core.labels.has(folded);
}

/** A word as typed, cut where the kind of its signs changes and at particles. */
function cut(typed) {
  const word = typed.normalize('NFKC');
  if (core.labels.has(fold(word).folded)) return [word];
  // A year stays whole: 令和6年度決算.
  const [label] = word.match(/(?:[\p{sc=Han}]{2}\d+|\d{4})年度?/u) || [];
  if (label && core.labels.has(fold(label).folded)) return [label, ...word.split(label).flatMap(cut)];
  const runs = word.match(PIECES) || [];
  const pieces = [];
  runs.forEach((run, i) => {
    let piece = run;
    if (HIRAGANA.test(run)) {
      // 「減った」 is one word, 「避難の」 is not; a particle needs something behind it.
      if (i + 1 < runs.length) piece = piece.replace(PARTICLE, '');
      if (i > 0 && IDEOGRAPHS.test(runs[i - 1])) {
        pieces.push(pieces.pop() + piece);
        return;
      }
    }
    pieces.push(piece);
  });
  return pieces.filter((piece) => Array.from(piece).length > 1 || IDEOGRAPHS.test(piece));
}

/** All ways to cut ideographs into pieces of two and more. */
function waysToCut(signs) {
  const ways = signs.length > 1 ? [[signs.join('')]] : [];
  for (let at = 2; at + 2 <= signs.length; at += 1) {
    for (const way of waysToCut(signs.slice(at))) ways.push([signs.slice(0, at).join(''), ...way]);
  }
  return ways;
}

/** Ideographs cut so that most documents hold all pieces: what is no word stands in few. */
async function cutCompound(piece, find) {
  const signs = Array.from(piece);
  if (!IDEOGRAPHS.test(piece) || signs.length < 3 || signs.length > 10) return [piece];
  // What stands before or behind a word (電子化, 利用料) is tried only when nothing else is found.
  const ends = [[piece.slice(0, -1), signs[signs.length - 1]], [signs[0], piece.slice(1)]];
  for (const ways of [waysToCut(signs), ends]) {
    const counts = await Promise.all(ways.map(async (way) => {
      const [first, ...others] = await Promise.all(way.map(find));
      return [...first.found.keys()].filter((document) => others.every(({ found }) => found.has(document))).length;
    }));
    const most = Math.max(...counts);
    if (most > 0) return ways[counts.indexOf(most)];
  }
  return [piece];
}

/**
 * What is near to a search that finds little: documents with the pieces of its words, and where it
 * finds nothing at all, those with most of them. `typed` are its words, `own` what each of them finds.
 */
async function findNear(typed, own, hits, allowed) {
  // piece → its documents
  const finds = new Map();
  const find = (piece) => {
    if (!finds.has(piece)) finds.set(piece, findAny(piece, IDEOGRAPHS.test(piece)));
    return finds.get(piece);
  };
  const known = new Set(hits.map(({ document }) => document));
  const result = async (pieces, least) => {
    const found = await Promise.all(pieces.map(find));
    const ranked = (await rank(found, allowed, least)).filter(({ document }) => !known.has(document));
    return { pieces, least, missing: [], hits: ranked, forms: found.flatMap((one) => one.forms) };
  };
  // A word that is found often is no accident, and stays whole; beside a number, which stands with parts of
  // it anywhere, so does every word that is found.
  const enough = typed.some((word) => cut(word).some(isAmount)) ? 1 : FEW;
  const cutAll = typed.map((word, i) => (own[i].found.size < enough ? cut(word) : [word]));
  const finer = await Promise.all(cutAll.map(async (pieces) => (
    (await Promise.all(pieces.map((piece) => cutCompound(piece, find)))).flat())));
  let best = null;
  for (const pieces of [typed, cutAll.flat(), finer.flat()].map(unique)) {
    if (pieces.length === 0 || (best && best.hits.length >= FEW)) continue;
    const next = await result(pieces, pieces.length);
    if (next.hits.length > (best ? best.hits.length : 0)) best = next;
  }
  if (best || hits.length > 0) return best;
  const every = unique(typed.flatMap((word, i) => (own[i].found.size > 0 ? [word] : finer[i])));
  // What has the number only, or the figures that are asked for, and nothing of what it was asked about, is
  // no answer.
  const isAsked = (piece) => core.asks.has(fold(piece).folded) || questionIn(fold(piece).folded) !== undefined;
  const isYear = (piece) => (core.labels.get(fold(piece).folded) || { number: core.firm }).number < core.firm;
  const hasAsked = every.some(isAsked);
  const names = every.filter((piece) => !isAmount(piece) && !(hasAsked && (isAsked(piece) || isYear(piece))));
  const all = names.length > 0 ? names : every;
  const sizes = await Promise.all(all.map(async (piece) => (await find(piece)).found.size));
  const pieces = all.filter((_, i) => sizes[i] > 0);
  for (let least = pieces.length; least > 0; least -= 1) {
    const next = await result(pieces, least);
    if (next.hits.length > 0) return { ...next, missing: all.filter((_, i) => sizes[i] === 0) };
  }
  return null;
}

/** A hit's record and summary, and the paragraphs around its match, which may lie in another file. */
async function read({ document, text, isLabelled, isAnswer, amounts = [], words = [] }) {
  const [start, , , other] = core.starts.slice(FIELDS * document);
  const fileOf = (place) => lastNotAbove(core.texts, place);
  const open = async (number) => (await load(`d-${number}`)).find(([one]) => one === document);
  const [first, last] = [fileOf(start), fileOf(other - 1)];
  const [, record] = await open(first);
  const heads = headsOf(record, words);
  const isTold = heads.some(({ isAsked }) => isAsked);
  // Where heads and title tell all, no prose is read.
  const names = namesIn(words);
  const said = [record[1], ...heads.map(({ name }) => name)];
  const isWhole = (isTold || isAnswer) && names.every((one) => said.some((some) => isSaid(some, one, names)));
  const wanted = [isWhole ? first : fileOf(Math.max(start, text))];
  // Figures, which are of a year, stand last, if the heads do not have them.
  if (isLabelled && !isTold) wanted.push(last);
  const parts = await Promise.all(unique(wanted).map(open));
  const isFitting = ([, , ...items]) => items.flatMap(linesOf()).some(({ name, label }) => name && fits(`${name} ${label}`, words));
  for (let file = last - 1; isAnswer && !isTold && file > first && !parts.some(isFitting); file -= 1) {
    if (!wanted.includes(file)) parts.push(await open(file));
  }
  const paragraphs = parts.flatMap(([, , ...items]) => items.flatMap(linesOf()));
  // The summary in the language of the page comes first; that in the other is read on English pages only.
  // One that was made by rule is in a list of its own, and not searched.
  const own = [].concat(record[5] || []);
  const summaries = [...(isOther && record[7] ? [record[7]] : []), ...own]
    .map((text) => ({ text, searched: Array.isArray(record[5]) && own.includes(text) ? '' : text }));
  const sums = await linesOfAmounts(document, amounts);
  return { record, summary: summaries.slice(0, 1), lines: [...summaries, ...paragraphs], sums };
}

/** What an item of the index says, each line with the section of the page where it stands. */
function linesOf() {
  let section = '';
  return (item) => {
    if (typeof item === 'string') return [{ text: item, searched: item, section }];
    const [name, ...values] = item;
    if (values.length === 0) section = name;
    return values.filter((_, i) => i % 2 === 1).map((value, i) => (
      { ...valued(value, name, values[2 * i]), searched: value, section, name, label: values[2 * i] }));
  };
}

/** 「名：値（令和6年度の実績）」, of which the value may be cut; what has no label stands without the brackets. */
function valued(value, name, label) {
  const text = (value) => say('value', value, name, label || '').replace(/ ?[(（][)）]$/, '');
  return { text: text(value), around: text('\n').split('\n'), value, label };
}

/** The forms of a query by what they do: years, kinds of figures, and names of things. */
const [yearsIn, kindsIn, namesIn] = [({ isLabel }) => isLabel, ({ asks }) => asks && asks.length > 0, ({ isLabel, isFirm, asks }) => !isLabel && !isFirm && !asks]
  .map((which) => (words) => words.filter(which));

/** Whether the text holds a word in any of its forms. */
const isSaid = (text, { word }, forms) => held(text, forms.filter((one) => one.word === word)) > 0;

/** Whether what a figure is called says the year and the kind that are asked for. */
const fits = (text, words) => [yearsIn(words), kindsIn(words)].every((some) => some.length === 0 || held(text, some) > 0);

/** The short names in a document, each with the figure that was asked for, else its newest. */
function headsOf([, title, , , heads, , other], words) {
  return heads.split('\n').map((head) => head.split('\t'))
    // Other forms of the title say nothing that it does not.
    .filter((head) => head.length !== 3 && head[0] !== title && head[0] !== other)
    .map(([name, section, ...told]) => {
      const at = told.findIndex((label, i) => i % 2 === 0 && fits(`${name} ${label}`, words));
      if (at < 0 || !told[at + 1]) return { section, name, text: name };
      return { section, name, isAsked: kindsIn(words).length > 0, ...valued(told[at + 1], name, told[at]) };
    });
}

/** What answers a question for figures: those of what is named, else those of the whole, told to be so. */
function answersOf(all, title, words) {
  const names = namesIn(words);
  const missing = names.filter((one) => !isSaid(title, one, names));
  const answers = all.filter(({ isAsked }) => isAsked);
  const parts = tellMost(all.filter(({ name }) => held(name, missing) > 0), missing);
  const own = parts.filter(({ isAsked }) => isAsked);
  if (own.length > 0) return own;
  const isWhole = ({ name }) => core.asks.has(fold(name).folded);
  const whole = answers.filter(isWhole).map((one) => {
    const name = missing.length > 0 ? say('whole', 0, one.name) : one.name;
    return { ...one, ...valued(one.value, name, one.label) };
  });
  const beside = answers.filter((one) => !isWhole(one) && held(one.name, names) > 0);
  return whole.length > 0 ? [...whole, ...beside, ...parts.slice(0, 1)] : parts.length > 0 ? parts : answers;
}

// --- showing ---

function add(parent, tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(text || '');
  parent.append(made);
  return made;
}

const isJapanese = document.documentElement.lang === 'ja';

/** Says that a text is Japanese, on a page that is not. */
function inJapanese(element, text) {
  if (!isJapanese && /[\u3041-\u30ff\u3400-\u9fff]/.test(text)) element.lang = 'ja';
}

/** Appends the text with every word marked; or an excerpt, with at most so much before the first of them. */
function addMarked(parent, text, words, before) {
  const all = fold(text);
  const { folded, from } = all;
  const marked = new Uint8Array(folded.length);
  for (const word of words) {
    for (const at of placesIn(all, word)) marked.fill(1, at, at + word.folded.length);
  }
  const first = Math.max(0, marked.indexOf(1));
  const start = first > before ? first - before : 0;
  const end = before === undefined ? folded.length : Math.min(folded.length, start + LENGTH);
  if (start > 0) parent.append('…');
  for (let a = start, b; a < end; a = b) {
    // What came out of one character (㈱) stays together.
    for (b = a + 1; b < end && (marked[b] === marked[a] || from[b] === from[b - 1]);) b += 1;
    const piece = text.slice(a === 0 ? 0 : from[a], from[b]);
    if (marked.subarray(a, b).includes(1)) add(parent, 'mark', '', piece); else parent.append(piece);
  }
  if (end < folded.length) parent.append('…');
}

/** Appends a line of a result: of a figure never without what it is and of which year. */
function addLine(parent, { text, around: [name, label] = [], value, isAnswer }, words) {
  if (name === undefined) { addMarked(parent, text, words, isAnswer ? Infinity : BEFORE); return; }
  addMarked(parent, name, words);
  addMarked(parent, value, words, BEFORE);
  addMarked(parent, label || '', words);
}

/** The lines so that the first ones hold, one after the other, most words that none before them does. */
function tellMost(lines, words) {
  const [rest, out, told] = [[...lines], [], new Set()];
  while (rest.length > 0) {
    const news = rest.map(({ name }) => words.filter((word) => !told.has(word) && held(name, [word]) >= 1));
    const most = news.reduce((best, { length }, i) => (length > news[best].length ? i : best), 0);
    news[most].forEach((word) => told.add(word));
    out.push(...rest.splice(most, 1));
  }
  return out;
}

function show({ record, summary, lines: paragraphs, sums }, { words, lacks }) {
  const [address, own, kind, chips, , , other, translated] = record;
  const item = add(document.createDocumentFragment(), 'li', 'result');
  const link = add(add(item, 'h3', 'result-title'), 'a');
  // What the page is called here, and what it says in the other language.
  const [title, ...beside] = isOther && other ? [other, own] : [own, other, translated];
  // Pages are the last kinds, and made in one language.
  link.href = (isOther && kind >= core.kinds.length - 2 ? root.dataset.shared : root.dataset.root) + address;
  addMarked(link, title, words);
  inJapanese(link, title);
  const row = add(item, 'ul', 'chips');
  const chip = (label, tone, english) => {
    const said = (isOther && english) || label;
    inJapanese(add(add(row, 'li'), 'span', `chip chip-${tone || 'plain'}`, said), said);
  };
  chip(core.kinds[kind]);
  core.facets.forEach(({ values }, i) => chips[i].forEach((value) => chip(...values[value])));
  const holds = (text) => held(text, words);
  const [labels, kinds, names] = [yearsIn(words), kindsIn(words), namesIn(words)];
  // What a figure is called is told with it, but only a year that was asked for counts.
  const tells = ({ text, searched }) => holds(searched) + held(text, labels) - held(searched, labels);
  const isBare = ({ text, section }) => !section && words.some(({ folded }) => {
    const said = fold(text).folded;
    return said.includes(folded) && said.length - folded.length < 2;
  });
  const heads = headsOf(record, words);
  const all = heads.filter(({ name }) => holds(name));
  // A reading says nothing that the title does not, unless it is all that was found.
  const named = all.filter(({ name }) => !READING.test(name));
  const best = (some) => paragraphs.reduce((found, one) => (some(one) > some(found) ? one : found), { text: '', searched: '' });
  const lines = kinds.length > 0 ? answersOf(heads, title, words).slice(0, 3)
    : tellMost(named.length > 0 || holds(title) ? named : all, words).slice(0, 3);
  if (kinds.length > 0 && labels.length > 0 && !lines.some(({ isAsked }) => isAsked)) {
    const fitting = paragraphs.filter(({ name, label }) => name && fits(`${name} ${label}`, words));
    const nearest = fitting.filter(({ name }) => held(name, names) > 0);
    const missed = lacks ? [{ text: say('lacks', unique(labels.map(({ folded }) => core.labels.get(folded).usual.written)).join('・'),
      unique(kinds.flatMap(({ asks }) => asks)).map((ask) => core.usual[ask].written).join('・')) }] : [];
    const figures = (nearest.length > 0 ? nearest : fitting).slice(0, 3);
    const bare = lines.filter(({ name }) => figures.every((one) => one.name !== name));
    lines.splice(0, lines.length, ...missed, ...figures, ...bare);
  }
  // Beside an answer only what tells of the rest of the words is worth a line.
  const said = [title, ...lines.map(({ text }) => text)];
  const untold = kinds.length === 0 ? words : names.filter((one) => !said.some((text) => isSaid(text, one, names)));
  const found = best(kinds.length === 0 ? tells : ({ searched }) => held(searched, untold));
  if (sums.length > 0) lines.splice(0, lines.length, ...sums, ...lines.slice(0, 1));
  else if (held(found.searched, untold) > 0 && !(kinds.length > 0 && isBare(found))) {
    const one = paragraphs.find(({ name }) => name === found.text) || found;
    if (lines.every(({ text }) => text !== one.text)) lines.push(one);
  }
  const ofYear = best(({ text, name }) => (
    name && held(text, labels) > 0 ? 1 + lines.some((line) => line.name === name) : 0));
  if (kinds.length === 0 && ofYear.text && !lines.some(({ text }) => held(text, labels) > 0)) {
    const at = lines.findIndex(({ name }) => name === ofYear.name);
    lines.splice(at < 0 ? lines.length : at, 1, ofYear);
  }
  // Where nothing says more than the words themselves, as the name of the city, what the page says first does.
  if (lines.every(isBare)) lines.splice(0, lines.length, ...summary.map((one) => ({ ...one, isAnswer: true })));
  // What it says in the other language is shown where that is what was found.
  const most = Math.max(...[title, ...lines.map(({ text }) => text)].map(holds));
  const foreign = beside.filter((text) => text && holds(text) > most).sort((a, b) => holds(b) - holds(a))[0];
  if (foreign) lines.splice(0, lines.length, { text: foreign });
  for (const one of lines) {
    const { text } = one;
    const line = add(item, 'p', 'result-text');
    addLine(line, one, words);
    if (foreign && isJapanese) line.lang = 'en'; else inJapanese(line, text);
  }
  // Where more of the words stand in a part of the page than in its title, the link leads there.
  const part = sums[0] || lines.reduce((best, line) => (holds(line.text) > holds(best.text) ? line : best), { text: title });
  if (part.section) link.setAttribute('href', `${link.getAttribute('href')}#${part.section}`);
  return item;
}

// --- the form ---

let [turn, hits, shown, spoken, timer] = [0, [], 0, '', 0];

const chosenNow = () => Object.assign({}, ...selects.filter((one) => one.value)
  .map((one) => ({ [one.dataset.facet]: one.value })));

/** Policies and sections belong to plans, which are the first facet. */
const isOfPlan = ([, , plan], chosen, [first]) => plan == null || first.values[plan][0] === chosen[first.key];

async function fillFilters(wanted) {
  const facets = await load('facets');
  for (const select of selects) {
    const { key, values } = facets.find((facet) => facet.key === select.dataset.facet);
    // the first option, "all", is the page's
    select.length = 1;
    for (const value of values) {
      if (!isOfPlan(value, wanted, facets)) continue;
      const label = (isOther && value[3]) || value[1];
      const option = new Option(label, value[0]);
      inJapanese(option, label);
      select.add(option);
    }
    select.disabled = select.length === 1;
    select.value = wanted[key] || '';
    if (select.selectedIndex < 0) select.value = '';
  }
}

/** Speaks the count and writes the search into the address, once typing has paused. */
function settle() {
  clearTimeout(timer);
  timer = 0;
  live.textContent = spoken;
  const query = new URLSearchParams(chosenNow());
  if (input.value.trim()) query.set('q', input.value.trim());
  history.replaceState({ shown }, '', `${location.pathname}?${query}`.replace(/\?$/, ''));
}

/** Appends further results in one go; returns the first of them. */
async function showMore(upTo) {
  const mine = turn;
  more.hidden = true;
  const items = await Promise.all(hits.slice(shown, upTo).map(async (hit) => show(await read(hit), hit)));
  if (mine !== turn) return null;
  if (shown === 0) [list.textContent, nearList.textContent] = ['', ''];
  items.forEach((item, i) => (hits[shown + i].isNear ? nearList : list).append(item));
  shown += items.length;
  more.hidden = shown >= hits.length;
  more.textContent = say('more', Math.min(AT_ONCE, hits.length - shown));
  return items[0];
}

// What people put behind a question: いくらですか, いつから.
const TAIL = /^\p{sc=Han}?(?:が|を|に|で|へ|から|まで|の|は|か|です|なの|ある|あります|する|した|かかる|かかります|かかった)*\??。?$/u;

/** The question that a word is, if it is one. */
const questionIn = (folded) => [...core.questions.keys()].find((word) => (
  // What is counted stands behind 何 only.
  folded.startsWith(word) && TAIL.test((word.endsWith('何') ? '' : 'か') + folded.slice(word.length))));

/** Where a word is cut that begins with a year or ends with what is asked: 令和6年度決算, 庁内LANの予算. */
function joints(folded, marked) {
  const isAsked = (text) => core.asks.has(text) || questionIn(text) !== undefined;
  const isYear = (text) => core.labels.has(text) && core.labels.get(text).number < core.firm;
  if (isAsked(folded) || core.labels.has(folded)) return [];
  for (let at = folded.length - 1; at > 1; at -= 1) {
    const [head, tail] = [folded.slice(0, at), folded.slice(at)];
    const particle = tail.startsWith('の') ? 1 : 0;
    const rest = tail.slice(particle);
    if (isYear(head) && (isAsked(rest) || core.labels.has(rest))) return [[at, at + particle]];
    // いくら begins where no hiragana goes on: not in 新しいくらし.
    const isParted = /[のはをが]$/.test(head) ? 1 : Number(!/[ぁ-ゖ]$/.test(marked.slice(0, at)) && questionIn(tail) !== undefined && /^[ぁ-ゖ]/.test(tail));
    if (isParted && isAsked(tail) && at > 2) {
      const end = /[のはをが]$/.test(head) ? at - 1 : at;
      return [...joints(folded.slice(0, end), marked.slice(0, end)), [end, at]];
    }
  }
  return [];
}

/** The words of a query, as they are compared → as they are typed. */
function wordsOf(query) {
  const { folded, marked, from } = fold(query);
  const words = Array.from(folded.matchAll(/[^ ]+/g), ({ 0: word, index }) => {
    const cuts = [...joints(word, marked.slice(index, index + word.length)), [word.length, 0]];
    return cuts.map(([end], i) => {
      const [begin, until] = [index + (i > 0 ? cuts[i - 1][1] : 0), index + end];
      return [folded.slice(begin, until), query.slice(from[begin], from[until])];
    });
  });
  return new Map(words.flat());
}

const sentences = (...all) => all.filter(Boolean).join(isJapanese ? '' : ' ');

/** Which other words were searched as well. */
function alsoOf({ forms }) {
  const also = unique(forms.flatMap((form) => form.also));
  return also.length > 0 && say('also', 0, also.join(root.dataset.sayBetween));
}

/** What the results below the line have in common. */
function sayNear({ pieces, least, missing, hits: { length } }) {
  const [all, some] = [pieces.length, least < pieces.length];
  const name = some ? 'some' : { 1: 'one', 2: 'both' }[all] || 'every';
  const between = (list, way) => list.join(root.dataset[way]);
  return sentences(
    missing.length > 0 && say('missing', 0, between(missing, 'sayBetween')),
    say(name, length, between(pieces, some ? 'sayBetween' : 'sayAnd'), least),
  );
}

/** Searches for what the form says. Only the newest search shows anything. */
async function run(upTo) {
  turn += 1;
  const mine = turn;
  if (!core) count.textContent = say('busy');
  try {
    await loadCore();
    const query = input.value.trim();
    // 「30 億円」 is one number.
    // as compared → as typed
    const all = wordsOf(query.replace(/([0-9０-９])\s+(?=[兆億万千百]*円?(?:\s|$))/g, '$1'));
    const idle = [...all].filter(([word]) => core.questions.has(questionIn(word)) && core.questions.get(questionIn(word)).length === 0);
    // who types nothing else means the word
    const dropped = idle.length < all.size ? idle : [];
    const asked = new Map([...all].filter((word) => !dropped.some(([one]) => one === word[0])));
    const searches = [...asked.values()].map((word) => findAny(word));
    const [allowed, ...finds] = await Promise.all([passing(chosenNow()), ...searches]);
    const whole = { hits: await rank(finds, allowed), forms: finds.flatMap((one) => one.forms) };
    const isFew = asked.size > 0 && whole.hits.length < FEW;
    const close = isFew ? await findNear([...asked.values()], finds, whole.hits, allowed) : null;
    if (mine !== turn) return;
    const marked = ({ hits: some, forms }, isNear) => some.map((hit) => (
      { ...hit, isNear, words: forms }));
    hits = [...marked(whole, false), ...(close ? marked(close, true) : [])];
    shown = 0;
    await showMore(upTo || Math.min(AT_ONCE, whole.hits.length + FEW_NEAR));
    if (mine !== turn) return;
    const isAsked = asked.size > 0 || Object.keys(chosenNow()).length > 0;
    const n = whole.hits.length;
    const several = asked.size > 1 && [...asked.values()].join(root.dataset.sayAnd);
    // What is chosen beside the words may hide all that has them: nobody is told that there is nothing.
    const isHidden = n === 0 && asked.size > 0 && Object.keys(chosenNow()).length > 0;
    const free = isHidden ? (await rank(finds, await passing({}))).length : 0;
    if (mine !== turn) return;
    clear.hidden = free === 0;
    const told = isAsked && (free > 0 ? say('hidden', free, query)
      : n === 0 && several ? say('apart', n, several)
        : say(n === 0 ? 'none' : query ? 'found' : 'listed', n, query));
    const left = dropped.length > 0 && say('dropped', 0, dropped.map(([, word]) => word).join(root.dataset.sayBetween));
    count.textContent = sentences(told, left, alsoOf(whole));
    near.textContent = close ? sentences(sayNear(close), alsoOf(close)) : '';
    spoken = sentences(count.textContent, near.textContent);
    root.dataset.done = query;
  } catch (error) {
    if (mine !== turn) return;
    [hits, shown, spoken] = [[], 0, say('failed')];
    [list.textContent, nearList.textContent, near.textContent] = ['', '', ''];
    count.textContent = spoken;
  }
  near.hidden = near.textContent === '';
  clearTimeout(timer);
  timer = setTimeout(settle, PAUSE);
}

// Half-typed words of an input method are not searched. Browsers differ in whether the last `input`
// comes before or after the end, so both are heard.
input.addEventListener('input', (event) => { if (!event.isComposing) run(); });
input.addEventListener('compositionend', () => run());
input.addEventListener('focus', () => load('core').catch(() => {}));
filters.addEventListener('toggle', () => fillFilters(chosenNow()).catch(() => {}), { once: true });
filters.addEventListener('change', async () => { await fillFilters(chosenNow()); run(); });
form.addEventListener('submit', (event) => {
  event.preventDefault();
  run().then(settle);
});
root.addEventListener('focusout', () => { if (timer) settle(); });
window.addEventListener('pagehide', () => { if (timer) settle(); });
clear.addEventListener('click', async () => {
  for (const select of filters.querySelectorAll('select')) select.value = '';
  input.focus();
  await fillFilters({});
  run();
});
more.addEventListener('click', async () => {
  const first = await showMore(shown + AT_ONCE).catch(() => { more.hidden = false; });
  if (first) first.querySelector('a').focus();
  settle();
});
// Arrow keys lead from the field to the results, Escape leads back.
root.addEventListener('keydown', (event) => {
  const links = [input, ...root.querySelectorAll('h3 a')];
  const at = links.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: at > 0 ? 0 : -1 }[event.key];
  if (at < 0 || !links[to] || event.isComposing) return;
  event.preventDefault();
  links[to].focus();
});

async function begin() {
  form.hidden = false;
  const asked = new URLSearchParams(location.search);
  input.value = asked.get('q') || '';
  asked.delete('q');
  if (`${asked}`) {
    await fillFilters(Object.fromEntries(asked));
    // only now: opening fills the lists again
    filters.open = true;
  }
  if (location.search) run(history.state && history.state.shown).then(settle);
}
begin().catch(() => { count.textContent = say('failed'); });
}());
