<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>Binder</name>
    <message numerus="yes">
        <source>Trash, %n documents</source>
        <translation>
            <numerusform>Trash, %n document</numerusform>
            <numerusform>Trash, %n documents</numerusform>
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
        <source>%Ln words as in “{title}”</source>
        <translation>
            <numerusform>%Ln word as in “{title}”</numerusform>
            <numerusform>%Ln words as in “{title}”</numerusform>
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
    <name>DocumentModel</name>
    <message numerus="yes">
        <source>{title}, %n words</source>
        <translation>
            <numerusform>{title}, %n word</numerusform>
            <numerusform>{title}, %n words</numerusform>
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
    <name>HitModel</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
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
    <name>LibraryModel</name>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
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
