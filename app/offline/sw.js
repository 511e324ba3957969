// The page without a network: serves the build from this browser, and asks the host first for what may have changed. It never
// touches what goes elsewhere (nodes, relays, peers). `SHELL` is put in by the build: the files of this version.
const SHELL = '__SHELL__';
const VERSION = '__VERSION__';
const PREFIX = 'murmuration-';
const CACHE = PREFIX + VERSION;
const FRESH_MS = 4000;
const here = (path) => new URL(path, self.registration.scope).href;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then(async (cache) => {
      await cache.addAll(SHELL.map((path) => new Request(here(path), { cache: 'no-cache' })));
      await self.skipWaiting();
    }),
  );
});

// The version before stays: a page that is still open may need a part of it.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys().then(async (names) => {
      const own = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
      await Promise.all(own.slice(0, -1).map((name) => caches.delete(name)));
      await self.clients.claim();
    }),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { href, pathname } = new URL(request.url);
  if (request.method !== 'GET' || !href.startsWith(self.registration.scope)) return;
  const inAssets = href.startsWith(here('assets/'));
  const isNamed = pathname.endsWith('/networks.json') || SHELL.some((path) => here(path) === href.split('?')[0]);
  if (inAssets) event.respondWith(kept(request));
  else if (request.mode === 'navigate') event.respondWith(fresh(request, here('index.html')));
  else if (isNamed) event.respondWith(fresh(request, request));
});

/** A file whose name changes with its content: once here, it is right for ever. */
async function kept(request) {
  const found = await caches.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

/** The host's word, or after a while what is here. */
async function fresh(request, key) {
  const cache = await caches.open(CACHE);
  const asked = fetch(request).then((response) => {
    if (response.ok) cache.put(key, response.clone());
    return response;
  });
  asked.catch(() => undefined);
  const late = new Promise((resolve) => setTimeout(resolve, FRESH_MS));
  const first = await Promise.race([asked, late]).catch(() => undefined);
  return first ?? (await cache.match(key)) ?? (await caches.match(key)) ?? asked;
}
