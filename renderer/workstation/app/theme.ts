import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  InputWrapper,
  type MantineColorsTuple,
  Menu,
  Modal,
  NumberInput,
  PasswordInput,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

/** The one accent: a deep sea green, away from every tone of the status badges. */
const sea: MantineColorsTuple = [
  '#e9f5f5',
  '#d3e9e9',
  '#a5d3d3',
  '#74bcbd',
  '#4da8aa',
  '#2f8f93',
  '#0b6f75',
  '#0b6469',
  '#08565a',
  '#05484c',
];

/** Neutrals with a breath of the accent in them, so that greys and accent belong together. */
const gray: MantineColorsTuple = [
  '#f7f8f8',
  '#f1f3f3',
  '#e6e9e9',
  '#d8dddd',
  '#c3caca',
  '#a3acad',
  '#667173',
  '#4c5658',
  '#343c3e',
  '#1f2627',
];

/** Text and surfaces of the dark scheme, lightest text first, deepest surface last. */
const dark: MantineColorsTuple = [
  '#d6dcdc',
  '#b9c2c2',
  '#9aa5a6',
  '#66716f',
  '#434c4d',
  '#333b3c',
  '#262d2e',
  '#1c2223',
  '#161b1c',
  '#101415',
];

/** What went wrong and what cannot be taken back: white on the seventh is 5.4:1. */
const red: MantineColorsTuple = [
  '#fdf0ef',
  '#fbe0de',
  '#f4bfbb',
  '#ee9b95',
  '#e97c74',
  '#e06359',
  '#c0392f',
  '#a8302a',
  '#8f2822',
  '#76201b',
];

/** Sizes of every control; 13px is the text of the app. */
const compact = { defaultProps: { size: 'xs' } };

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 6, dark: 6 },
  colors: { sea, gray, dark, red },
  black: '#1b2223',
  fontFamily:
    "'Noto Sans SC Variable', 'PingFang SC', 'Microsoft YaHei', system-ui, -apple-system, sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'SF Mono', 'Cascadia Mono', 'Noto Sans SC Variable', monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.45', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h4: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    // The tones of states, which are made for both schemes.
    Alert: Alert.extend({
      vars: (_theme, { color = 'gray' }) => ({
        root: {
          '--alert-bg': `var(--tone-${color}-ground)`,
          '--alert-color': `var(--tone-${color}-text)`,
        },
      }),
    }),
    Badge: Badge.extend({ defaultProps: { radius: 'xs', tt: 'none', fw: 500 } }),
    Button: Button.extend(compact),
    Drawer: Drawer.extend({
      defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.25 } },
    }),
    Input: Input.extend(compact),
    InputWrapper: InputWrapper.extend({ ...compact, styles: { label: { marginBottom: 2 } } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', position: 'bottom-end' } }),
    Modal: Modal.extend({
      styles: { title: { fontSize: '0.9375rem', fontWeight: 600 } },
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 } },
    }),
    NumberInput: NumberInput.extend(compact),
    PasswordInput: PasswordInput.extend(compact),
    Popover: Popover.extend({ defaultProps: { shadow: 'md' } }),
    SegmentedControl: SegmentedControl.extend(compact),
    Select: Select.extend(compact),
    Switch: Switch.extend(compact),
    Tabs: Tabs.extend({ defaultProps: {} }),
    Textarea: Textarea.extend(compact),
    TextInput: TextInput.extend(compact),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: true, multiline: true } }),
  },
});

/**
 * Credo's own variables, beside Mantine's:
 * `--credo-canvas` behind everything, `--credo-surface` of panels and the table, `--credo-line` of
 * hairlines and `--credo-line-strong` of controls, `--credo-muted` of secondary text (≥ 4.5:1 on
 * both), `--credo-faint` of what is only decoration, `--credo-accent` of lines and rings
 * that say what is chosen or focused, `--credo-accent-text` and `--credo-accent-line` of what is
 * chosen, `--credo-head`, `--credo-hover` and `--credo-selected` of rows,
 * `--credo-segments` of a choice side by side and `--credo-segment` of the one chosen in it.
 */
export const cssVariables: CSSVariablesResolver = (resolved) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': resolved.colors.gray[6],
    '--mantine-color-placeholder': resolved.colors.gray[6],
    '--credo-canvas': resolved.colors.gray[1],
    '--credo-surface': '#ffffff',
    '--credo-line': resolved.colors.gray[2],
    '--credo-line-strong': resolved.colors.gray[3],
    '--credo-faint': '#8b9798',
    '--credo-accent': sea[6],
    '--credo-accent-text': sea[7],
    '--credo-accent-line': sea[2],
    '--credo-muted': '#5b6668',
    '--credo-head': resolved.colors.gray[0],
    '--credo-hover': '#f4f7f7',
    '--credo-selected': '#e6f2f2',
    '--credo-segments': resolved.colors.gray[1],
    '--credo-segment': '#ffffff',
    '--credo-segment-shadow': 'var(--mantine-shadow-xs)',
  },
  dark: {
    '--mantine-color-dimmed': resolved.colors.dark[2],
    '--mantine-color-placeholder': resolved.colors.dark[2],
    '--mantine-color-error': red[4],
    '--credo-canvas': resolved.colors.dark[8],
    '--credo-surface': resolved.colors.dark[7],
    '--credo-line': '#2b3334',
    '--credo-line-strong': '#3a4445',
    '--credo-faint': '#7d898a',
    '--credo-accent': sea[4],
    '--credo-accent-text': sea[2],
    '--credo-accent-line': '#285355',
    '--credo-muted': resolved.colors.dark[2],
    '--credo-head': resolved.colors.dark[8],
    '--credo-hover': '#222a2b',
    '--credo-selected': '#1b3435',
    '--credo-segments': resolved.colors.dark[8],
    '--credo-segment': resolved.colors.dark[5],
    '--credo-segment-shadow': 'none',
  },
});
