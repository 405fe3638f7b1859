/* Follows the preview from a page: shows errors over it while there are some, and loads it anew when it
   has changed, with the same folds open and the same lines in sight. */
(() => {
  const script = document.currentScript;
  const { state, fails, stale } = script.dataset;
  const place = 'mieruka:' + location.pathname;

  /* A fold is found again by what it says and by how many before it say the same. */
  const folds = () => {
    const seen = {};
    return [...document.querySelectorAll('details')].map((fold) => {
      const said = fold.id || (fold.querySelector('summary') || fold).textContent.trim();
      seen[said] = (seen[said] || 0) + 1;
      return [said + '#' + seen[said], fold];
    });
  };
  /* What had the focus before the overlay took it. */
  let focused = null;
  const keep = () => {
    const open = Object.fromEntries(folds().map(([name, fold]) => [name, fold.open]));
    const focus = (focused || document.activeElement || document.body).id;
    try {
      sessionStorage.setItem(place, JSON.stringify({ x: scrollX, y: scrollY, open, focus }));
    } catch { /* Without storage the page begins at its top. */ }
  };
  const restore = () => {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
    } catch { return; }
    if (!kept) return;
    for (const [name, fold] of folds()) if (name in kept.open) fold.open = kept.open[name];
    const focus = kept.focus && document.getElementById(kept.focus);
    if (focus) focus.focus({ preventScroll: true });
    scrollTo({ left: kept.x, top: kept.y, behavior: 'instant' });
  };
  const reload = () => { keep(); location.reload(); };

  /* The overlay has a root of its own, so that no style of the page reaches it. It lies over the page,
     which stays where it is, and gives back the focus when it is closed. */
  const sheet = () => document.getElementById('mieruka-overlay');
  const close = () => {
    sheet().remove();
    if (focused) focused.focus({ preventScroll: true });
    focused = null;
  };
  const overlay = async () => {
    const answer = await fetch('/__mieruka/errors');
    if (!answer.ok) return reload();
    let host = sheet();
    if (!host) {
      focused = document.activeElement;
      host = document.createElement('div');
      host.id = 'mieruka-overlay';
      host.attachShadow({ mode: 'open' });
      document.body.append(host);
    }
    const root = host.shadowRoot;
    root.innerHTML = await answer.text();
    root.querySelector('button').addEventListener('click', close);
    root.querySelector('main').focus({ preventScroll: true });
  };
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && sheet()) close();
  });

  let live = null;
  const follow = () => {
    if (document.hidden) {
      if (live) live.close();
      live = null;
    } else if (!live) {
      live = new EventSource('/__mieruka/live?' + state);
      live.addEventListener('reload', reload);
      live.addEventListener('errors', fails ? reload : overlay);
    }
  };
  /* A page that nobody looks at lets go of its connection, of which a browser has only six for one site. */
  document.addEventListener('visibilitychange', follow);
  if (document.readyState === 'complete') restore();
  else addEventListener('load', restore);
  follow();
  if (stale) overlay();
})();
