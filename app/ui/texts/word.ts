/** What stands in a text as it is: a number that has been written out, a name, a unit. */
export type Word = string | number | bigint;
