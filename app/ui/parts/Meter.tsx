/** How far something is, 0…1; `label` says of what. */
export function Meter({ value, label, tone = 'bg-accent' }: { value: number; label: string; tone?: string }) {
  const share = Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className="h-1.5 w-full overflow-hidden rounded-full bg-line/70"
    >
      <div className={`tick h-full rounded-full ${tone}`} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
