/** VS Code's own themes, one of each kind, and how a browser is told of that kind. */
export const THEMES = {
  light: { name: 'Default Light Modern', media: { colorScheme: 'light', forcedColors: 'none' } },
  dark: { name: 'Default Dark Modern', media: { colorScheme: 'dark', forcedColors: 'none' } },
  'contrast-dark': { name: 'Default High Contrast', media: { colorScheme: 'dark', forcedColors: 'active' } },
  'contrast-light': { name: 'Default High Contrast Light', media: { colorScheme: 'light', forcedColors: 'active' } },
} as const

export type Theme = keyof typeof THEMES
export const THEME_NAMES = Object.keys(THEMES) as readonly Theme[]

export const themeSettings = (theme: Theme): Readonly<Record<string, unknown>> => ({
  'workbench.colorTheme': THEMES[theme].name,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
})
