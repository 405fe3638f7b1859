// The built site behind a small server, and a browser to look at it with.
//
// The server serves from a sub-path and sends a strict Content-Security-Policy, as a careful city's
// host would. It serves files only; what is asked of a page stands in the tests.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
export const repository = path.resolve(here, '../..');

/** The folder to look at: `MIERUKA_SITE`, else what `cargo run --release` has built. */
export const folder = path.resolve(process.env.MIERUKA_SITE ?? path.join(repository, 'public'));
export const goldenFolder = path.join(here, 'golden');

const plan = 'yokohama-budget-r8';
/** One page of each kind. */
export const pages = {
  home: 'index.html',
  plan: `${plan}/index.html`,
  policy: `${plan}/policies/kikaku.html`,
  'policy of the top level': `${plan}/policies/digital.html`,
  section: `${plan}/sections/kiban.html`,
  'project with redactions': `${plan}/projects/03.html`,
  'project with uncertain values': `${plan}/projects/12.html`,
  'list of projects': 'hachioji-dx-r7/projects.html',
  'list by sound': 'kana.html',
  'list by sound of a plan': 'hadano-dx-r8/kana.html',
  'list by marks': 'hadano-dx-r8/tags.html',
  'list of a year with verdicts': 'hachioji-dx-r7/year-2024.html',
  'list of a year with money': `${plan}/year-2024.html`,
  indicators: `${plan}/indicators.html`,
  money: `${plan}/money.html`,
  findings: `${plan}/findings.html`,
  status: 'hachioji-dx-r7/status.html',
  'policy with targets and roadmap': 'hachioji-dx-r7/policies/1-1.html',
  'project with judgements': 'hachioji-dx-r7/projects/1-1-5.html',
  'project with a roadmap': 'hadano-dx-r8/projects/1-6.html',
  'table with a ranking': 'yokohama-dx-action/tables/procedures.html',
  'table of before and after': 'yokohama-dx-action/tables/time-savings.html',
  'list of tables': 'hadano-dx-r8/tables/index.html',
  glossary: 'hadano-dx-r8/glossary.html',
  lineage: 'hadano-dx-r8/lineage.html',
  'former project': 'hadano-dx-r8/former/k1-1-02.html',
  guide: 'guide/index.html',
  'guide to values': 'guide/values.html',
  'about the site': 'about.html',
  corrections: 'corrections.html',
  accessibility: 'accessibility.html',
  search: 'search.html',
  'English project': `en/${plan}/projects/03.html`,
  'English search': 'en/search.html',
  'not found': '404.html',
};
/** More pages of the English edition, made by the same templates as those above: what a translation can
 * break there is how long its words are and which of them are Japanese. */
export const translated = {
  'English home': 'en/index.html',
  'English plan': `en/${plan}/index.html`,
  'English policy': 'en/hachioji-dx-r7/policies/1-1.html',
  'English status': 'en/hachioji-dx-r7/status.html',
  'English year': 'en/hachioji-dx-r7/year-2024.html',
  'English money': `en/${plan}/money.html`,
};
/** Every page of a project, of both editions. */
export const projects = () => fs.readdirSync(folder, { recursive: true })
  .filter((name) => /^(en\/)?[^/]+\/projects\/[^/]+\.html$/.test(name)).sort();
export const isEnglish = (address) => address.startsWith('en/');
/** Any sub-folder will do; links must not care. */
const SUB_PATH = '/city/dx/';

const POLICY = [
  "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Serves a folder on a free port of 127.0.0.1; resolves to its address and a way to end it. */
async function serve(folder) {
  if (!fs.existsSync(path.join(folder, 'index.html'))) {
    throw new Error(`no built site in ${folder}: run "cargo run --release", or name one in MIERUKA_SITE`);
  }
  const server = http.createServer((request, response) => answer(folder, request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${server.address().port}${SUB_PATH}`;
  const close = () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    return closed;
  };
  return { base, close };
}

function answer(folder, request, response) {
  const address = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const inside = address.startsWith(SUB_PATH) ? address.slice(SUB_PATH.length) : null;
  const file = inside === null ? null : path.join(folder, inside);
  const isFile = file?.startsWith(folder + path.sep) && fs.statSync(file, { throwIfNoEntry: false })?.isFile();
  if (!isFile) {
    // As the guide asks of every host.
    response.writeHead(404, { 'content-type': TYPES['.html'] }).end(fs.readFileSync(path.join(folder, '404.html')));
    return;
  }
  // It is shown at addresses from which no other file is found, so that it brings its style along.
  const policy = inside === '404.html' ? POLICY.replace("style-src 'self'", "style-src 'unsafe-inline'") : POLICY;
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(fs.readFileSync(file));
}

/** The same page opened from the disk, as from a USB stick. */
export function fileAddress(address) {
  return pathToFileURL(path.join(folder, address)).href;
}

function launch() {
  const executablePath = process.env.MIERUKA_CHROMIUM ?? '/usr/bin/chromium';
  // Chromium's own sandbox needs rights that a container rarely has; only our own pages are opened.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** Opens a page in a context of its own and hands it over together with what it complained of. */
async function withPage(browser, url, options, look) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ja-JP', ...options });
  try {
    const page = await context.newPage();
    const complaints = [];
    const requests = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(url, { waitUntil: 'load' });
    return await look(page, { complaints, requests });
  } finally {
    await context.close();
  }
}

/** Serves a site and runs a browser for as long as the tests of a file do. */
export function stage(root = folder) {
  const on = {
    /** Opens a page of the site, or what a whole address names. */
    open: (address, options, look) => withPage(on.browser, new URL(address, on.base).href, options, look),
  };
  let site;
  before(async () => {
    site = await serve(root);
    on.base = site.base;
    on.browser = await launch();
  });
  after(async () => {
    await on.browser?.close();
    await site?.close();
  });
  return on;
}
