// Finds text in the pages of a built site without a server. From a disk nothing can be fetched, so the
// index is classic scripts that call `mierukaSearch(name, version, data)`, added to the page when needed;
// what they hold stands with the program that writes them. Words for people come from the page
// (`data-say-…`) or the index.
(function () {
'use strict';

const root = document.querySelector('[data-search]');
if (!root) return;
const [form, input, filters, count, live, list, more] =
  ['form', 'input', 'filters', 'count', 'live', 'list', 'more']
    .map((name) => root.querySelector(`[data-search-${name}]`));
const selects = [...root.querySelectorAll('select[data-facet]')];
const say = (name, n, q) => root.getAttribute(`data-say-${name}`).replace('{n}', n).replace('{q}', () => q);

const isOther = root.dataset.shared !== undefined; // an edition beside the first, with the same index
const AT_ONCE = 20; // results shown at a time
const FORMS = 12; // of a word, with other words for what is in it
const PAUSE = 700; // ms without a key until count is spoken and address changed
const [BEFORE, LENGTH] = [32, 110]; // characters of an excerpt: before a match, in all
const READING = /^[ぁ-ゖー・\s]+$/;
const [TITLE, TEXT] = [0, 2]; // fields of a document; 1 is its indicators and sections

// --- the files of the index ---

const files = {}; // name → promise of its data
const arrived = {}; // name → [version, data], before the script's load event
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
      delete files[name]; // a next key tries again
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
    variants: new Map(data.variants.split(' ').map((pair) => Array.from(pair))),
    synonyms: [],
    starts: [0, ...numbers(data.lengths)], // of the fields: title, heads, text, the next title, …
    pairs: data.pairs.split(' ').filter(Boolean).map((pair) => pairNumber(...pair)),
    texts: numbers(data.texts),
  };
  core.synonyms = data.synonyms.map((words) => words.map((written) => ({ written, folded: fold(written).folded })));
  core.synonyms.sort(([a], [b]) => b.folded.length - a.folded.length); // the longest word counts
}

// --- what counts as the same text ---

