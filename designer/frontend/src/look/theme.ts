/** Mantine in the colours of `static/tokens.css`: one design system for plain pages and the canvas page. */

import { type CSSVariablesResolver, createTheme } from "@mantine/core";

export const theme = createTheme({
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--mono)",
  fontSizes: { xs: "11.5px", sm: "13px", md: "13px", lg: "14px", xl: "16px" },
  defaultRadius: 8,
  cursorType: "pointer",
  respectReducedMotion: true,
  // The page never scrolls, and the lock would write a style tag that our content policy refuses.
  components: {
    Modal: { defaultProps: { lockScroll: false } },
    Drawer: { defaultProps: { lockScroll: false } },
  },
});

const TOKENS = {
  "--mantine-color-body": "var(--panel)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--mute)",
  "--mantine-color-placeholder": "var(--faint)",
  "--mantine-color-default": "var(--panel)",
  "--mantine-color-default-hover": "var(--bg)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-error": "var(--red)",
  "--mantine-primary-color-filled": "var(--accent)",
  "--mantine-primary-color-filled-hover": "var(--accent)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
  "--mantine-primary-color-light": "var(--accent-soft)",
  "--mantine-primary-color-light-hover": "var(--accent-soft)",
  "--mantine-primary-color-light-color": "var(--accent)",
  "--mantine-color-disabled": "var(--bg)",
  "--mantine-color-disabled-color": "var(--faint)",
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: TOKENS, light: TOKENS, dark: TOKENS });
