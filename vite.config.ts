import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The development server injects inline scripts and styles, which the policy of the built page refuses. */
const policyInBuildOnly: Plugin = {
  name: 'policy-in-build-only',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

/** Errors are told apart by their class names, which a minifier shortens: each class of ours carries its own. */
const errorNames: Plugin = {
  name: 'error-names',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/app\/.*\.tsx?$/.test(id)) return null;
    return code.replace(
      /^((?:export )?(?:abstract )?class (\w+) extends (?:BaseError|\w+Error)\b[^{]*\{)/gm,
      "$1 static { Object.defineProperty(this, 'name', { value: '$2' }); }",
    );
  },
};

/** Of a build's files the ones that the page opens with offline: all but engines and peers, which come once they were used. */
const isShell = (file: string) => /\.(js|css)$/.test(file) && !/assets\/(content|worker)-/.test(file);

/** Writes `sw.js` beside the page, with the list of this version's files in it. */
const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  generateBundle(_, bundle) {
    const source = readFileSync(resolve(import.meta.dirname, 'app/offline/sw.js'), 'utf8');
    const shell = ['index.html', 'favicon.svg', 'favicon-due.svg', 'manifest.webmanifest', ...Object.keys(bundle).filter(isShell).sort()];
    const version = createHash('sha256').update(shell.join()).update(source).digest('hex').slice(0, 12);
    const written = source.replace("'__SHELL__'", JSON.stringify(shell)).replace('__VERSION__', version);
    this.emitFile({ type: 'asset', fileName: 'sw.js', source: written });
  },
};

/** `--mode gallery` builds every screen on pretend data, under the same policy, for development and screenshots. */
export default defineConfig(({ mode }) => ({
  base: './',
  ...(mode === 'gallery' ? { root: resolve(import.meta.dirname, 'test/gallery'), publicDir: resolve(import.meta.dirname, 'public') } : {}),
  plugins: [react(), tailwindcss(), policyInBuildOnly, errorNames, ...(mode === 'gallery' ? [] : [offline])],
  worker: { format: 'es' as const, plugins: () => [errorNames] },
  build: {
    target: 'es2023',
    cssTarget: 'chrome125',
    chunkSizeWarningLimit: 1200,
    // Inlined assets would be data: URLs, which the policy refuses for everything but pictures.
    assetsInlineLimit: 0,
    ...(mode === 'gallery' ? { outDir: resolve(import.meta.dirname, '.local/gallery'), emptyOutDir: true } : {}),
  },
}));
