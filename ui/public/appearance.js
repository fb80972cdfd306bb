// Before anything is painted: light or dark as this person chose, and the language of the document.
// A file of its own because the Content-Security-Policy forbids inline script.
;(() => {
  try {
    const theme = localStorage.getItem('verbund.theme')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.kernTheme = theme
    const language = localStorage.getItem('verbund.language')
    if (language === 'en') document.documentElement.lang = 'en'
  } catch {
    // storage refused: the system's choice holds
  }
})()
