// Escape closes the menu that lies over the page. Without this script its word closes it, as it opens it.
(function () {
'use strict';

const menu = document.querySelector('.menu details');
if (!menu) return;
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || !menu.open) return;
  // Whoever reads on elsewhere stays there.
  if (menu.contains(document.activeElement)) menu.querySelector('summary').focus();
  menu.open = false;
});
}());
