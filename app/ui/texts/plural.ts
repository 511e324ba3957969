/** The form of a word that a number asks for in a language; `#` stands for the number as it is shown. */
export function plural(language: string, value: number, forms: { readonly one: string; readonly other: string }): string {
  const form = new Intl.PluralRules(language).select(value) === 'one' ? forms.one : forms.other;
  return form.replace('#', new Intl.NumberFormat(language).format(value));
}
