import type { TaskView } from '../../session/views.ts';
import { basisPoints, count, span } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Copyable } from '../parts/Copyable.tsx';
import { Fact } from '../parts/Figure.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { paragraphs, plain } from '../text.ts';
import { troubleNamed } from '../words.ts';
import { codecWords, exampleWords, KIND_WORDS, modelWords, optimiserWords, outerWords, parameters, ruleWords } from './describe.ts';

/** The task in words: what is trained (from the spec) and what the contract enforces. */
export function Rules({ task }: { task: TaskView }) {
  const { spec, rules, token } = task;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Panel title="What is trained" aside="the spec, the same bytes for everyone">
        {spec ? (
          <>
            <div className="mb-3 space-y-2 text-ink-2 text-sm leading-relaxed">
              {paragraphs(spec.description).map((text) => (
                <p key={text}>{text}</p>
              ))}
            </div>
            <dl>
              <Fact name="Kind">{KIND_WORDS[spec.kind]}</Fact>
              <Fact name="One example">{exampleWords(spec)}</Fact>
              <Fact name="Classes">
                {spec.data.classes
                  .slice(0, 12)
                  .map((name) => plain(name, 24))
                  .join(', ')}
                {spec.data.classes.length > 12 && ` and ${spec.data.classes.length - 12} more`}
              </Fact>
              <Fact name="Model">{modelWords(spec)}</Fact>
              <Fact name="Parameters">{count(parameters(spec))}</Fact>
              <Fact name="Optimiser">{optimiserWords(spec)}</Fact>
              <Fact name="Each fit">
                {count(spec.training.epochs)} epochs, batches of {count(spec.training.batchSize)}
              </Fact>
              <Fact name="Your data">
                {Math.round(Number(spec.split.trainShare) * 100)} % to train on, the rest to judge with; at least{' '}
                {count(spec.split.minTrainRows)} to train on
              </Fact>
              <Fact name="Updates travel as">{codecWords(spec)}</Fact>
              <Fact name="Combined by">
                {ruleWords(spec)}; each update clipped to {plain(spec.aggregation.clip, 12)} × the median norm
              </Fact>
              <Fact name="Then">{outerWords(spec)}</Fact>
              <Fact name="Digest">
                <Copyable text={task.specDigest} what="spec digest" />
              </Fact>
            </dl>
          </>
        ) : task.specError !== undefined && task.specError !== 'SpecUnavailableError' ? (
          <TroubleNotice trouble={troubleNamed(task.specError)} />
        ) : (
          <div className="space-y-2">
            <p className="text-ink-2 text-sm">
              Looking for the file with digest <Copyable text={task.specDigest} what="spec digest" /> among the peers. It is shown only once
              its bytes have been checked.
            </p>
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-5 w-1/2" />
            <Skeleton className="h-5 w-3/5" />
          </div>
        )}
      </Panel>
      <Panel title="What the contract enforces" aside={<Copyable text={task.address} what="contract address" />}>
        <dl>
          <Fact name="Rounds">
            {count(rules.rounds)}, each with {rules.proposers} proposers and {rules.voters} voters
          </Fact>
          <Fact name="Starts from">{count(rules.minParticipants)} participants</Fact>
          <Fact name="Stake">
            at least <Amount value={rules.minStake} token={token} />; a seat weighs at most <Amount value={rules.weightCap} token={token} />
          </Fact>
          <Fact name="Windows">
            propose {span(rules.windows.propose)}, commit {span(rules.windows.commit)}, reveal {span(rules.windows.reveal)}, attest{' '}
            {span(rules.windows.attest)}
          </Fact>
          <Fact name="An update is kept">from a judged merit of {rules.keepFrom} on (128 is neutral)</Fact>
          <Fact name="A model is adopted">if most voters see no more than {basisPoints(rules.epsilonBps)} more loss</Fact>
          <Fact name="Each round pays">
            the pool over the rounds left: {basisPoints(rules.proposerShareBps)} to proposers, the rest to voters
          </Fact>
          <Fact name="Who draws and settles gets">{basisPoints(rules.keeperShareBps)} of it</Fact>
          <Fact name="An unused seat costs">{basisPoints(rules.absentPenaltyBps)} of its weight, and the bench</Fact>
          <Fact name="An unopened judgement costs">{basisPoints(rules.unopenedPenaltyBps)}</Fact>
          <Fact name="Evidence past the boundary costs">
            {basisPoints(rules.standingPenaltyBps)} (proposer at −{rules.proposerBoundary}, voter at −{rules.voterBoundary})
          </Fact>
          <Fact name="Derived from">arena task {task.arenaTask.toString()}</Fact>
          <Fact name="Created by">
            <Copyable text={task.creator} what="creator address" />
          </Fact>
        </dl>
      </Panel>
    </div>
  );
}
