/**
 * Lets this browser keep the page, so that it opens without a network. Only from the first touch on: a visit that only looks
 * loads no more than it shows.
 */
export async function keepOffline(touched: Promise<unknown>): Promise<void> {
  if (!('serviceWorker' in navigator) || !isSecureContext || import.meta.env.DEV) return;
  await touched;
  try {
    await navigator.serviceWorker.register('./sw.js', { scope: './', updateViaCache: 'none' });
  } catch (error) {
    // A browser that refuses (private mode) has a page that needs its network.
    console.info(`not kept for offline: ${String(error)}`);
  }
}
