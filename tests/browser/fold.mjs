// The same folding as `search.js`, as an oracle in tests: written
// in another way (over the whole text at once where it can be), so that both cannot share a slip.

import { variants } from './index.mjs';

const isPrime = (n) => [0x27, 0x60, 0xb4, 0x2b9, 0x2bc, 0x2ca, 0x2cb, 0x2018, 0x2019, 0x201b, 0x2032, 0x2035].includes(n);
const isDropped = (n) => n === 0xad || n === 0x34f || n === 0x180e || (n >= 0x200b && n <= 0x200f)
  || (n >= 0x202a && n <= 0x202e) || (n >= 0x2060 && n <= 0x2064) || (n >= 0x2066 && n <= 0x206f)
  || (n >= 0xfe00 && n <= 0xfe0f) || n === 0xfeff || isPrime(n) || (n >= 0xe0100 && n <= 0xe01ef);
const isSpace = (n) => n <= 0x20 || (n >= 0x7f && n <= 0xa0) || [0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(n)
  || (n >= 0x2000 && n <= 0x200a);
const isCombining = (n) => (n >= 0x300 && n <= 0x36f) || n === 0x3099 || n === 0x309a || n === 0xff9e || n === 0xff9f;

export function fold(text) {
  const clusters = [];
  for (const c of text) {
    if (clusters.length > 0 && isCombining(c.codePointAt(0))) clusters[clusters.length - 1] += c;
    else clusters.push(c);
  }
  const out = [];
  for (const cluster of clusters) {
    for (const c of Array.from(cluster.split(/\u00b4|\u1ffd/).join('`').normalize('NFKC'), (one) => Array.from(one.toLowerCase())).flat()) {
      let n = c.codePointAt(0);
      if (isDropped(n)) continue;
      if (isSpace(n)) { if (out.length > 0 && out[out.length - 1] !== ' ') out.push(' '); continue; }
      if ((n >= 0x30a1 && n <= 0x30f6) || n === 0x30fd || n === 0x30fe) n -= 0x60;
      if (n === 0x3095) n = 0x304b;
      if (n === 0x3096) n = 0x3051;
      if ((n >= 0x2010 && n <= 0x2015) || [0x2043, 0x2212, 0x2500, 0x2501, 0x30fc].includes(n)) n = 0x2d;
      if (n === 0x301c || n === 0x223c) n = 0x7e;
      if (n === 0x3c2) n = 0x3c3;
      const plain = String.fromCodePoint(n);
      out.push(variants.get(plain) ?? plain);
    }
  }
  while (out[out.length - 1] === ' ') out.pop();
  return out.join('').replace(/[0-9]+(?:,[0-9]{3})+(?![0-9])/g, (number) => number.replaceAll(',', ''))
    .replace(/[a-z]+(?:-[a-z]+)+/g, (word) => word.replaceAll('-', ''));
}
