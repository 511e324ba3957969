/** Stands where something will be. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <div aria-hidden className={`shimmer rounded-md ${className}`} />;
}
