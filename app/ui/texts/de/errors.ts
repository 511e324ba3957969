import type { Texts } from '../en.ts';

export const errors: Texts['errors'] = {
  // Wallet
  UserRejectedRequestError: ['Sie haben in der Wallet abgelehnt.', 'Gesendet wurde nichts. Versuchen Sie es, wann Sie wollen.'],
  RejectedBySignerError: ['Sie haben in der Wallet abgelehnt.', 'Gesendet wurde nichts. Versuchen Sie es, wann Sie wollen.'],
  ReplacedError: [
    'Die Transaktion wurde in der Wallet abgebrochen oder ersetzt.',
    'Waren Sie das nicht, sehen Sie im Verlauf der Wallet nach.',
  ],
  ConnectorNotFoundError: ['Diese Wallet ist nicht erreichbar.', 'Prüfen Sie, ob die Erweiterung an ist, und verbinden Sie neu.'],
  ProviderNotFoundError: [
    'Keine Wallet hat geantwortet.',
    'Installieren Sie eine, oder nehmen Sie im lokalen Netz die Entwicklungs-Wallet.',
  ],
  ResourceUnavailableRpcError: ['Die Wallet fragt Sie schon etwas.', 'Öffnen Sie die Wallet und beantworten Sie erst die offene Frage.'],
  SwitchChainNotSupportedError: ['Diese Wallet kann das Netz nicht selbst wechseln.', 'Wählen Sie das Netz in der Wallet.'],
  ChainMismatchError: ['Die Wallet ist in einem anderen Netz.', 'Wechseln Sie das Netz mit dem Knopf oben.'],
  ConnectorChainMismatchError: ['Die Wallet ist in einem anderen Netz.', 'Wechseln Sie das Netz mit dem Knopf oben.'],
  ConnectorNotConnectedError: ['Es ist keine Wallet verbunden.', 'Verbinden Sie erst eine.'],
  NoWalletError: ['Es ist keine Wallet verbunden.', 'Verbinden Sie erst eine.'],
  InsufficientFundsError: [
    'Für das Gas dieser Transaktion fehlt Ether.',
    'Senden Sie etwas Ether an diese Wallet und versuchen Sie es noch einmal.',
  ],
  NotEnoughGasError: ['Für das Gas fehlt Ether.', 'Senden Sie etwas Ether an das unten genannte Konto und versuchen Sie es noch einmal.'],
  NotEnoughTokensError: ['So viele Token hat die Wallet nicht.', 'Nehmen Sie weniger, oder besorgen Sie mehr vom Einsatz-Token.'],
  ERC20InsufficientBalance: ['So viele Token hat die Wallet nicht.', 'Nehmen Sie weniger, oder besorgen Sie mehr vom Einsatz-Token.'],
  ERC20InsufficientAllowance: [
    'So viele Ihrer Token darf der Vertrag nicht bewegen.',
    'Versuchen Sie es noch einmal und unterschreiben Sie die Erlaubnis in der Wallet.',
  ],
  ERC2612ExpiredSignature: [
    'Die Erlaubnis wurde vor zu langer Zeit unterschrieben.',
    'Unterschreiben Sie noch einmal, binnen weniger Minuten.',
  ],
  ERC2612InvalidSigner: ['Die Erlaubnis hat ein anderes Konto unterschrieben.', 'Prüfen Sie, welches Konto in der Wallet aktiv ist.'],
  FaucetEmptyError: [
    'Das lokale Netz hat nichts zu geben.',
    'Starten Sie das lokale Netz neu: seine Konten halten die Entwicklungs-Token.',
  ],

  // Chain
  RpcUnavailableError: [
    'Der Knoten des Netzes antwortet nicht.',
    'Die Seite versucht es von selbst weiter; von Ihrem geht nichts verloren.',
  ],
  HttpRequestError: [
    'Der Knoten des Netzes antwortet nicht.',
    'Die Seite versucht es weiter. Prüfen Sie Ihre Verbindung und die Adresse des Knotens.',
  ],
  TimeoutError: ['Das dauerte zu lange.', 'Die Seite versucht es von selbst weiter.'],
  RpcRequestError: [
    'Der Knoten des Netzes hat eine Anfrage abgelehnt.',
    'Versuchen Sie es noch einmal. Bleibt es so, ist der Knoten vielleicht aus dem Tritt.',
  ],
  BehindError: ['Der Knoten des Netzes zeigt einen älteren Block als zuvor.', 'Die Seite wartet, bis er aufgeholt hat.'],
  WrongChainError: [
    'Der Knoten dient einer anderen Kette, als diese Seite erwartet.',
    'Prüfen Sie die Adresse des Knotens in networks.json und das Netz in Ihrer Wallet.',
  ],
  NotMinedError: [
    'Kein Block nahm die Transaktion auf, obwohl die Gebühr erhöht wurde.',
    'Das Netz ist voll. Der Tab versucht es in der nächsten Phase wieder.',
  ],
  WaitForTransactionReceiptTimeoutError: [
    'Die Transaktion ist noch in keinem Block.',
    'Sie kann noch kommen. Suchen Sie sie unter ihrem Hash.',
  ],
  ContractRevertError: [
    'Der Vertrag hat diese Transaktion abgelehnt.',
    'Nur Gas wurde verbraucht. Laden Sie neu und versuchen Sie es noch einmal.',
  ],
  NotATaskError: [
    'Unter dieser Adresse ist keine Aufgabe dieses Netzes.',
    'Erlaubt wurde nichts. Prüfen Sie den Link, oder gehen Sie zu allen Aufgaben.',
  ],
  NoOperatorError: [
    'Dieser Tab hat keinen Schlüssel für diesen Teilnehmenden.',
    'Machen Sie unter „Ihr Platz in der Aufgabe“ den Schlüssel dieses Tabs zum zuständigen.',
  ],

  // The contract, by the name of its error
  BadConfig: ['Der Vertrag lehnt diese Regeln ab.', 'Berichtigen Sie das unten genannte Feld.'],
  WrongPhase: ['Die Runde ist weiter.', 'Diese Handlung gehört in eine andere Phase; die Seite hat inzwischen aufgeholt.'],
  WrongRound: ['Inzwischen ist eine andere Runde offen.', 'Zu tun ist nichts: die Seite folgt der offenen Runde.'],
  NotOperator: ['Der Schlüssel dieses Tabs ist hier nicht zuständig.', 'Machen Sie ihn unter „Ihr Platz“ zum zuständigen.'],
  NotWallet: ['Das darf nur die Wallet, die eingesetzt hat.', 'Wechseln Sie in der Wallet zu jenem Konto.'],
  NotParticipant: ['Dieses Konto macht bei der Aufgabe nicht mit.', 'Treten Sie erst bei, oder wechseln Sie das Konto.'],
  NoSuchSeat: ['Diesen Sitz gibt es in dieser Runde nicht.', 'Laden Sie die Seite neu.'],
  AlreadyActed: ['Das ist schon auf der Kette.', 'Zu tun ist nichts.'],
  NotCommitted: ['Es gibt kein versiegeltes Urteil zu öffnen.', 'In dieser Runde ist nichts zu tun.'],
  NotRevealed: ['Das Urteil wurde nicht rechtzeitig geöffnet.', 'In dieser Runde ist nichts zu tun.'],
  SeatExcused: ['Dieser Sitz wurde aufgegeben.', 'In dieser Runde ist nichts zu tun.'],
  TooLateToGiveUp: ['Um diesen Sitz aufzugeben, ist es zu spät.', 'Beenden Sie die Runde, sonst gilt die Strafe für Abwesenheit.'],
  CommitmentMismatch: [
    'Geöffnet wurde etwas anderes als das Versiegelte.',
    'Wurde der Schlüssel mitten in der Runde ersetzt? Die Strafe für ein ungeöffnetes Urteil gilt.',
  ],
  BadMerits: ['Das Urteil nennt einen leeren Sitz.', 'Laden Sie die Seite neu.'],
  ZeroDigest: ['Ein Fingerabdruck fehlt.', 'Laden Sie die Seite neu.'],
  ZeroAddress: ['Eine Adresse fehlt.', 'Laden Sie die Seite neu.'],
  ZeroAmount: ['Der Betrag ist null.', 'Geben Sie mehr als null ein.'],
  StakeTooLow: ['Der Einsatz fiele unter den Mindesteinsatz.', 'Geben Sie einen größeren Betrag ein, oder steigen Sie erst aus.'],
  StakeTooHigh: ['So viel Einsatz kann der Vertrag nicht halten.', 'Geben Sie einen kleineren Betrag ein.'],
  AmountTooHigh: ['Das ist mehr, als da ist.', 'Geben Sie einen kleineren Betrag ein.'],
  Seated: ['Sie haben in der offenen Runde einen Sitz.', 'Der Einsatz ist wieder frei, sobald diese Runde abgerechnet ist.'],
  Drawing: ['Die Lotterie ist eingefroren, während ausgelost wird.', 'Versuchen Sie es in ein paar Sekunden wieder.'],
  AlreadyActive: ['Sie machen schon mit.', 'Zu tun ist nichts.'],
  NotActive: ['Sie sind nicht in der Lotterie.', 'Kommen Sie zurück, oder stocken Sie erst auf.'],
  NotBenched: ['Sie setzen nicht aus.', 'Zu tun ist nichts.'],
  NoSuchAdoption: ['Diese Annahme gibt es noch nicht.', 'Laden Sie die Seite neu.'],
  GasTooLow: ['Die Transaktion bekam zu wenig Gas.', 'Versuchen Sie es mit dem Gas, das die Wallet vorschlägt.'],
  RandomnessPending: ['Der Zufall ist noch nicht da.', 'Warten Sie ein paar Sekunden.'],
  GraceNotOver: ['Es gibt noch keine Mehrheit.', 'Nach der Nachfrist kann die Runde geschlossen werden.'],
  TaskEnded: ['Diese Aufgabe ist zu Ende.', 'Holen Sie Ihren Lohn ab und heben Sie Ihren Einsatz ab.'],
  ShortTransfer: ['Der Token bewegte weniger, als er sollte.', 'Dieser Token nimmt Gebühren und kann nicht eingesetzt werden.'],
  GiftFailed: ['Der Schlüssel konnte kein Gasgeld bekommen.', 'Versuchen Sie es noch einmal.'],
  AlreadyInitialised: ['Diese Aufgabe ist schon eingerichtet.', 'Zu tun ist nichts.'],
  ArenaTaskNotFinished: ['Die Arena-Aufgabe ist nicht zu Ende.', 'Wählen Sie eine beendete.'],
  ArenaClosedError: [
    'Wem die Arena gehört, ist kein Konto dieses Knotens.',
    'Wählen Sie eine beendete Arena-Aufgabe, oder bitten Sie die Arena, eine zu beenden.',
  ],
  NoReward: ['Die Arena-Aufgabe hat keinen Lohn, von dem ein Topf abgeleitet werden könnte.', 'Wählen Sie eine andere.'],

  // Spec
  InvalidSpecError: [
    'Die Spezifikation der Aufgabe ist ungültig.',
    'Diese Aufgabe lässt sich hier nicht trainieren. Sagen Sie es dem, der sie angelegt hat.',
  ],
  NotCanonicalError: [
    'Die Spezifikation der Aufgabe hat nicht die kanonische Form.',
    'Diese Aufgabe lässt sich hier nicht trainieren. Sagen Sie es dem, der sie angelegt hat.',
  ],
  SpecUnavailableError: [
    'Kein Peer hat gerade die Spezifikation der Aufgabe.',
    'Ohne sie ist nicht bekannt, was trainiert wird. Die Seite sucht weiter; ein Einsatz lässt sich trotzdem abheben.',
  ],
  SpecMismatchError: ['Diese Spezifikation ist nicht die, die der Vertrag nennt.', 'Die Seite sucht die richtige bei anderen Peers.'],

  // Data
  NeedsDataError: ['Dieser Tab hat noch keine Daten.', 'Wählen Sie erst Daten: sie bleiben auf diesem Gerät.'],
  NoExamplesError: ['In diesen Dateien ist kein Beispiel.', 'Prüfen Sie, ob sie sind, was die Aufgabe verlangt.'],
  TooFewRowsError: ['Zum Trainieren und Urteilen sind es zu wenige Beispiele.', 'Nehmen Sie mehr Beispiele.'],
  UnknownClassError: ['Manche Bezeichnungen sind keine Klassen der Aufgabe.', 'Benennen Sie die Ordner um, oder die Werte der Spalte.'],
  WrongImageSizeError: ['Die Bilder haben eine andere Größe als die der Aufgabe.', 'Bringen Sie sie auf die Größe, die die Regeln nennen.'],
  WrongColumnsError: ['Die Spalten der Tabelle sind nicht die der Aufgabe.', 'Vergleichen Sie die Kopfzeile mit den Regeln.'],
  NotANumberError: ['In einer Zahlenspalte steht keine Zahl.', 'Berichtigen Sie die unten genannte Zeile.'],
  NotTextError: ['Die Datei ist kein Text.', 'Sichern Sie die Tabelle als CSV in UTF-8.'],
  NotIdxError: ['Die Datei ist keine IDX-Datei.', 'Wählen Sie die Bilder und die Bezeichnungen, wie sie veröffentlicht wurden.'],
  TruncatedIdxError: ['Die IDX-Datei endet zu früh.', 'Laden oder kopieren Sie sie noch einmal.'],
  TrailingBytesError: ['Die Datei geht weiter, wo sie enden sollte.', 'Laden oder kopieren Sie sie noch einmal.'],
  CountMismatchError: ['Es sind nicht so viele Bezeichnungen wie Bilder.', 'Wählen Sie die zwei Dateien, die zusammengehören.'],
  CorruptGzipError: ['Die Gzip-Datei ist beschädigt.', 'Laden oder kopieren Sie sie noch einmal.'],
  CorruptZipError: ['Die Zip-Datei ist beschädigt.', 'Laden oder kopieren Sie sie noch einmal.'],
  UnreadableFileError: ['Eine Datei ist nicht zu lesen.', 'Prüfen Sie, ob es sie noch gibt und der Browser sie lesen darf.'],
  NotReadableError: ['Eine Datei ist nicht zu lesen.', 'Prüfen Sie, ob es sie noch gibt und der Browser sie lesen darf.'],
  MixedFilesError: [
    'Diese Dateien passen nicht zusammen, oder nicht zur Aufgabe.',
    'Wählen Sie eine Art: IDX, ein Ordner oder Zip mit Bildern, oder eine CSV.',
  ],
  CannotInferError: ['Die Art einer Spalte ist aus ihren Werten nicht zu erkennen.', 'Nennen Sie die Arten der Spalten selbst.'],
  DigitsDoNotFitError: ['Gezeichnete Ziffern passen nicht zu dieser Aufgabe.', 'Wählen Sie eigene Dateien.'],
  UnsupportedHereError: ['Diesem Browser fehlt eine nötige Fähigkeit.', 'Nehmen Sie ein aktuelles Chrome, Edge, Firefox oder Safari.'],
  TooLargeError: [
    'Das ist größer, als diese Aufgabe oder dieser Tab annimmt.',
    'Behalten wurde nichts. Nehmen Sie weniger, oder warten Sie auf die Kopie eines anderen.',
  ],

  // Training and models
  BackendUnavailableError: [
    'Dieser Browser hat nichts, worauf sich trainieren ließe.',
    'Nehmen Sie ein aktuelles Chrome, Edge, Firefox oder Safari.',
  ],
  DatasetMismatchError: ['Die Daten gehören nicht zu dieser Aufgabe.', 'Wählen Sie neue Daten.'],
  DivergedError: [
    'Das Training lief davon: der Verlust ist keine Zahl mehr.',
    'Vielleicht ist die Lernrate der Aufgabe für Ihre Beispiele zu groß.',
  ],
  NotFiniteError: ['Das Training kam zu Zahlen, die nicht endlich sind.', 'Der Tab beginnt dieses Training noch einmal von vorn.'],
  InvalidWeightsError: ['Ein Modell passt nicht zu dieser Aufgabe.', 'Es wurde abgelehnt. Der Tab sucht das richtige.'],
  TrainerLostError: [
    'Das Training im Hintergrund ist abgebrochen.',
    'Der Tab öffnet ein neues. Kommt das wieder, laden Sie die Seite neu.',
  ],
  TrainerClosedError: ['Das Training wurde beendet.', 'Laden Sie die Seite neu, um weiterzumachen.'],
  InvalidUpdateError: ['Ein Beitrag ist ungültig.', 'Er blieb draußen; zu tun ist nichts.'],
  InvalidSparseError: ['Ein Beitrag ist ungültig.', 'Er blieb draußen; zu tun ist nichts.'],
  MisfitUpdateError: ['Ein Beitrag gehört zu einem anderen Modell.', 'Er blieb draußen; zu tun ist nichts.'],
  InvalidContainerError: ['Eine Modelldatei hat nicht die kanonische Form.', 'Sie wurde abgelehnt; zu tun ist nichts.'],
  WrongModelError: ['Eine Modelldatei ist keine dieser Aufgabe.', 'Sie wurde abgelehnt. Der Tab sucht die richtige.'],
  NoModelError: ['Das Modell ist noch nicht in diesem Tab.', 'Warten Sie, bis der Tab es geholt hat.'],

  // Store and net
  UnavailableError: ['Eine Datei war bei keinem Peer zu finden.', 'Der Tab sucht weiter. Vielleicht ist ein Relay, das sie hat, nicht da.'],
  NonCanonicalFileError: ['Eine Datei war anders abgelegt als vereinbart.', 'Sie wurde abgelehnt; zu tun ist nichts.'],
  FrameTooLongError: ['Ein Peer sandte eine zu lange Nachricht.', 'Sie wurde abgelehnt; zu tun ist nichts.'],
  BadRelayAddressError: ['Die Adresse eines Relays ist ungültig.', 'Berichtigen Sie sie in networks.json.'],
  QuotaExceededError: ['Der Speicher des Browsers ist voll.', 'Schaffen Sie etwas Platz und laden Sie neu.'],

  // Session
  LostMeritsError: [
    'Das versiegelte Urteil ist nicht mehr in diesem Browser.',
    'Es kann nicht geöffnet werden, also gilt die Strafe dafür. Das kommt vom Löschen der Websitedaten.',
  ],
  LostUpdateError: [
    'Der vorgeschlagene Beitrag ist nicht mehr in diesem Browser.',
    'Niemand kann ihn holen, also bleibt er in dieser Runde draußen. Das kommt vom Löschen der Websitedaten.',
  ],
  MissedActError: [
    'Die Phase endete, bevor die Handlung dieses Tabs auf der Kette war.',
    'Die Strafe für Abwesenheit kann gelten. Lassen Sie den Tab offen und seinem Schlüssel genug Gasgeld.',
  ],
  SecondTabError: [
    'Ein anderer Tab arbeitet für diese Wallet.',
    'Dieser liest mit und macht an seiner Stelle weiter, sobald jener zu ist.',
  ],

  // Start
  NetworksUnreadableError: [
    'networks.json fehlt oder ist nicht zu lesen.',
    'Legen Sie sie neben index.html. Für eine lokale Kette schreibt npm start eine.',
  ],
  InvalidNetworksError: ['networks.json ist ungültig.', 'Berichtigen Sie das unten genannte Feld.'],
  DeployError: ['Die Verträge konnten nicht angelegt werden.', 'Starten Sie das lokale Netz neu.'],
  InvalidDeploymentError: ['Die Adressen der Verträge sind ungültig.', 'Berichtigen Sie das unten genannte Feld in networks.json.'],
};
