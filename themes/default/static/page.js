// What makes a page handier where scripts run; without this one everything can be read and reached as well.
(function () {
'use strict';

// Escape closes the menu that lies over the page. Its word closes it, as it opens it.
const menu = document.querySelector('.menu details');
if (menu) {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || !menu.open) return;
    // Whoever reads on elsewhere stays there.
    if (menu.contains(document.activeElement)) menu.querySelector('summary').focus();
    menu.open = false;
  });
}

// The front door asks for words and hands them to the page that searches. A policy on forms would stop them
// on a page that was opened as a file.
const field = document.querySelector('[data-search-field]');
if (field) {
  field.hidden = false;
  field.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = field.elements.q.value.trim();
    location.href = field.action + (words && `?q=${encodeURIComponent(words)}`);
  });
}

// A list of pages is folded for phones. A desk has room to show what is in it.
if (matchMedia('(min-width: 64rem)').matches) {
  for (const fold of document.querySelectorAll(':is(.page-projects, .page-year, .page-table) .fold')) fold.open = true;
}
}());
