import type { Texts } from '../en.ts';

export const needs: Texts['needs'] = {
  resume: 'Ein Sitz ist dran, und dieser Tab ist angehalten. Setzen Sie fort, sonst kostet er Einsatz.',
  data: 'Ein Sitz ist dran, und dieser Tab hat keine Daten. Wählen Sie welche, sonst kostet er Einsatz.',
  gas: 'Der Schlüssel dieses Tabs hat kein Gasgeld mehr. Senden Sie ihm etwas, sonst bleiben seine Sitze ungenutzt.',
  back: 'Ein Sitz blieb ungenutzt, also setzen Sie aus. Kommen Sie zurück, um wieder Sitze zu bekommen.',
  collect: 'Die Aufgabe ist zu Ende. Lohn und Einsatz können abgeholt werden.',
  on: 'Meldet sich, wenn nötig',
  off: 'Melden, wenn ich gebraucht werde',
  refused: 'Der Browser erlaubt es nicht. In seinen Einstellungen für diese Seite geht es.',
};
