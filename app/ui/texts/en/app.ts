/** The frame around every page. */
export const app = {
  pages: 'Pages',
  places: { tasks: 'Tasks', board: 'Leaderboard', money: 'Money' },
  skip: 'Skip to the content',
  theme: { system: 'system', light: 'light', dark: 'dark' },
  colours: (now: string) => `Colours: ${now}`,
  coloursChange: (now: string, next: string) => `Colours: ${now}. Change to ${next}`,
  language: (next: string) => `Change the language to ${next}`,
  nowhere: 'There is nothing at this address',
  nowhereWhy: 'The link may be cut short. All tasks are one click away.',
  allTasks: 'All tasks',
  create: 'Create a task',
  chain: (id: number) => `chain ${id}`,
  couldNotStart: 'Murmuration could not start',
  tryAgain: 'Try again',
};
