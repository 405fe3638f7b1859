// The search index of the built site, read back: what the program says can be found.

import fs from 'node:fs';
import path from 'node:path';

import { folder } from './site.mjs';

/** The data of one file of the index, which is a call with its name and the version in front. */
function data(name) {
  const text = fs.readFileSync(path.join(folder, 'search', `${name}.js`), 'utf8');
  const [, inside] = text.match(/^mierukaSearch\("[^"]*","[0-9a-f]{12}",(.*)\);\n$/s);
  return JSON.parse(inside);
}

/** Differences of an ascending list; how they are written stands at the head of `src/search/mod.rs`. */
function numbers(text) {
  const out = [];
  let [value, sum] = [0, 0];
  for (const code of Buffer.from(text, 'latin1')) {
    if (code > 92) {
      value = value * 34 + code - 93;
    } else {
      sum += value * 57 + code - 35;
      out.push(sum);
      value = 0;
    }
  }
  return out;
}

const core = data('core');
/** The first document that comes after all others. */
export const { background } = core;
/** The first document that is shown only where nothing else is found. */
export const { aside } = core;
/** Lists of words, the first of which is searched together with the others. */
export const synonyms = core.synonyms;
export const variants = new Map(core.variants.split(' ').map((pair) => Array.from(pair)));

export const facets = data('facets').map(({ key, values, lists }) => ({
  key,
  values: values.map(([id, label, group]) => ({ id, label, group })),
  lists: lists.map(numbers),
}));

const runs = (list) => {
  const bounds = numbers(data('labels')[list]);
  return (document) => bounds.filter((bound) => bound <= document).length % 2 === 1;
};

/** Words of which each finds the documents of the label: its forms, and between which bounds they lie. */
export const labels = core.labels.map((forms, number) => {
  const holds = runs(number);
  return { forms, holds, isYear: number < core.firm };
});

/** Words for kinds of figures: which documents have such figures, and which of the year of a label. */
export const asks = core.asks.map((forms, kind) => ({
  forms,
  holds: runs(core.labels.length + kind),
  ofYear: (label) => runs(core.labels.length + core.asks.length + kind * core.firm + label),
}));
/** Words that are not looked for in texts, and the kinds of figures that they ask for. */
export const questions = core.questions.map(([forms, ...kinds]) => ({ forms, kinds }));

/** Every document: its title and summary, both in the other language, the short names in it, its paragraphs, its figures with what they are, the
 * sections of its page that it names, and the values of each facet. */
export const documents = [];
for (let file = 0; fs.existsSync(path.join(folder, 'search', `d-${file}.js`)); file += 1) {
  for (const [number, record, ...items] of data(`d-${file}`)) {
    if (record !== 0) {
      const [address, title, kind, , written, summary, other, translated] = record;
      const heads = written.split('\n').filter(Boolean).map((head) => head.split('\t'));
      // In a list of its own it is shown, not searched.
      const [searched, lead] = Array.isArray(summary) ? ['', summary[0]] : [summary, ''];
      documents[number] = {
        address, title, other, kind, summary: searched, lead, translated, heads: heads.map(([text]) => text), values: [],
        // What heads name: each with its figures, which one and how it is written.
        figures: heads.map(([name, section = '', ...told]) => ({ name, section,
          told: told.flatMap((label, i) => (i % 2 === 0 && told[i + 1] ? [[label, told[i + 1]]] : [])) })),
        text: [searched].filter(Boolean),
        sections: heads.map(([, section]) => section).filter(Boolean),
      };
    }
    const document = documents[number];
    for (const item of items) {
      if (typeof item === 'string') {
        document.text.push(item);
      } else if (item.length === 1) {
        document.sections.push(...item.filter(Boolean));
      } else {
        const [name, ...list] = item;
        for (let i = 0; i < list.length; i += 2) document.values.push({ name, label: list[i], value: list[i + 1] });
      }
    }
  }
}
for (let file = 0; fs.existsSync(path.join(folder, 'search', `m-${file}.js`)); file += 1) {
  for (const [number, list] of data(`m-${file}`)) {
    documents[number].amounts = list.map(([size, section, name, label, value]) => ({ size, section, name, label, value }));
    documents[number].sections.push(...list.map(([, section]) => section).filter(Boolean));
  }
}
for (const [number, document] of documents.entries()) {
  document.amounts ??= [];
  document.number = number;
  document.facets = facets.map(({ lists }) => lists.flatMap((list, value) => (list.includes(number) ? [value] : [])));
}
