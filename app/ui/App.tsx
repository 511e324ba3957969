import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Coins, Languages, LayoutGrid, Monitor, Moon, Plus, Sun, Trophy } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { type Config, WagmiProvider } from 'wagmi';
import type { House } from '../session/house.ts';
import { HouseProvider, useHouse } from './context.tsx';
import { chooseLanguage, LANGUAGES, type Language, pageWords, T, useLanguage } from './language.ts';
import { buttonLook } from './parts/Button.tsx';
import { Fence } from './parts/Fence.tsx';
import { Hint } from './parts/Hint.tsx';
import { Toasts } from './parts/Toasts.tsx';
import { BOARD_LINK, CREATE_LINK, MONEY_LINK, type Route } from './route.ts';
import { Loading } from './task/Loading.tsx';
import { TaskList } from './tasks/TaskList.tsx';
import { plain } from './text.ts';
import { THEMES, useTheme } from './theme.ts';
import { useRoute } from './useroute.ts';
import { ConnectDialog } from './wallet/ConnectDialog.tsx';
import { WalletButton } from './wallet/WalletButton.tsx';
import { WrongChain } from './wallet/WrongChain.tsx';

/** Plots and forms come with the first task that is opened. */
const TaskPage = lazy(() => spoken(async () => (await import('./task/TaskPage.tsx')).TaskPage));

const GlobalBoard = lazy(() => spoken(async () => (await import('./board/GlobalBoard.tsx')).GlobalBoard));

const MoneyPage = lazy(() => spoken(async () => (await import('./money/MoneyPage.tsx')).MoneyPage));

const CreatePage = lazy(() => spoken(async () => (await import('./create/CreatePage.tsx')).CreatePage));

/** A page with the words on it. */
async function spoken<Component>(page: () => Promise<Component>): Promise<{ default: Component }> {
  const [loaded] = await Promise.all([page(), pageWords()]);
  return { default: loaded };
}

/** The whole face: who is looking (wallets), what they look into (house), where they stand (route). */
export function App({ house, wallets }: { house: House; wallets: Config }) {
  const [queries] = useState(() => new QueryClient());
  return (
    <WagmiProvider config={wallets}>
      <QueryClientProvider client={queries}>
        <CSPProvider disableStyleElements>
          <Tooltip.Provider delay={350}>
            <HouseProvider house={house}>
              <ConnectDialog>
                <Spoken />
              </ConnectDialog>
              <Toasts />
            </HouseProvider>
          </Tooltip.Provider>
        </CSPProvider>
      </QueryClientProvider>
    </WagmiProvider>
  );
}

/** Another language is another page: everything on it is said anew. */
function Spoken() {
  return <Page key={useLanguage()} />;
}

function Page() {
  const route = useRoute();
  const place = route.page === 'task' || route.page === 'round' ? `${route.page}${route.task}` : route.page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place begins at its top.
  useEffect(() => {
    scrollTo(0, 0);
  }, [place]);
  return (
    <>
      <button
        type="button"
        onClick={() => document.getElementById('main')?.focus()}
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-surface focus:px-3 focus:py-2"
      >
        {T.app.skip}
      </button>
      <TopBar page={route.page} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-3 pt-4 pb-16 outline-none sm:px-6">
        <WrongChain />
        <Fence key={place}>
          {route.page === 'tasks' ? (
            <TaskList route={route} />
          ) : route.page === 'unknown' ? (
            <Nowhere />
          ) : route.page === 'create' ? (
            <Suspense fallback={<Loading />}>
              <CreatePage />
            </Suspense>
          ) : route.page === 'board' ? (
            <Suspense fallback={<Loading />}>
              <GlobalBoard route={route} />
            </Suspense>
          ) : route.page === 'money' ? (
            <Suspense fallback={<Loading />}>
              <MoneyPage route={route} />
            </Suspense>
          ) : (
            <Suspense fallback={<Loading />}>
              <TaskPage key={route.task} route={route} />
            </Suspense>
          )}
        </Fence>
      </main>
    </>
  );
}

const PLACES = [
  { page: 'tasks', href: '#/', Icon: LayoutGrid },
  { page: 'board', href: BOARD_LINK, Icon: Trophy },
  { page: 'money', href: MONEY_LINK, Icon: Coins },
] as const;

/** The ways to the pages that belong to no task. */
function Places({ page }: { page: Route['page'] }) {
  return (
    <nav aria-label={T.app.pages} className="flex items-center max-md:-mx-1">
      {PLACES.map(({ page: name, href, Icon }) => (
        <a
          key={name}
          href={href}
          aria-current={page === name ? 'page' : undefined}
          title={T.app.places[name]}
          className={`inline-flex min-h-9 items-center rounded-lg px-2 ${name === 'tasks' ? 'max-md:hidden' : ''} text-sm md:px-2.5 ${page === name ? 'font-semibold text-ink' : 'text-ink-2 hover:text-ink'}`}
        >
          <Icon aria-hidden className="size-4 md:hidden" />
          <span className="max-md:sr-only">{T.app.places[name]}</span>
        </a>
      ))}
    </nav>
  );
}

function TopBar({ page }: { page: Route['page'] }) {
  const { network } = useHouse();
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-paper/90 backdrop-blur">
      <div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-3 sm:gap-3 sm:px-6">
        <a href="#/" className="flex shrink-0 items-center gap-2.5 font-semibold tracking-tight">
          <img src="./favicon.svg" alt="" width={26} height={26} />
          <span className="max-sm:sr-only">Murmuration</span>
        </a>
        <Places page={page} />
        <span
          className="ml-auto rounded-full border border-line px-2.5 py-0.5 text-ink-2 text-xs max-lg:hidden"
          title={T.app.chain(network.chainId)}
        >
          {plain(network.name, 24)}
        </span>
        <span className="flex items-center max-lg:ml-auto">
          <a href={CREATE_LINK} aria-label={T.app.create} title={T.app.create} className={`${buttonLook('quiet')} !px-2 sm:!px-2.5`}>
            <Plus aria-hidden className="size-4" />
            <span className="max-md:sr-only">{T.app.create}</span>
          </a>
          <LanguageButton />
          <ThemeButton />
        </span>
        <WalletButton />
      </div>
    </header>
  );
}

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

function ThemeButton() {
  const [theme, choose] = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  const Icon = THEME_ICONS[theme];
  return (
    <Hint text={T.app.colours(T.app.theme[theme])}>
      <button
        type="button"
        aria-label={T.app.coloursChange(T.app.theme[theme], T.app.theme[next])}
        onClick={() => choose(next)}
        className={`${buttonLook('quiet')} !px-2 sm:!px-2.5`}
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </Hint>
  );
}

function LanguageButton() {
  const names = Object.keys(LANGUAGES) as Language[];
  const next = names[(names.indexOf(useLanguage()) + 1) % names.length];
  return (
    <Hint text={LANGUAGES[next]}>
      <button
        type="button"
        aria-label={T.app.language(LANGUAGES[next])}
        onClick={() => void chooseLanguage(next)}
        className={`${buttonLook('quiet')} !px-2 sm:!px-2.5`}
      >
        <Languages aria-hidden className="size-4" />
      </button>
    </Hint>
  );
}

function Nowhere() {
  return (
    <div className="mx-auto max-w-md py-20 text-center">
      <h1 className="font-semibold text-xl">{T.app.nowhere}</h1>
      <p className="mt-2 text-ink-2">{T.app.nowhereWhy}</p>
      <a href="#/" className={`${buttonLook('main')} mt-5`}>
        {T.app.allTasks}
      </a>
    </div>
  );
}
