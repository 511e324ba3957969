import type { TaskRoom } from '../../session/house.ts';
import type { SessionView, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { Notice } from '../parts/Notice.tsx';
import { DataPanel } from '../task/DataPanel.tsx';
import type { Choosing } from '../task/usedata.ts';
import { EmbedPanel } from './EmbedPanel.tsx';
import { FilePanel } from './FilePanel.tsx';
import { MetricsPanel } from './MetricsPanel.tsx';
import { PassportPanel } from './PassportPanel.tsx';
import { TryPanel } from './TryPanel.tsx';
import { useModel } from './usemodel.ts';

/** The model that the task has adopted: how good it is here, what it says, and how to take it along. */
export function ModelPage({ room, view, task, choosing }: { room: TaskRoom; view: SessionView; task: TaskView; choosing: Choosing }) {
  const model = useModel(room, task);
  if (model.isMissing) return <Notice title={T.model.none}>{T.model.noneWhy}</Notice>;
  const { spec } = task;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="min-w-0 space-y-4">
        <TryPanel room={room} spec={spec} model={model} />
        <FilePanel room={room} task={task} model={model} />
        {spec && <EmbedPanel spec={spec} task={task} />}
      </div>
      <div className="min-w-0 space-y-4">
        {choosing.data ? (
          <MetricsPanel room={room} view={view} task={task} />
        ) : (
          <Notice title={T.model.needsData}>{T.model.needsDataWhy}</Notice>
        )}
        {!choosing.data && <DataPanel spec={spec} choosing={choosing} />}
        <PassportPanel room={room} task={task} />
      </div>
    </div>
  );
}
