// Runs before the first paint, so that a page never flashes in the wrong theme.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('tenlens.theme');
  } catch {
    // Storage is switched off: the system decides.
  }
  const query = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const isDark = theme === 'dark' || (theme !== 'light' && query.matches);
    document.documentElement.classList.toggle('dark', isDark);
  };
  apply();
  query.addEventListener('change', () => {
    try {
      theme = localStorage.getItem('tenlens.theme');
    } catch {
      // As above.
    }
    apply();
  });
})();
