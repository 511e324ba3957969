import type { TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { basisPoints, count, span } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Copyable } from '../parts/Copyable.tsx';
import { Fact } from '../parts/Figure.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { paragraphs, plain } from '../text.ts';
import { troubleNamed } from '../words.ts';
import { codecWords, exampleWords, meritMeans, modelWords, optimiserWords, outerWords, parameters, ruleWords } from './describe.ts';

/** The task in words: what is trained (from the spec) and what the contract enforces. */
export function Rules({ task }: { task: TaskView }) {
  const { spec, rules, token } = task;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Panel title={T.rules.whatIsTrained} aside={T.rules.theSpecTheSame}>
        {spec ? (
          <>
            <div className="mb-3 space-y-2 text-ink-2 text-sm leading-relaxed">
              {paragraphs(spec.description).map((text) => (
                <p key={text}>{text}</p>
              ))}
            </div>
            <dl>
              <Fact name={T.rules.kind}>{T.phrases.kind[spec.kind]}</Fact>
              <Fact name={T.rules.oneExample}>{exampleWords(spec)}</Fact>
              <Fact name={T.rules.classes}>
                {spec.data.classes
                  .slice(0, 12)
                  .map((name) => plain(name, 24))
                  .join(', ')}
                {spec.data.classes.length > 12 && T.rules.andMore(spec.data.classes.length - 12)}
              </Fact>
              <Fact name={T.rules.model}>{modelWords(spec)}</Fact>
              <Fact name={T.rules.parameters}>{count(parameters(spec))}</Fact>
              <Fact name={T.rules.optimiser}>{optimiserWords(spec)}</Fact>
              <Fact name={T.rules.eachFit}>{T.rules.epochsBatchesOf(count(spec.training.epochs), count(spec.training.batchSize))}</Fact>
              <Fact name={T.rules.yourData}>
                {T.rules.toTrainOnThe(Math.round(Number(spec.split.trainShare) * 100), count(spec.split.minTrainRows))}
              </Fact>
              <Fact name={T.rules.updatesTravelAs}>{codecWords(spec)}</Fact>
              <Fact name={T.rules.combinedBy}>{T.rules.eachUpdateClippedTo(ruleWords(spec), plain(spec.aggregation.clip, 12))}</Fact>
              <Fact name={T.rules.outer}>{outerWords(spec)}</Fact>
              <Fact name={T.rules.judgedBy}>{meritMeans(spec)}</Fact>
              <Fact name={T.rules.digest}>
                <Copyable text={task.specDigest} what={T.rules.specDigest} />
              </Fact>
            </dl>
          </>
        ) : task.specError !== undefined && task.specError !== 'SpecUnavailableError' ? (
          <TroubleNotice trouble={troubleNamed(task.specError)} />
        ) : (
          <div className="space-y-2">
            <p className="text-ink-2 text-sm">{T.rules.lookingForTheFile(<Copyable text={task.specDigest} what={T.rules.specDigest} />)}</p>
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-5 w-1/2" />
            <Skeleton className="h-5 w-3/5" />
          </div>
        )}
      </Panel>
      <Panel title={T.rules.whatTheContractEnforces} aside={<Copyable text={task.address} what={T.rules.contractAddress} />}>
        <dl>
          <Fact name={T.rules.rounds}>{T.rules.eachWithProposersAnd(count(rules.rounds), rules.proposers, rules.voters)}</Fact>
          <Fact name={T.rules.startsFrom}>{T.rules.participants(count(rules.minParticipants))}</Fact>
          <Fact name={T.rules.stake}>
            {T.rules.atLeastASeat(<Amount value={rules.minStake} token={token} />, <Amount value={rules.weightCap} token={token} />)}
          </Fact>
          <Fact name={T.rules.windows}>
            {T.rules.proposeCommitRevealAttest(span(rules.windows.propose), span(rules.windows.commit), span(rules.windows.reveal))}
            {span(rules.windows.attest)}
          </Fact>
          <Fact name={T.rules.anUpdateIsKept}>{T.rules.fromAJudgedMerit(rules.keepFrom)}</Fact>
          <Fact name={T.rules.aModelIsAdopted}>{T.rules.ifMostVotersSee(basisPoints(rules.epsilonBps))}</Fact>
          <Fact name={T.rules.eachRoundPays}>{T.rules.thePoolOverThe(basisPoints(rules.proposerShareBps))}</Fact>
          <Fact name={T.rules.whoDrawsAndSettles}>{T.rules.ofIt(basisPoints(rules.keeperShareBps))}</Fact>
          <Fact name={T.rules.anUnusedSeatCosts}>{T.rules.ofItsWeightAnd(basisPoints(rules.absentPenaltyBps))}</Fact>
          <Fact name={T.rules.anUnopenedJudgementCosts}>{basisPoints(rules.unopenedPenaltyBps)}</Fact>
          <Fact name={T.rules.aStandingFalls}>{T.rules.onlyByWhatAgree(basisPoints(rules.evidenceBps))}</Fact>
          <Fact name={T.rules.evidencePastTheBoundary}>
            {T.rules.proposerAtVoterAt(basisPoints(rules.standingPenaltyBps), rules.proposerBoundary, rules.voterBoundary)})
          </Fact>
          <Fact name={T.rules.derivedFrom}>{T.rules.arenaTask(task.arenaTask.toString())}</Fact>
          <Fact name={T.rules.createdBy}>
            <Copyable text={task.creator} what={T.rules.creatorAddress} />
          </Fact>
        </dl>
      </Panel>
    </div>
  );
}
