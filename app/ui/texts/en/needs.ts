/** What a hidden tab may ask for. */
export const needs = {
  resume: 'A seat is due, and this tab is paused. Resume it, or the seat costs stake.',
  data: 'A seat is due, and this tab has no data. Choose some, or the seat costs stake.',
  gas: 'This tab’s key has no gas money left. Send it some, or its seats go unused.',
  back: 'A seat went unused, so you are on the bench. Come back to get seats again.',
  collect: 'The task has ended. Your rewards and your stake can be collected.',
  on: 'Speaks up when needed',
  off: 'Speak up when I am needed',
  refused: 'The browser does not allow it. Its settings for this page can.',
};