const CLUSTER = /[\s\S][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*/gu;
const DROPPED = /[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
const SPACE = /[\0- \x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** The text as it is compared, and for each of its units where it came from. */
function fold(text) {
  let folded = '';
  const from = [];
  text.replace(CLUSTER, (cluster, offset) => {
    for (let c of cluster.normalize('NFKC').toLowerCase()) {
      if (DROPPED.test(c)) continue;
      if (SPACE.test(c)) c = ' ';
      if (c === ' ' && (folded === '' || folded.endsWith(' '))) continue;
      if (/[\u30a1-\u30f6\u30fd\u30fe]/.test(c)) c = String.fromCharCode(c.charCodeAt(0) - 0x60);
      c = core.variants.get(c) || c;
      for (let i = 0; i < c.length; i += 1) from.push(offset);
      folded += c;
    }
  });
  folded = folded.trim();
  from[folded.length] = text.length;
  return { folded, from };
}

// --- finding ---

/** Every place in the index where these two characters stand side by side. */
async function pairAt(a, b) {
  if (core.pairs.length === 0) return [];
  const shard = await load(`p-${lastNotAbove(core.pairs, pairNumber(a, b))}`);
  const entry = shard.split(' ').find((one) => one.startsWith(a + b));
  return entry ? numbers(entry.slice(a.length + b.length)) : [];
}

/** Every place of the word: pairs that cover all of it, each where it must stand, prove it. */
async function placesOf(signs) {
  // Titles, indicators, sections follow a line break: one character finds what it begins.
  if (signs.length === 1) return (await pairAt('\n', signs[0])).map((place) => place + 1);
  const last = signs.length - 2;
  const offsets = signs.map((_, i) => i).filter((i) => i === last || (i < last && i % 2 === 0));
  const lists = await Promise.all(offsets.map(async (offset) =>
    (await pairAt(signs[offset], signs[offset + 1])).map((place) => place - offset)));
  lists.sort((a, b) => a.length - b.length);
  return lists.reduce((found, other) => {
    let i = 0;
    return found.filter((place) => {
      while (other[i] < place) i += 1;
      return other[i] === place;
    });
  });
}

/** The word as it is, then with other words for what is in it: each with what it took in their place. */
function formsOf(word) {
  const forms = [{ folded: '', also: [] }];
  for (let at = 0; at < word.length;) {
    const known = core.synonyms.find(([one]) => word.startsWith(one.folded, at));
    const [own, ...others] = known || [{ folded: word[at] }];
    const before = forms.slice();
    for (const form of forms) form.folded += own.folded;
    for (const { written, folded } of others) {
      for (const form of before) {
        const head = form.folded.slice(0, form.folded.length - own.folded.length);
        if (forms.length < FORMS) forms.push({ folded: head + folded, also: [...form.also, written] });
      }
    }
    at += own.folded.length;
  }
  return forms;
}

/** document → its best field with any form of the word; and the forms that are found anywhere. */
async function findAny(word) {
  const forms = await Promise.all(formsOf(word).map(async (form) => ({ ...form, found: await findWord(form.folded) })));
  const found = new Map();
  for (const form of forms) {
    for (const [document, one] of form.found) {
      const best = found.get(document);
      if (!best || one.field < best.field) {
        // What was typed comes before other words for it.
        found.set(document, { ...one, bonus: one.bonus - (form.also.length > 0 ? 10 : 0) });
      }
    }
  }
  return { found, forms: forms.filter((form) => form.found.size > 0) };
}

/** document → its best field with the word, how often, where first, whether it begins the title. */
async function findWord(word) {
  const found = new Map();
  const signs = Array.from(word);
  for (const place of await placesOf(signs)) {
    const at = lastNotAbove(core.starts, place);
    const [document, field] = [Math.floor(at / 3), at % 3];
    // Places ascend, so a document's first one is in its best field.
    const one = found.get(document) || { field, first: place, times: 0, bonus: 0 };
    one.times += 1;
    if (field === TITLE && place === core.starts[at] + 1) {
      one.bonus = place + signs.length === core.starts[at + 1] ? 60 : 20; // the whole title, or its head
    }
    found.set(document, one);
  }
  return found;
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

/** All documents that hold every word and pass every filter, best first. */
function rank(finds, allowed) {
  if (finds.length === 0) return (allowed || []).map((document) => ({ document, text: -1 }));
  const isAllowed = new Set(allowed || finds[0].keys());
  const hits = [];
  for (const document of finds[0].keys()) {
    const each = finds.map((found) => found.get(document));
    if (!isAllowed.has(document) || !each.every(Boolean)) continue;
    let score = 0;
    for (const { field, bonus, times } of each) {
      score += [1000, 600, 200][field] / each.length + bonus + Math.min(times, 9);
    }
    // Words in the order typed belong together.
    if (each.every((one, i) => i === 0 || each[i - 1].first < one.first)) score += 30;
    // Only a word that stands nowhere better needs the paragraphs around it.
    const text = Math.max(...each.map((one) => (one.field === TEXT ? one.first : -1)));
    hits.push({ document, score, text });
  }
  // Documents are numbered by importance, which decides where all else is equal.
  return hits.sort((a, b) => b.score - a.score || a.document - b.document);
}

/** A hit's record, and the paragraphs around its match, which may lie in another file. */
async function read({ document, text }) {
  const start = core.starts[3 * document];
  const [[, record], [,, ...paragraphs]] = await Promise.all([start, Math.max(start, text)].map(async (place) =>
    (await load(`d-${lastNotAbove(core.texts, place)}`)).find(([number]) => number === document)));
  return { record, paragraphs };
}

// --- showing ---

function add(parent, tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(text || '');
  parent.append(made);
  return made;
}

/** Says that a text is Japanese, on a page that is not. */
function inJapanese(element, text) {
  if (document.documentElement.lang !== 'ja' && /[\u3041-\u30ff\u3400-\u9fff]/.test(text)) element.lang = 'ja';
}

/** Appends the text with every word marked, or an excerpt of it around the first. */
function addMarked(parent, text, words, isExcerpt) {
  const { folded, from } = fold(text);
  const marked = new Uint8Array(folded.length);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      marked.fill(1, at, at + word.length);
    }
  }
  const first = Math.max(0, marked.indexOf(1));
  const start = isExcerpt && first > BEFORE ? first - BEFORE : 0;
  const end = isExcerpt ? Math.min(folded.length, start + LENGTH) : folded.length;
  if (start > 0) parent.append('…');
  for (let a = start, b; a < end; a = b) {
    // What came out of one character (㈱) stays together.
    for (b = a + 1; b < end && (marked[b] === marked[a] || from[b] === from[b - 1]);) b += 1;
    const piece = text.slice(a === 0 ? 0 : from[a], from[b]);
    if (marked.subarray(a, b).includes(1)) add(parent, 'mark', '', piece); else parent.append(piece);
  }
  if (end < folded.length) parent.append('…');
}

function show({ record: [address, own, kind, chips, heads, other], paragraphs }, words) {
  const item = add(document.createDocumentFragment(), 'li', 'result');
  const link = add(add(item, 'h3', 'result-title'), 'a');
  const title = (isOther && other) || own;
  // Pages are the last kind, and made in one language.
  link.href = (isOther && kind === core.kinds.length - 1 ? root.dataset.shared : root.dataset.root) + address;
  addMarked(link, title, words);
  inJapanese(link, title);
  const row = add(item, 'ul', 'chips');
  const chip = (label, tone, english) => {
    const said = (isOther && english) || label;
    inJapanese(add(add(row, 'li'), 'span', `chip chip-${tone || 'plain'}`, said), said);
  };
  chip(core.kinds[kind]);
  core.facets.forEach(({ values }, i) => chips[i].forEach((value) => chip(...values[value])));
  const holds = (text) => words.filter((word) => fold(text).folded.includes(word)).length;
  const all = heads.split('\n').filter((head) => head !== title && holds(head));
  // A reading says nothing that the title does not, unless it is all that was found.
  const named = all.filter((text) => !READING.test(text));
  const lines = (named.length > 0 || holds(title) ? named : all).slice(0, 3);
  const most = Math.max(...paragraphs.map(holds));
  if (most > 0 || lines.length === 0) lines.push(...paragraphs.filter((text) => holds(text) === most).slice(0, 1));
  for (const line of lines) {
    const text = add(item, 'p', 'result-text');
    addMarked(text, line, words, true);
    inJapanese(text, line);
  }
  return item;
}

// --- the form ---

let [turn, hits, words, shown, spoken, timer] = [0, [], [], 0, '', 0];

const chosenNow = () => Object.assign({}, ...selects.filter((one) => one.value)
  .map((one) => ({ [one.dataset.facet]: one.value })));

/** Policies and sections belong to plans, which are the first facet. */
const isOfPlan = ([, , plan], chosen, [first]) => plan == null || first.values[plan][0] === chosen[first.key];

async function fillFilters(wanted) {
  const facets = await load('facets');
  for (const select of selects) {
    const { key, values } = facets.find((facet) => facet.key === select.dataset.facet);
    select.length = 1; // the first option, "all", is the page's
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
  const items = await Promise.all(hits.slice(shown, upTo).map(async (hit) => show(await read(hit), words)));
  if (mine !== turn) return null;
  if (shown === 0) list.textContent = '';
  list.append(...items);
  shown += items.length;
  more.hidden = shown >= hits.length;
  more.textContent = say('more', Math.min(AT_ONCE, hits.length - shown));
  return items[0];
}

/** Searches for what the form says. Only the newest search shows anything. */
async function run(upTo) {
  turn += 1;
  const mine = turn;
  if (!core) count.textContent = say('busy');
  try {
    await loadCore();
    const query = input.value.trim();
    const asked = [...new Set(fold(query).folded.split(' ').filter(Boolean))];
    const [allowed, ...finds] = await Promise.all([passing(chosenNow()), ...asked.map(findAny)]);
    if (mine !== turn) return;
    const forms = finds.flatMap((one) => one.forms);
    hits = rank(finds.map((one) => one.found), allowed);
    [words, shown] = [forms.map((form) => form.folded), 0];
    await showMore(upTo || AT_ONCE);
    if (mine !== turn) return;
    const isAsked = asked.length > 0 || Object.keys(chosenNow()).length > 0;
    spoken = isAsked ? say(hits.length === 0 ? 'none' : query ? 'found' : 'listed', hits.length, query) : '';
    const also = [...new Set(forms.flatMap((form) => form.also))];
    if (also.length > 0) spoken += say('also', 0, also.join(root.dataset.sayBetween));
    root.dataset.done = query;
  } catch (error) {
    if (mine !== turn) return;
    [hits, shown, spoken] = [[], 0, say('failed')];
    list.textContent = '';
  }
  count.textContent = spoken;
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
more.addEventListener('click', async () => {
  const first = await showMore(shown + AT_ONCE).catch(() => { more.hidden = false; });
  if (first) first.querySelector('a').focus();
  settle();
});
// Arrow keys lead from the field to the results, Escape leads back.
root.addEventListener('keydown', (event) => {
  const links = [input, ...list.querySelectorAll('h3 a')];
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
    filters.open = true; // only now: opening fills the lists again
  }
  if (location.search) run(history.state && history.state.shown).then(settle);
}
begin().catch(() => { count.textContent = say('failed'); });
}());
