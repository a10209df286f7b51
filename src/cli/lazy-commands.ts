/* eslint-disable @typescript-eslint/no-require-imports -- `--help` is as fast as it is because it loads none of them */

/** What each command does, loaded when it is called. */
export const LAZY = {
  check: () => (require('./commands/check') as typeof import('./commands/check')).check,
  connections: () => (require('./commands/connections') as typeof import('./commands/connections')).connections,
  explain: () => (require('./commands/explain') as typeof import('./commands/explain')).explain,
  list: () => (require('./commands/list') as typeof import('./commands/list')).list,
};
