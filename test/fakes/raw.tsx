/** A screen that holds text of its own, which the check of catalogues must find. */
export function Raw({ isOpen }: { isOpen: boolean }) {
  return (
    <section className="not read out" aria-label="Raw label">
      Raw text
      {isOpen ? 'Raw choice' : `Raw other ${1}`}
    </section>
  );
}
