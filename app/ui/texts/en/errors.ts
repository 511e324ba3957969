/** What happened, the way out, and how grave it is where it is not bad. One entry for each error that the page can meet. */
type Entry = readonly [sentence: string, way: string, tone?: 'neutral' | 'warn' | 'bad'];

const table = {
  // Wallet
  UserRejectedRequestError: ['You declined in the wallet.', 'Nothing was sent. Try again whenever you like.', 'neutral'],
  RejectedBySignerError: ['You declined in the wallet.', 'Nothing was sent. Try again whenever you like.', 'neutral'],
  ReplacedError: [
    'The transaction was cancelled or replaced in the wallet.',
    'If that was not you, check the wallet’s history.',
    'neutral',
  ],
  ConnectorNotFoundError: ['That wallet is not reachable.', 'Check that its extension is on, then connect again.', 'warn'],
  ProviderNotFoundError: ['No wallet answered.', 'Install a browser wallet, or use the development wallet on a local network.', 'warn'],
  ResourceUnavailableRpcError: ['The wallet already asks you something.', 'Open the wallet and answer its open question first.', 'warn'],
  SwitchChainNotSupportedError: ['This wallet cannot switch networks by itself.', 'Choose the network inside the wallet.', 'warn'],
  ChainMismatchError: ['The wallet is on another network.', 'Switch the network with the button at the top.', 'warn'],
  ConnectorChainMismatchError: ['The wallet is on another network.', 'Switch the network with the button at the top.', 'warn'],
  ConnectorNotConnectedError: ['No wallet is connected.', 'Connect one first.', 'warn'],
  NoWalletError: ['No wallet is connected.', 'Connect one first.', 'warn'],
  InsufficientFundsError: ['There is not enough ether for the gas of this transaction.', 'Send some ether to this wallet, then try again.'],
  NotEnoughGasError: ['There is not enough ether for gas.', 'Send some ether to the account named below, then try again.'],
  NotEnoughTokensError: ['The wallet holds fewer tokens than that.', 'Lower the amount, or get more of the stake token.'],
  ERC20InsufficientBalance: ['The wallet holds fewer tokens than that.', 'Lower the amount, or get more of the stake token.'],
  ERC20InsufficientAllowance: [
    'The contract may not move that many of your tokens.',
    'Try again and sign the permit that the wallet shows.',
  ],
  ERC2612ExpiredSignature: ['The permit was signed too long ago.', 'Try again and sign within a few minutes.'],
  ERC2612InvalidSigner: ['The permit was signed by another account.', 'Check which account is active in the wallet, then try again.'],
  FaucetEmptyError: ['The local network has nothing to give.', 'Start the local network again: its accounts hold the development tokens.'],

  // Chain
  RpcUnavailableError: ['The network’s node does not answer.', 'The page keeps trying by itself; nothing you have is lost.', 'warn'],
  HttpRequestError: ['The network’s node does not answer.', 'The page keeps trying. Check your connection and the node’s address.', 'warn'],
  TimeoutError: ['That took too long.', 'The page keeps trying by itself.', 'warn'],
  RpcRequestError: ['The network’s node refused a request.', 'Try again. If it stays, the node may be out of step.', 'warn'],
  BehindError: ['The network’s node shows an older block than before.', 'The page waits until it has caught up.', 'warn'],
  WrongChainError: [
    'The node serves another chain than this page is made for.',
    'Check the node’s address in networks.json, and the network in your wallet.',
  ],
  NotMinedError: [
    'No block took the transaction, though its fee was raised.',
    'The network is busy. The tab tries again in the next phase.',
    'warn',
  ],
  WaitForTransactionReceiptTimeoutError: [
    'The transaction is not in a block yet.',
    'It may still be mined. Look it up by its hash.',
    'warn',
  ],
  ContractRevertError: ['The contract refused this transaction.', 'Nothing but gas was spent. Reload and try again.'],
  NotATaskError: ['There is no task of this network at that address.', 'Nothing was approved. Check the link, or go back to all tasks.'],
  NoOperatorError: [
    'This tab holds no operator key for this participant.',
    'Name this tab’s key as operator under “Your place in the task”.',
    'warn',
  ],

  // The contract, by the name of its error
  BadConfig: ['The contract refuses these rules.', 'Correct the field named below.'],
  WrongPhase: ['The round has moved on.', 'This act belongs to another phase; the page has caught up by now.', 'warn'],
  WrongRound: ['Another round is open by now.', 'Nothing to do: the page follows the open round.', 'warn'],
  NotOperator: ['This tab’s key is not the operator of this participant.', 'Name this tab’s key as operator under “Your place”.'],
  NotWallet: ['Only the wallet that staked may do this.', 'Switch to that account in the wallet.'],
  NotParticipant: ['This account takes no part in the task.', 'Join first, or switch accounts.'],
  NoSuchSeat: ['There is no such seat in this round.', 'Reload the page.'],
  AlreadyActed: ['This act is already on chain.', 'Nothing to do.', 'neutral'],
  NotCommitted: ['There is no sealed judgement to open.', 'Nothing to do this round.', 'warn'],
  NotRevealed: ['The judgement was not opened in time.', 'Nothing to do this round.', 'warn'],
  SeatExcused: ['This seat was given up.', 'Nothing to do this round.', 'neutral'],
  TooLateToGiveUp: ['It is too late to give this seat up.', 'Finish the round, or the absence penalty applies.', 'warn'],
  CommitmentMismatch: [
    'What was opened is not what was sealed.',
    'Was the operator replaced in mid-round? The penalty for an unopened judgement applies.',
  ],
  BadMerits: ['The judgement names an empty seat.', 'Reload the page.'],
  ZeroDigest: ['A digest is missing.', 'Reload the page.'],
  ZeroAddress: ['An address is missing.', 'Reload the page.'],
  ZeroAmount: ['The amount is zero.', 'Enter more than zero.', 'warn'],
  StakeTooLow: ['The stake would fall below the task’s minimum.', 'Enter a larger amount, or leave the task first.', 'warn'],
  StakeTooHigh: ['The stake would be larger than the contract can hold.', 'Enter a smaller amount.', 'warn'],
  AmountTooHigh: ['That is more than there is.', 'Enter a smaller amount.', 'warn'],
  Seated: ['You hold a seat in the open round.', 'Stake moves again once this round has been settled.', 'warn'],
  Drawing: ['The lottery is frozen while seats are drawn.', 'Try again in a few seconds.', 'warn'],
  AlreadyActive: ['You already take part.', 'Nothing to do.', 'neutral'],
  NotActive: ['You are not in the lottery.', 'Come back or top up first.', 'warn'],
  NotBenched: ['You are not on the bench.', 'Nothing to do.', 'neutral'],
  NoSuchAdoption: ['There is no such adoption yet.', 'Reload the page.', 'warn'],
  GasTooLow: ['The transaction was given too little gas.', 'Try again with the gas that the wallet proposes.', 'warn'],
  RandomnessPending: ['The beacon has not given its value yet.', 'Wait a few seconds.', 'warn'],
  GraceNotOver: ['There is no majority yet.', 'The round can be closed once the grace period is over.', 'warn'],
  TaskEnded: ['This task has ended.', 'Claim your rewards and withdraw your stake.', 'neutral'],
  ShortTransfer: ['The token moved less than it should.', 'This token takes a fee on transfers and cannot be staked.'],
  GiftFailed: ['The operator could not be given gas money.', 'Try again.'],
  AlreadyInitialised: ['This task is already set up.', 'Nothing to do.'],
  ArenaTaskNotFinished: ['The arena task is not finished.', 'Choose a finished one.'],
  ArenaClosedError: [
    'The arena’s owner is not an account of this node.',
    'Choose a finished arena task, or ask the arena to finish one.',
    'warn',
  ],
  NoReward: ['The arena task has no reward to derive a pool from.', 'Choose another one.'],

  // Spec
  InvalidSpecError: ['The task’s spec is not valid.', 'This task cannot be trained here. Tell its creator.'],
  NotCanonicalError: ['The task’s spec is not in canonical form.', 'This task cannot be trained here. Tell its creator.'],
  SpecUnavailableError: [
    'No peer has the task’s spec at the moment.',
    'What it trains is not known without it. The page keeps looking; a stake can be taken out all the same.',
    'warn',
  ],
  SpecMismatchError: ['The spec at hand is not the one that the contract names.', 'The page looks for the right one from other peers.'],

  // Data
  NeedsDataError: ['This tab has no data yet.', 'Choose data first: it stays on this device.', 'warn'],
  NoExamplesError: ['No example was found in these files.', 'Check that they are what the task asks for.', 'warn'],
  TooFewRowsError: ['There are too few examples to train and to judge.', 'Add more examples.', 'warn'],
  UnknownClassError: ['Some labels are none of the task’s classes.', 'Rename the folders, or the values of the label column.', 'warn'],
  WrongImageSizeError: ['The pictures have another size than the task’s.', 'Resize them to the size that the rules name.', 'warn'],
  WrongColumnsError: ['The table’s columns are not the task’s.', 'Check the header line against the rules.', 'warn'],
  NotANumberError: ['A cell of a numeric column is no number.', 'Correct the row named below.', 'warn'],
  NotTextError: ['The file is not text.', 'Save the table as CSV in UTF-8.', 'warn'],
  NotIdxError: ['The file is not an IDX file.', 'Choose the images and the labels file as they were published.', 'warn'],
  TruncatedIdxError: ['The IDX file ends too early.', 'Download or copy it again.', 'warn'],
  TrailingBytesError: ['The file goes on where it should end.', 'Download or copy it again.', 'warn'],
  CountMismatchError: ['There are not as many labels as pictures.', 'Choose the two files that belong together.', 'warn'],
  CorruptGzipError: ['The gzip file is damaged.', 'Download or copy it again.', 'warn'],
  CorruptZipError: ['The zip file is damaged.', 'Download or copy it again.', 'warn'],
  UnreadableFileError: ['A file cannot be read.', 'Check that it still exists and that the browser may read it.', 'warn'],
  NotReadableError: ['A file cannot be read.', 'Check that it still exists and that the browser may read it.', 'warn'],
  MixedFilesError: [
    'These files do not go together, or not with this task.',
    'Choose one kind: IDX, a folder or zip of pictures, or a CSV.',
    'warn',
  ],
  CannotInferError: ['The kind of a column cannot be told from its values.', 'Name the kinds of the columns yourself.', 'warn'],
  DigitsDoNotFitError: ['Drawn digits do not fit this task.', 'Choose files of your own.', 'warn'],
  UnsupportedHereError: ['This browser lacks an ability that this needs.', 'Use a current Chrome, Edge, Firefox or Safari.'],
  TooLargeError: [
    'That is larger than this task or this tab takes.',
    'Nothing was kept. Choose less, or wait for another peer’s copy.',
    'warn',
  ],

  // Training and models
  BackendUnavailableError: ['This browser offers nothing to train on.', 'Use a current Chrome, Edge, Firefox or Safari.'],
  DatasetMismatchError: ['The data do not belong to this task.', 'Choose data again.'],
  DivergedError: ['Training ran away: the loss is no longer a number.', 'The task’s learning rate may be too large for your examples.'],
  NotFiniteError: ['Training ran into numbers that are not finite.', 'The tab starts this fit again from the base.'],
  InvalidWeightsError: ['A model does not fit this task.', 'It was refused. The tab looks for the right one.', 'warn'],
  TrainerLostError: ['The training worker stopped.', 'The tab opens another one. If this comes back, reload the page.', 'warn'],
  TrainerClosedError: ['Training was ended.', 'Reload the page to go on.', 'neutral'],
  InvalidUpdateError: ['An update is not valid.', 'It was left out; nothing to do.', 'warn'],
  InvalidSparseError: ['An update is not valid.', 'It was left out; nothing to do.', 'warn'],
  MisfitUpdateError: ['An update belongs to another model.', 'It was left out; nothing to do.', 'warn'],
  InvalidContainerError: ['A model file is not in canonical form.', 'It was refused; nothing to do.', 'warn'],
  WrongModelError: ['A model file is not one of this task.', 'It was refused. The tab looks for the right one.', 'warn'],
  NoModelError: ['The model is not in this tab yet.', 'Wait until the tab has fetched it.', 'warn'],

  // Store and net
  UnavailableError: ['A file could not be found with any peer.', 'The tab keeps looking. A relay that holds it may be down.', 'warn'],
  NonCanonicalFileError: ['A file was stored in another form than agreed.', 'It was refused; nothing to do.', 'warn'],
  FrameTooLongError: ['A peer sent a message that is too long.', 'It was refused; nothing to do.', 'warn'],
  BadRelayAddressError: ['A relay’s address is not valid.', 'Correct it in networks.json.'],
  QuotaExceededError: ['The browser’s storage is full.', 'Free some space, then reload.'],

  // Session
  LostMeritsError: [
    'The sealed judgement is no longer in this browser.',
    'It cannot be opened, so the penalty for an unopened judgement applies. Clearing site data causes this.',
  ],
  LostUpdateError: [
    'The update that was proposed is no longer in this browser.',
    'Nobody can fetch it, so it is left out of this round. Clearing site data causes this.',
    'warn',
  ],
  MissedActError: [
    'The phase ended before this tab’s act was on chain.',
    'The absence penalty may apply. Keep the tab open and its key funded.',
    'warn',
  ],
  SecondTabError: ['Another tab works for this wallet.', 'This one reads along, and goes on in its place once that one is closed.', 'warn'],

  // Start
  NetworksUnreadableError: [
    'networks.json is missing or cannot be read.',
    'Put it next to index.html. For a local chain, npm start writes one.',
  ],
  InvalidNetworksError: ['networks.json is not valid.', 'Correct the field named below.'],
  DeployError: ['The contracts could not be deployed.', 'Start the local network again.'],
  InvalidDeploymentError: ['The contracts’ addresses are not valid.', 'Correct the field named below in networks.json.'],
} satisfies Record<string, Entry>;

export const errors: Readonly<Record<keyof typeof table, Entry>> = table;
