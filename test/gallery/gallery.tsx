import { createRoot } from 'react-dom/client';
import '../../app/ui/app.css';
import { App } from '../../app/ui/App.tsx';
import { applyLanguage } from '../../app/ui/language.ts';
import { applyTheme } from '../../app/ui/theme.ts';
import { walletsOf } from '../../app/ui/wallet/config.ts';
import { DEV_WALLET } from '../../app/ui/wallet/devwallet.ts';
import { fakeHouse, type Scene } from '../fakes/house.ts';

/**
 * Every screen on pretend data: `?scene={"me":"proposer"}#/task/0x…`. `?connected=1` begins with the development wallet.
 * Not part of the production build.
 */
const query = new URLSearchParams(location.search);
const scene = JSON.parse(query.get('scene') ?? '{"lively":true,"me":"proposer","data":true}') as Scene;
if (query.get('connected') === '1') {
  localStorage.setItem(`${DEV_WALLET}.31337.open`, '1');
  localStorage.setItem(`${DEV_WALLET}.31337.key`, `0x${'11'.repeat(32)}`);
  localStorage.setItem('murmuration.31337.recentConnectorId', JSON.stringify(DEV_WALLET));
}
applyTheme();
await applyLanguage();
const house = fakeHouse({ wallet: '0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a', ...scene });
createRoot(document.getElementById('app') as HTMLElement).render(<App house={house} wallets={walletsOf(house.network)} />);
