<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AsideWords</name>
    <message numerus="yes">
        <source>%Ln documents are wiped for good.</source>
        <translation>
            <numerusform>%Ln document is wiped for good.</numerusform>
            <numerusform>%Ln documents are wiped for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln backups were cleaned of them.</source>
        <translation>
            <numerusform>%Ln backup was cleaned of them.</numerusform>
            <numerusform>%Ln backups were cleaned of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln backups were deleted.</source>
        <translation>
            <numerusform>%Ln backup was deleted.</numerusform>
            <numerusform>%Ln backups were deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AwayList</name>
    <message numerus="yes">
        <source>Trash, %n documents</source>
        <translation>
            <numerusform>Trash, %n document</numerusform>
            <numerusform>Trash, %n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Archive, %n documents</source>
        <translation>
            <numerusform>Archive, %n document</numerusform>
            <numerusform>Archive, %n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupsView</name>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents have changed since then.</source>
        <translation>
            <numerusform>%Ln document has changed since then.</numerusform>
            <numerusform>%Ln documents have changed since then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents are not there any more.</source>
        <translation>
            <numerusform>%Ln document is not there any more.</numerusform>
            <numerusform>%Ln documents are not there any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents are newer than the backup.</source>
        <translation>
            <numerusform>%Ln document is newer than the backup.</numerusform>
            <numerusform>%Ln documents are newer than the backup.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BansDialog</name>
    <message numerus="yes">
        <source>%Ln phrases are too many: {most} at most.</source>
        <translation>
            <numerusform>%Ln phrase is too many: {most} at most.</numerusform>
            <numerusform>%Ln phrases are too many: {most} at most.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln phrases</source>
        <translation>
            <numerusform>%Ln phrase</numerusform>
            <numerusform>%Ln phrases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BiblePanel</name>
    <message numerus="yes">
        <source>The model would be told of %n entries here.</source>
        <translation>
            <numerusform>The model would be told of %n entry here.</numerusform>
            <numerusform>The model would be told of %n entries here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Binder</name>
    <message numerus="yes">
        <source>%n words in the manuscript</source>
        <translation>
            <numerusform>%n word in the manuscript</numerusform>
            <numerusform>%n words in the manuscript</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CandidateCard</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>blocked %Ln times</source>
        <translation>
            <numerusform>blocked %Ln time</numerusform>
            <numerusform>blocked %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words as in “{title}”</source>
        <translation>
            <numerusform>%Ln word as in “{title}”</numerusform>
            <numerusform>%Ln words as in “{title}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words nearly as in “{title}”</source>
        <translation>
            <numerusform>%Ln word nearly as in “{title}”</numerusform>
            <numerusform>%Ln words nearly as in “{title}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{line}, and %Ln more passages</source>
        <translation>
            <numerusform>{line}, and %Ln more passage</numerusform>
            <numerusform>{line}, and %Ln more passages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardDelegate</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln inside</source>
        <translation>
            <numerusform>%Ln inside</numerusform>
            <numerusform>%Ln inside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message numerus="yes">
        <source>a common phrase: in %Ln texts</source>
        <translation>
            <numerusform>a common phrase: in %Ln text</numerusform>
            <numerusform>a common phrase: in %Ln texts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CataloguePage</name>
    <message numerus="yes">
        <source>%Ln downloads</source>
        <translation>
            <numerusform>%Ln download</numerusform>
            <numerusform>%Ln downloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message numerus="yes">
        <source>%Ln problems found</source>
        <translation>
            <numerusform>%Ln problem found</numerusform>
            <numerusform>%Ln problems found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems</source>
        <translation>
            <numerusform>%Ln problem</numerusform>
            <numerusform>%Ln problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✓ %Ln documents</source>
        <translation>
            <numerusform>✓ %Ln document</numerusform>
            <numerusform>✓ %Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✓ %Ln entries</source>
        <translation>
            <numerusform>✓ %Ln entry</numerusform>
            <numerusform>✓ %Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✓ %Ln snapshots</source>
        <translation>
            <numerusform>✓ %Ln snapshot</numerusform>
            <numerusform>✓ %Ln snapshots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation>
            <numerusform>And %Ln more.</numerusform>
            <numerusform>And %Ln more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message numerus="yes">
        <source>%Ln left out</source>
        <translation>
            <numerusform>%Ln left out</numerusform>
            <numerusform>%Ln left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckWords</name>
    <message numerus="yes">
        <source>%Ln passages</source>
        <translation>
            <numerusform>%Ln passage</numerusform>
            <numerusform>%Ln passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{covered} of %Ln words</source>
        <translation>
            <numerusform>{covered} of %Ln word</numerusform>
            <numerusform>{covered} of %Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln works</source>
        <translation>
            <numerusform>%Ln work</numerusform>
            <numerusform>%Ln works</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed</source>
        <translation>
            <numerusform>%Ln changed</numerusform>
            <numerusform>%Ln changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln letters in a row are the same.</source>
        <translation>
            <numerusform>%Ln letter in a row is the same.</numerusform>
            <numerusform>%Ln letters in a row are the same.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shared} of %Ln words stand in the source&apos;s passage too.</source>
        <translation>
            <numerusform>{shared} of %Ln word stand in the source&apos;s passage too.</numerusform>
            <numerusform>{shared} of %Ln words stand in the source&apos;s passage too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stands in %Ln texts of your library.</source>
        <translation>
            <numerusform>Stands in %Ln text of your library.</numerusform>
            <numerusform>Stands in %Ln texts of your library.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CleaningWords</name>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chapters</source>
        <translation>
            <numerusform>%Ln chapter</numerusform>
            <numerusform>%Ln chapters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln poems</source>
        <translation>
            <numerusform>%Ln poem</numerusform>
            <numerusform>%Ln poems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stanzas</source>
        <translation>
            <numerusform>%Ln stanza</numerusform>
            <numerusform>%Ln stanzas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paragraphs</source>
        <translation>
            <numerusform>%Ln paragraph</numerusform>
            <numerusform>%Ln paragraphs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionsRoom</name>
    <message numerus="yes">
        <source>%Ln rows are in {folder}, with a card that says what they are.</source>
        <translation>
            <numerusform>%Ln row is in {folder}, with a card that says what it is.</numerusform>
            <numerusform>%Ln rows are in {folder}, with a card that says what they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionsView</name>
    <message numerus="yes">
        <source>%Ln came: {titles}.</source>
        <translation>
            <numerusform>%Ln came: {titles}.</numerusform>
            <numerusform>%Ln came: {titles}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln went: {titles}.</source>
        <translation>
            <numerusform>%Ln went: {titles}.</numerusform>
            <numerusform>%Ln went: {titles}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposePanel</name>
    <message numerus="yes">
        <source>%Ln words or phrases banned</source>
        <translation>
            <numerusform>%Ln word or phrase banned</numerusform>
            <numerusform>%Ln words or phrases banned</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConnectionsPage</name>
    <message numerus="yes">
        <source>%Ln connections</source>
        <translation>
            <numerusform>%Ln connection</numerusform>
            <numerusform>%Ln connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContextBar</name>
    <message numerus="yes">
        <source>{used} of %Ln tokens</source>
        <translation>
            <numerusform>{used} of %Ln token</numerusform>
            <numerusform>{used} of %Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens of older text left out: the context is full.</source>
        <translation>
            <numerusform>%Ln token of older text left out: the context is full.</numerusform>
            <numerusform>%Ln tokens of older text left out: the context is full.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read: %Ln tokens, {known} of them already known.</source>
        <translation>
            <numerusform>Read: %Ln token, {known} of them already known.</numerusform>
            <numerusform>Read: %Ln tokens, {known} of them already known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens of older text did not fit.</source>
        <translation>
            <numerusform>%Ln token of older text did not fit.</numerusform>
            <numerusform>%Ln tokens of older text did not fit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountButton</name>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CuratorView</name>
    <message numerus="yes">
        <source>{some} of %Ln texts were compared</source>
        <translation>
            <numerusform>{some} of %Ln text was compared</numerusform>
            <numerusform>{some} of %Ln texts were compared</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DatasetDialog</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message numerus="yes">
        <source>%Ln texts on record are by it. They stay but cannot be repeated.</source>
        <translation>
            <numerusform>%Ln text on record is by it. It stays but cannot be repeated.</numerusform>
            <numerusform>%Ln texts on record are by it. They stay but cannot be repeated.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message numerus="yes">
        <source>Show %Ln more differences</source>
        <translation>
            <numerusform>Show %Ln more difference</numerusform>
            <numerusform>Show %Ln more differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceCheckDialog</name>
    <message numerus="yes">
        <source>%Ln findings do not hold</source>
        <translation>
            <numerusform>%Ln finding does not hold</numerusform>
            <numerusform>%Ln findings do not hold</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message numerus="yes">
        <source>The whole manuscript (%Ln documents)</source>
        <translation>
            <numerusform>The whole manuscript (%Ln document)</numerusform>
            <numerusform>The whole manuscript (%Ln documents)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It holds %Ln words.</source>
        <translation>
            <numerusform>It holds %Ln word.</numerusform>
            <numerusform>It holds %Ln words.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message numerus="yes">
        <source>{path} and %Ln more parts</source>
        <translation>
            <numerusform>{path} and %Ln more part</numerusform>
            <numerusform>{path} and %Ln more parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterPane</name>
    <message numerus="yes">
        <source>%Ln stars or more</source>
        <translation>
            <numerusform>%Ln star or more</numerusform>
            <numerusform>%Ln stars or more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>%Ln matches</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln places replaced. Undo brings them back.</source>
        <translation>
            <numerusform>%Ln place replaced. Undo brings it back.</numerusform>
            <numerusform>%Ln places replaced. Undo brings them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message numerus="yes">
        <source>Show all %Ln</source>
        <translation>
            <numerusform>Show all %Ln</numerusform>
            <numerusform>Show all %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundGauge</name>
    <message numerus="yes">
        <source>{found} of %Ln words stand in your library too</source>
        <translation>
            <numerusform>{found} of %Ln word stand in your library too</numerusform>
            <numerusform>{found} of %Ln words stand in your library too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GetWords</name>
    <message numerus="yes">
        <source>%Ln s left</source>
        <translation>
            <numerusform>%Ln s left</numerusform>
            <numerusform>%Ln s left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>%Ln min left</numerusform>
            <numerusform>%Ln min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GlanceView</name>
    <message numerus="yes">
        <source>%Ln texts</source>
        <translation>
            <numerusform>%Ln text</numerusform>
            <numerusform>%Ln texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln variants are left out of all figures</source>
        <translation>
            <numerusform>%Ln variant is left out of all figures</numerusform>
            <numerusform>%Ln variants are left out of all figures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts are further versions of a work</source>
        <translation>
            <numerusform>%Ln text is further versions of a work</numerusform>
            <numerusform>%Ln texts are further versions of a work</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts without a year are counted where their author died.</source>
        <translation>
            <numerusform>%Ln text without a year is counted where their author died.</numerusform>
            <numerusform>%Ln texts without a year are counted where their author died.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln others</source>
        <translation>
            <numerusform>%Ln other</numerusform>
            <numerusform>%Ln others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Goal</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Goals</name>
    <message numerus="yes">
        <source>%Ln words a day until then</source>
        <translation>
            <numerusform>%Ln word a day until then</numerusform>
            <numerusform>%Ln words a day until then</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GuardBox</name>
    <message numerus="yes">
        <source>Block runs of %Ln or more words</source>
        <translation>
            <numerusform>Block runs of %Ln or more words</numerusform>
            <numerusform>Block runs of %Ln or more words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Getting your library ready: {done} of %Ln texts</source>
        <translation>
            <numerusform>Getting your library ready: {done} of %Ln text</numerusform>
            <numerusform>Getting your library ready: {done} of %Ln texts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandsWords</name>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words by hand</source>
        <translation>
            <numerusform>%Ln word by hand</numerusform>
            <numerusform>%Ln words by hand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln from elsewhere</source>
        <translation>
            <numerusform>%Ln from elsewhere</numerusform>
            <numerusform>%Ln from elsewhere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of a model, pasted</source>
        <translation>
            <numerusform>%Ln of a model, pasted</numerusform>
            <numerusform>%Ln of a model, pasted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message numerus="yes">
        <source>Likeness {low} to {high}: %Ln pairs</source>
        <translation>
            <numerusform>Likeness {low} to {high}: %Ln pair</numerusform>
            <numerusform>Likeness {low} to {high}: %Ln pairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryDetail</name>
    <message numerus="yes">
        <source>%Ln tokens of prompt</source>
        <translation>
            <numerusform>%Ln token of prompt</numerusform>
            <numerusform>%Ln tokens of prompt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln tokens each</source>
        <translation>
            <numerusform>at most %Ln token each</numerusform>
            <numerusform>at most %Ln tokens each</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>Add %Ln model files</source>
        <translation>
            <numerusform>Add %Ln model file</numerusform>
            <numerusform>Add %Ln model files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportStrip</name>
    <message numerus="yes">
        <source>%Ln left out</source>
        <translation>
            <numerusform>%Ln left out</numerusform>
            <numerusform>%Ln left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IncomingView</name>
    <message numerus="yes">
        <source>%Ln words.</source>
        <translation>
            <numerusform>%Ln word.</numerusform>
            <numerusform>%Ln words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln comments stand apart and are not counted.</source>
        <translation>
            <numerusform>%Ln comment stands apart and is not counted.</numerusform>
            <numerusform>%Ln comments stand apart and are not counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures stay behind.</source>
        <translation>
            <numerusform>%Ln picture stays behind.</numerusform>
            <numerusform>%Ln pictures stay behind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %Ln comments as a note</source>
        <translation>
            <numerusform>Keep %Ln comment as a note</numerusform>
            <numerusform>Keep %Ln comments as a note</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln headings of level {level} are</source>
        <translation>
            <numerusform>%Ln heading of level {level} is</numerusform>
            <numerusform>%Ln headings of level {level} are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bring in %Ln documents</source>
        <translation>
            <numerusform>Bring in %Ln document</numerusform>
            <numerusform>Bring in %Ln documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeptModel</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>changed since: %Ln words now</source>
        <translation>
            <numerusform>changed since: %Ln word now</numerusform>
            <numerusform>changed since: %Ln words now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabResults</name>
    <message numerus="yes">
        <source>until the first word, after %Ln tokens not read before</source>
        <translation>
            <numerusform>until the first word, after %Ln token not read before</numerusform>
            <numerusform>until the first word, after %Ln tokens not read before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln threads</source>
        <translation>
            <numerusform>%Ln thread</numerusform>
            <numerusform>%Ln threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabSetup</name>
    <message numerus="yes">
        <source>{title} · %Ln words</source>
        <translation>
            <numerusform>{title} · %Ln word</numerusform>
            <numerusform>{title} · %Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message numerus="yes">
        <source>All %Ln texts…</source>
        <translation>
            <numerusform>All %Ln text…</numerusform>
            <numerusform>All %Ln texts…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryRoom</name>
    <message numerus="yes">
        <source>%Ln texts added.</source>
        <translation>
            <numerusform>%Ln text added.</numerusform>
            <numerusform>%Ln texts added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were left out.</source>
        <translation>
            <numerusform>%Ln file was left out.</numerusform>
            <numerusform>%Ln files were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message numerus="yes">
        <source>%Ln chosen</source>
        <translation>
            <numerusform>%Ln chosen</numerusform>
            <numerusform>%Ln chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryWords</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts</source>
        <translation>
            <numerusform>%Ln text</numerusform>
            <numerusform>%Ln texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln versions</source>
        <translation>
            <numerusform>%Ln version</numerusform>
            <numerusform>%Ln versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of 5 stars</source>
        <translation>
            <numerusform>%Ln of 5 stars</numerusform>
            <numerusform>%Ln of 5 stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LineageView</name>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passages taken</source>
        <translation>
            <numerusform>%Ln passage taken</numerusform>
            <numerusform>%Ln passages taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things are not there any more</source>
        <translation>
            <numerusform>%Ln thing is not there any more</numerusform>
            <numerusform>%Ln things are not there any more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LiveLine</name>
    <message numerus="yes">
        <source>%Ln passages in this paragraph</source>
        <translation>
            <numerusform>%Ln passage in this paragraph</numerusform>
            <numerusform>%Ln passages in this paragraph</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManuscriptRoom</name>
    <message numerus="yes">
        <source>%Ln documents are in the trash.</source>
        <translation>
            <numerusform>%Ln document is in the trash.</numerusform>
            <numerusform>%Ln documents are in the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln processor cores</source>
        <translation>
            <numerusform>%Ln processor core</numerusform>
            <numerusform>%Ln processor cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>News</name>
    <message numerus="yes">
        <source>%Ln texts added to the library.</source>
        <translation>
            <numerusform>%Ln text added to the library.</numerusform>
            <numerusform>%Ln texts added to the library.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were left out.</source>
        <translation>
            <numerusform>%Ln file was left out.</numerusform>
            <numerusform>%Ln files were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more of this kind.</source>
        <translation>
            <numerusform>And %Ln more of this kind.</numerusform>
            <numerusform>And %Ln more of this kind.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NodeWords</name>
    <message numerus="yes">
        <source>{title}, %n words</source>
        <translation>
            <numerusform>{title}, %n word</numerusform>
            <numerusform>{title}, %n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents inside</source>
        <translation>
            <numerusform>%n document inside</numerusform>
            <numerusform>%n documents inside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OriginalityView</name>
    <message numerus="yes">
        <source>From %Ln words on</source>
        <translation>
            <numerusform>From %Ln word on</numerusform>
            <numerusform>From %Ln words on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OriginsPanel</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OriginsView</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{share} of %Ln words rest on text the model wrote</source>
        <translation>
            <numerusform>{share} of %Ln word rest on text the model wrote</numerusform>
            <numerusform>{share} of %Ln words rest on text the model wrote</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Outgoing</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutgoingView</name>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln comments</source>
        <translation>
            <numerusform>%Ln comment</numerusform>
            <numerusform>%Ln comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressView</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Today %Ln words</source>
        <translation>
            <numerusform>Today %Ln word</numerusform>
            <numerusform>Today %Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last 7 days: %Ln words of your own</source>
        <translation>
            <numerusform>Last 7 days: %Ln word of your own</numerusform>
            <numerusform>Last 7 days: %Ln words of your own</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>written on %n of 7 days</source>
        <translation>
            <numerusform>written on %n of 7 days</numerusform>
            <numerusform>written on %n of 7 days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln a day</source>
        <translation>
            <numerusform>%Ln a day</numerusform>
            <numerusform>%Ln a day</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressWords</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>you wrote %Ln words</source>
        <translation>
            <numerusform>you wrote %Ln word</numerusform>
            <numerusform>you wrote %Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the model %Ln</source>
        <translation>
            <numerusform>the model %Ln</numerusform>
            <numerusform>the model %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln came from elsewhere</source>
        <translation>
            <numerusform>%Ln came from elsewhere</numerusform>
            <numerusform>%Ln came from elsewhere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were taken out</source>
        <translation>
            <numerusform>%Ln was taken out</numerusform>
            <numerusform>%Ln were taken out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Removing</name>
    <message numerus="yes">
        <source>Remove %Ln texts from the library?</source>
        <translation>
            <numerusform>Remove %Ln text from the library?</numerusform>
            <numerusform>Remove %Ln texts from the library?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts are out of the library.</source>
        <translation>
            <numerusform>%Ln text is out of the library.</numerusform>
            <numerusform>%Ln texts are out of the library.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReplaceModel</name>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReplaceView</name>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %Ln places</source>
        <translation>
            <numerusform>Replace %Ln place</numerusform>
            <numerusform>Replace %Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Replacing</name>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more documents were left as they are.</source>
        <translation>
            <numerusform>%Ln more document was left as it is.</numerusform>
            <numerusform>%Ln more documents were left as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RepoView</name>
    <message numerus="yes">
        <source>%Ln downloads</source>
        <translation>
            <numerusform>%Ln download</numerusform>
            <numerusform>%Ln downloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln likes</source>
        <translation>
            <numerusform>%Ln like</numerusform>
            <numerusform>%Ln likes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultModel</name>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleDialog</name>
    <message numerus="yes">
        <source>%Ln stars or more</source>
        <translation>
            <numerusform>%Ln star or more</numerusform>
            <numerusform>%Ln stars or more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Takes %Ln texts now: {titles}</source>
        <translation>
            <numerusform>Takes %Ln text now: {titles}</numerusform>
            <numerusform>Takes %Ln texts now: {titles}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleTool</name>
    <message numerus="yes">
        <source>%Ln places change</source>
        <translation>
            <numerusform>%Ln place change</numerusform>
            <numerusform>%Ln places change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with ? are not sure: tick them if they fit</source>
        <translation>
            <numerusform>%Ln with ? is not sure: tick it if it fits</numerusform>
            <numerusform>%Ln with ? are not sure: tick them if they fit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message numerus="yes">
        <source>%Ln stars or more</source>
        <translation>
            <numerusform>%Ln star or more</numerusform>
            <numerusform>%Ln stars or more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln best rated, then longest</source>
        <translation>
            <numerusform>The %Ln best rated, then longest</numerusform>
            <numerusform>The %Ln best rated, then longest</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln that differ most from each other</source>
        <translation>
            <numerusform>The %Ln that differ most from each other</numerusform>
            <numerusform>The %Ln that differ most from each other</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln drawn at random</source>
        <translation>
            <numerusform>%Ln drawn at random</numerusform>
            <numerusform>%Ln drawn at random</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{titles} and %Ln more</source>
        <translation>
            <numerusform>{titles} and %Ln more</numerusform>
            <numerusform>{titles} and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunStrip</name>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SafetyRoom</name>
    <message numerus="yes">
        <source>%Ln documents are back as copies, at the end of their project.</source>
        <translation>
            <numerusform>%Ln document is back as a copy, at the end of its project.</numerusform>
            <numerusform>%Ln documents are back as copies, at the end of their projects.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SameModel</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SealBox</name>
    <message numerus="yes">
        <source>The record is signed, but for its last %Ln entries.</source>
        <translation>
            <numerusform>The record is signed, but for its last %Ln entry.</numerusform>
            <numerusform>The record is signed, but for its last %Ln entries.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message numerus="yes">
        <source>The best %Ln of very many passages.</source>
        <translation>
            <numerusform>The best %Ln of very many passages.</numerusform>
            <numerusform>The best %Ln of very many passages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The best {shown} of %Ln passages.</source>
        <translation>
            <numerusform>The best {shown} of %Ln passage.</numerusform>
            <numerusform>The best {shown} of %Ln passages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passages.</source>
        <translation>
            <numerusform>%Ln passage.</numerusform>
            <numerusform>%Ln passages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShareBar</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShelfPage</name>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>%Ln model</numerusform>
            <numerusform>%Ln models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShelfView</name>
    <message numerus="yes">
        <source>%Ln texts, all in the public domain</source>
        <translation>
            <numerusform>%Ln text, all in the public domain</numerusform>
            <numerusform>%Ln texts, all in the public domain</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShelfWords</name>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SkippedDialog</name>
    <message numerus="yes">
        <source>%Ln files were left out of the library:</source>
        <translation>
            <numerusform>%Ln file was left out of the library:</numerusform>
            <numerusform>%Ln files were left out of the library:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SnapshotWords</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SnapshotsView</name>
    <message numerus="yes">
        <source>%Ln differences</source>
        <translation>
            <numerusform>%Ln difference</numerusform>
            <numerusform>%Ln differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpanPanel</name>
    <message numerus="yes">
        <source>It stands in %n documents.</source>
        <translation>
            <numerusform>It stands in %n document.</numerusform>
            <numerusform>It stands in %n documents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpeedPart</name>
    <message numerus="yes">
        <source>%Ln threads</source>
        <translation>
            <numerusform>%Ln thread</numerusform>
            <numerusform>%Ln threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %n s ago</source>
        <translation>
            <numerusform>Saved %n s ago</numerusform>
            <numerusform>Saved %n s ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %n min ago</source>
        <translation>
            <numerusform>Saved %n min ago</numerusform>
            <numerusform>Saved %n min ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SumLabel</name>
    <message numerus="yes">
        <source>%Ln scenes</source>
        <translation>
            <numerusform>%Ln scene</numerusform>
            <numerusform>%Ln scenes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextsDialog</name>
    <message numerus="yes">
        <source>%Ln more: type to find them.</source>
        <translation>
            <numerusform>%Ln more: type to find them.</numerusform>
            <numerusform>%Ln more: type to find them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln texts</source>
        <translation>
            <numerusform>Add %Ln text</numerusform>
            <numerusform>Add %Ln texts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TickedModel</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineWords</name>
    <message numerus="yes">
        <source>The document began with %Ln words.</source>
        <translation>
            <numerusform>The document began with %Ln word.</numerusform>
            <numerusform>The document began with %Ln words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You took out %Ln words.</source>
        <translation>
            <numerusform>You took out %Ln word.</numerusform>
            <numerusform>You took out %Ln words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words came, and nothing recorded says from where.</source>
        <translation>
            <numerusform>%Ln word came, and nothing recorded says from where.</numerusform>
            <numerusform>%Ln words came, and nothing recorded says from where.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You typed %Ln words.</source>
        <translation>
            <numerusform>You typed %Ln word.</numerusform>
            <numerusform>You typed %Ln words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln characters</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model was asked: %Ln answers, words of them were taken.</source>
        <translation>
            <numerusform>The model was asked: %Ln answer, words of it were taken.</numerusform>
            <numerusform>The model was asked: %Ln answers, words of them were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model was asked: %Ln answers, nothing was taken.</source>
        <translation>
            <numerusform>The model was asked: %Ln answer, nothing was taken.</numerusform>
            <numerusform>The model was asked: %Ln answers, nothing was taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days later</source>
        <translation>
            <numerusform>%Ln day later</numerusform>
            <numerusform>%Ln days later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours later</source>
        <translation>
            <numerusform>%Ln hour later</numerusform>
            <numerusform>%Ln hours later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes later</source>
        <translation>
            <numerusform>%Ln minute later</numerusform>
            <numerusform>%Ln minutes later</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsView</name>
    <message numerus="yes">
        <source>%Ln more pairs</source>
        <translation>
            <numerusform>%Ln more pair</numerusform>
            <numerusform>%Ln more pairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhatMattered</name>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordsPanel</name>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
</TS>
