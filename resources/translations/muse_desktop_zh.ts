<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Muse Desktop</source>
        <translation>关于 Muse Desktop</translation>
    </message>
    <message>
        <source>Write with a model that runs on your own computer; know which words are yours; check that none are someone else&apos;s. Nothing leaves this computer. Free software, Apache License 2.0.</source>
        <translation>用在自己电脑上运行的模型写作；分清哪些字是您写的；查明没有别人的字句。一切都不离开这台电脑。自由软件，Apache 许可证 2.0。</translation>
    </message>
    <message>
        <source>Your work is kept in {folder}</source>
        <translation>您的作品保存在 {folder}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>新建文稿</translation>
    </message>
    <message>
        <source>Rename document</source>
        <translation>重命名文稿</translation>
    </message>
    <message>
        <source>Move document to trash</source>
        <translation>把文稿移到废纸篓</translation>
    </message>
    <message>
        <source>Move document up</source>
        <translation>文稿上移</translation>
    </message>
    <message>
        <source>Move document down</source>
        <translation>文稿下移</translation>
    </message>
    <message>
        <source>Add files to the library…</source>
        <translation>把文件加入文库…</translation>
    </message>
    <message>
        <source>Add a folder to the library…</source>
        <translation>把文件夹加入文库…</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
    </message>
    <message>
        <source>Export document…</source>
        <translation>导出文稿…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Write candidates</source>
        <translation>生成候选</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>停止生成</translation>
    </message>
    <message>
        <source>Insert the candidate</source>
        <translation>插入候选</translation>
    </message>
    <message>
        <source>Show the prompt</source>
        <translation>查看提示词</translation>
    </message>
    <message>
        <source>Check originality</source>
        <translation>检查原创性</translation>
    </message>
    <message>
        <source>Compare passages side by side</source>
        <translation>并排对照段落</translation>
    </message>
    <message>
        <source>Use another model…</source>
        <translation>换用其他模型…</translation>
    </message>
    <message>
        <source>Load the model again</source>
        <translation>重新加载模型</translation>
    </message>
    <message>
        <source>Forget what the model has read</source>
        <translation>忘掉模型读过的内容</translation>
    </message>
    <message>
        <source>Find any action</source>
        <translation>查找任何操作</translation>
    </message>
    <message>
        <source>Focus mode</source>
        <translation>专注模式</translation>
    </message>
    <message>
        <source>Show origins on the page</source>
        <translation>在稿面上显示来源</translation>
    </message>
    <message>
        <source>Show the binder</source>
        <translation>显示目录栏</translation>
    </message>
    <message>
        <source>Show the companion</source>
        <translation>显示助手栏</translation>
    </message>
    <message>
        <source>Go to Compose</source>
        <translation>转到“写作”</translation>
    </message>
    <message>
        <source>Go to Check</source>
        <translation>转到“检查”</translation>
    </message>
    <message>
        <source>Go to Origins</source>
        <translation>转到“来源”</translation>
    </message>
    <message>
        <source>Go to History</source>
        <translation>转到“历史”</translation>
    </message>
    <message>
        <source>Go to the page</source>
        <translation>转到稿面</translation>
    </message>
    <message>
        <source>Go to the binder</source>
        <translation>转到目录栏</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>High-contrast theme</source>
        <translation>高对比度主题</translation>
    </message>
    <message>
        <source>Theme as the system has it</source>
        <translation>主题跟随系统</translation>
    </message>
    <message>
        <source>About Muse Desktop</source>
        <translation>关于 Muse Desktop</translation>
    </message>
</context>
<context>
    <name>Binder</name>
    <message>
        <source>Manuscript</source>
        <translation>文稿</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>新建文稿</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文稿</translation>
    </message>
    <message>
        <source>Documents in the trash</source>
        <translation>废纸篓里的文稿</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>废纸篓</translation>
    </message>
    <message numerus="yes">
        <source>Trash, %n documents</source>
        <translation>
            <numerusform>废纸篓，%n 篇文稿</numerusform>
        </translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Untitled {number}</source>
        <translation>未命名 {number}</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到废纸篓</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>CandidateCard</name>
    <message>
        <source>Candidate {number}</source>
        <translation>候选 {number}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Insert again</source>
        <translation>再次插入</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Insert selection</source>
        <translation>插入所选</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>writing…</source>
        <translation>正在写…</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>已写完</translation>
    </message>
    <message>
        <source>reached its length</source>
        <translation>已到长度上限</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>seed {number}</source>
        <translation>种子 {number}</translation>
    </message>
    <message>
        <source>inserted</source>
        <translation>已插入</translation>
    </message>
    <message>
        <source>Not compared with your library</source>
        <translation>未能与您的文库对照</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words as in “{title}”</source>
        <translation>
            <numerusform>%Ln 字与《{title}》相同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{line}, and %Ln more passages</source>
        <translation>
            <numerusform>{line}，另有 %Ln 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Check originality</source>
        <translation>检查原创性</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排对照</translation>
    </message>
    <message>
        <source>The text has changed since. Check again to see how it stands.</source>
        <translation>此后文字有改动。请重新检查。</translation>
    </message>
    <message>
        <source>Which passages stand in your library too?</source>
        <translation>哪些段落也出现在您的文库里？</translation>
    </message>
    <message>
        <source>Your library is empty: add the texts to compare with first.</source>
        <translation>您的文库是空的：请先加入要对照的文本。</translation>
    </message>
</context>
<context>
    <name>CheckWords</name>
    <message>
        <source>No shared passage found</source>
        <translation>没有发现相同的段落</translation>
    </message>
    <message numerus="yes">
        <source>%Ln passages</source>
        <translation>
            <numerusform>%Ln 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{covered} of %Ln words</source>
        <translation>
            <numerusform>共 %Ln 字中的 {covered} 字</numerusform>
        </translation>
    </message>
    <message>
        <source>{passages}, {words}</source>
        <translation>{passages}，{words}</translation>
    </message>
    <message>
        <source>Compared with your library only. Works outside it, and what the model was trained on, cannot be seen.</source>
        <translation>只与您的文库对照。文库以外的作品以及模型的训练资料都看不到。</translation>
    </message>
    <message>
        <source>{works} · {words} · {seconds} s</source>
        <translation>{works} · {words} · {seconds} 秒</translation>
    </message>
    <message numerus="yes">
        <source>%Ln works</source>
        <translation>
            <numerusform>%Ln 部作品</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” against {works} · {words} · checked in {seconds} s</source>
        <translation>《{title}》对照 {works} · {words} · 用时 {seconds} 秒</translation>
    </message>
    <message>
        <source>Copied: shared runs of 32 letters (13 for Chinese) or more are always found</source>
        <translation>相同：连续 13 个汉字（西文 32 个字母）以上的相同文字必能找到</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Exported to {names}</source>
        <translation>已导出到 {names}</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>模型 (*.gguf)</translation>
    </message>
    <message>
        <source>Use another model</source>
        <translation>换用其他模型</translation>
    </message>
    <message>
        <source>What the model had read is forgotten. Your documents are as they were.</source>
        <translation>模型读过的内容已忘掉，您的文稿没有变化。</translation>
    </message>
</context>
<context>
    <name>Companion</name>
    <message>
        <source>Compose</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Origins</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Companion</source>
        <translation>助手栏</translation>
    </message>
</context>
<context>
    <name>ComposePanel</name>
    <message>
        <source>Write</source>
        <translation>开始写</translation>
    </message>
    <message>
        <source>Write candidates (Ctrl+Enter)</source>
        <translation>生成候选（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Stop  Esc</source>
        <translation>停止  Esc</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>停止生成</translation>
    </message>
    <message>
        <source>Use another model…</source>
        <translation>换用其他模型…</translation>
    </message>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>%n 个候选</numerusform>
        </translation>
    </message>
    <message>
        <source>Number of candidates: {number}</source>
        <translation>候选数：{number}</translation>
    </message>
    <message>
        <source>The starter model is small and knows English only; it is here so that you can begin at once.</source>
        <translation>自带的模型很小，只懂英文；有了它您可以马上开始。</translation>
    </message>
    <message>
        <source>The model is being loaded…</source>
        <translation>正在加载模型…</translation>
    </message>
</context>
<context>
    <name>ContextBar</name>
    <message>
        <source>What the model sees</source>
        <translation>模型看到的内容</translation>
    </message>
    <message>
        <source>Show prompt</source>
        <translation>查看提示词</translation>
    </message>
    <message numerus="yes">
        <source>{used} of %Ln tokens</source>
        <translation>
            <numerusform>已用 {used}，共 %Ln 词元</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (muted)</source>
        <translation>{name}（已略去）</translation>
    </message>
    <message>
        <source>Press to leave this out of the prompt, or to let it in again.</source>
        <translation>按一下可从提示词中略去此项，再按恢复。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens of older text did not fit.</source>
        <translation>
            <numerusform>较早的 %Ln 个词元放不下，已略去。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <source>Your text has been saved.</source>
        <translation>您的文字已经保存。</translation>
    </message>
    <message>
        <source>Your text could not be saved just now; copy what matters before you close the window.</source>
        <translation>您的文字刚才未能保存；关闭窗口前请先复制重要内容。</translation>
    </message>
    <message>
        <source>The program made a mistake. {kept} The report below says where; it holds nothing you wrote. Copy it if you want to tell the makers.</source>
        <translation>程序出了错。{kept}下面的报告说明错在哪里，其中没有您写的文字。如想告诉开发者，请复制它。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续写作</translation>
    </message>
</context>
<context>
    <name>DocumentDelegate</name>
    <message>
        <source>Title of the document</source>
        <translation>文稿标题</translation>
    </message>
</context>
<context>
    <name>DocumentModel</name>
    <message numerus="yes">
        <source>{title}, %n words</source>
        <translation>
            <numerusform>{title}，%n 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export “{title}”</source>
        <translation>导出《{title}》</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>文件种类</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>存到</translation>
    </message>
    <message>
        <source>Word document (.docx)</source>
        <translation>Word 文档 (.docx)</translation>
    </message>
    <message>
        <source>Markdown (.md)</source>
        <translation>Markdown (.md)</translation>
    </message>
    <message>
        <source>Plain text (.txt)</source>
        <translation>纯文本 (.txt)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Write the origins beside it</source>
        <translation>同时写出来源文件</translation>
    </message>
    <message>
        <source>A second file that says for every passage whether it was typed, pasted or generated, and by which model. It is what this app recorded, not proof of authorship.</source>
        <translation>另存一个文件，逐段说明文字是键入、粘贴还是生成的，由哪个模型生成。它是本程序的记录，不是作者身份的证明。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>HistoryDetail</name>
    <message>
        <source>‹ All generations</source>
        <translation>‹ 全部生成</translation>
    </message>
    <message>
        <source>Settings, in the order they act</source>
        <translation>参数（按作用次序）</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Show prompt</source>
        <translation>查看提示词</translation>
    </message>
    <message>
        <source>Repeating…</source>
        <translation>正在重放…</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>Write it again on this machine and compare token by token</source>
        <translation>在这台电脑上重新生成，逐个词元比较</translation>
    </message>
    <message>
        <source>licence unknown</source>
        <translation>许可证不明</translation>
    </message>
    <message>
        <source>Model: {name} · {licence}</source>
        <translation>模型：{name} · {licence}</translation>
    </message>
    <message>
        <source>SHA-256 of the model: {hash}…</source>
        <translation>模型的 SHA-256：{hash}…</translation>
    </message>
    <message>
        <source>Seed: {seed}</source>
        <translation>种子：{seed}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens of prompt</source>
        <translation>
            <numerusform>提示词 %Ln 词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Broken off: {reason}</source>
        <translation>中断：{reason}</translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln tokens each</source>
        <translation>
            <numerusform>每个候选最多 %Ln 词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Identical: the same tokens came again.</source>
        <translation>完全一致：得到了相同的词元。</translation>
    </message>
    <message>
        <source>Cannot run: {reason}</source>
        <translation>无法重放：{reason}</translation>
    </message>
    <message>
        <source>Diverged at token {token} of candidate {candidate}.</source>
        <translation>从候选 {candidate} 的第 {token} 个词元起不同。</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>(nothing arrived)</source>
        <translation>（没有内容）</translation>
    </message>
    <message>
        <source>inserted</source>
        <translation>已插入</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>being written</source>
        <translation>正在写</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Generations, newest first</source>
        <translation>生成记录，新的在前</translation>
    </message>
    <message>
        <source>Everything the model writes is kept here, whether you take it or not.</source>
        <translation>模型写出的一切都保存在这里，无论是否采用。</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Passages found</source>
        <translation>找到的段落</translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>copied</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>paraphrase?</source>
        <translation>疑似改写</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n 字</numerusform>
        </translation>
    </message>
    <message>
        <source>rights unknown</source>
        <translation>权利不明</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>public domain</source>
        <translation>公有领域</translation>
    </message>
    <message>
        <source>licensed</source>
        <translation>已获授权</translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message>
        <source>Library</source>
        <translation>文库</translation>
    </message>
    <message>
        <source>Add to the library</source>
        <translation>加入文库</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>加入文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>加入文件夹…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop adding to the library</source>
        <translation>停止加入文库</translation>
    </message>
    <message>
        <source>Add files or drop them here</source>
        <translation>加入文件，或把文件拖到这里</translation>
    </message>
    <message>
        <source>Texts in the library</source>
        <translation>文库里的文本</translation>
    </message>
    <message>
        <source>Progress of adding texts</source>
        <translation>加入文本的进度</translation>
    </message>
    <message>
        <source>Texts (*.txt *.md)</source>
        <translation>文本 (*.txt *.md)</translation>
    </message>
    <message>
        <source>Add a folder to the library</source>
        <translation>把文件夹加入文库</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>{done} of {total}: {name}</source>
        <translation>{done}/{total}：{name}</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>从文库移除</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Leave focus  Esc</source>
        <translation>退出专注  Esc</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Your last words could not be saved.</source>
        <translation>您最后写的文字未能保存。</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>不保存就关闭</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message numerus="yes">
        <source>%Ln texts added to the library.</source>
        <translation>
            <numerusform>已向文库加入 %Ln 篇文本。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were left out.</source>
        <translation>
            <numerusform>有 %Ln 个文件未加入。</numerusform>
        </translation>
    </message>
    <message>
        <source>You stopped it before the end.</source>
        <translation>您中途停止了加入。</translation>
    </message>
    <message>
        <source>Which and why…</source>
        <translation>哪些，为什么…</translation>
    </message>
    <message>
        <source>“{title}” is out of the library.</source>
        <translation>“{title}”已从文库中移除。</translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more of this kind.</source>
        <translation>
            <numerusform>另有 %Ln 条类似的提示。</numerusform>
        </translation>
    </message>
    <message>
        <source>Use another model…</source>
        <translation>换用其他模型…</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>OriginNames</name>
    <message>
        <source>Typed by you</source>
        <translation>您键入的</translation>
    </message>
    <message>
        <source>Written by the model</source>
        <translation>模型写的</translation>
    </message>
    <message>
        <source>Model text you edited</source>
        <translation>您改过的模型文字</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>粘贴的</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入的</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>来源不明</translation>
    </message>
    <message>
        <source>Pasted from your own text</source>
        <translation>从您自己的文字粘贴</translation>
    </message>
    <message>
        <source>Pasted from your library</source>
        <translation>从您的文库粘贴</translation>
    </message>
    <message>
        <source>Pasted from outside</source>
        <translation>从外部粘贴</translation>
    </message>
    <message>
        <source>Imported from a file</source>
        <translation>从文件导入</translation>
    </message>
    <message>
        <source>Your text, rewritten by the model</source>
        <translation>您的文字，由模型改写</translation>
    </message>
    <message>
        <source>Corrected while typing</source>
        <translation>键入时自动更正</translation>
    </message>
    <message>
        <source>Unknown: nothing was recorded about where this came from</source>
        <translation>来源不明：没有记录它从何而来</translation>
    </message>
</context>
<context>
    <name>OriginalityView</name>
    <message>
        <source>Originality</source>
        <translation>原创性</translation>
    </message>
    <message>
        <source>Back to the page  Esc</source>
        <translation>回到稿面  Esc</translation>
    </message>
    <message>
        <source>Your draft</source>
        <translation>您的文稿</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Source · {title}</source>
        <translation>出处 · {title}</translation>
    </message>
    <message>
        <source>Your draft · {title}</source>
        <translation>您的文稿 · {title}</translation>
    </message>
</context>
<context>
    <name>OriginsPanel</name>
    <message>
        <source>In this document</source>
        <translation>在这篇文稿里</translation>
    </message>
    <message>
        <source>Press a line to go to its next passage. The record is your own: it shows what this app saw, and is no proof of authorship.</source>
        <translation>按一行即跳到该类的下一处。这是您自己的记录：它说明本程序看到了什么，不是作者身份的证明。</translation>
    </message>
    <message>
        <source>At the cursor</source>
        <translation>光标处</translation>
    </message>
    <message>
        <source>The prompt it answered:</source>
        <translation>它所回应的提示词：</translation>
    </message>
    <message>
        <source>Show in History</source>
        <translation>在历史中查看</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有文字</translation>
    </message>
    <message>
        <source>From: {source}</source>
        <translation>来自：{source}</translation>
    </message>
    <message>
        <source>Typed into text the model wrote</source>
        <translation>键入在模型写的文字之中</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>模型：{model}</translation>
    </message>
    <message>
        <source>Candidate {number} of {total}, seed {seed}</source>
        <translation>候选 {number}/{total}，种子 {seed}</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Page</source>
        <translation>稿面</translation>
    </message>
    <message>
        <source>Begin here.</source>
        <translation>从这里开始写。</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find any action</source>
        <translation>查找任何操作</translation>
    </message>
    <message>
        <source>Actions found</source>
        <translation>找到的操作</translation>
    </message>
    <message>
        <source>No action has these words.</source>
        <translation>没有含这些字的操作。</translation>
    </message>
</context>
<context>
    <name>PromptDialog</name>
    <message>
        <source>The prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Exactly what the model reads, marks included. Nothing else is sent, and nothing leaves this computer.</source>
        <translation>这正是模型读到的全部内容，连同标记。此外什么也不发送，一切都不离开这台电脑。</translation>
    </message>
</context>
<context>
    <name>RecipeChips</name>
    <message>
        <source>More…</source>
        <translation>更多…</translation>
    </message>
    <message>
        <source>More recipes</source>
        <translation>更多配方</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>语言与外观</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation>GPU 层数</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> 磅</translation>
    </message>
    <message>
        <source>The starter model (small, English only)</source>
        <translation>自带的模型（很小，只懂英文）</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>选择模型文件</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln 词元</numerusform>
        </translation>
    </message>
    <message>
        <source>as the machine allows</source>
        <translation>由电脑决定</translation>
    </message>
    <message>
        <source>as many as fit</source>
        <translation>能放多少放多少</translation>
    </message>
    <message>
        <source>Any GGUF file that llama.cpp can run. More context needs more memory. Layers on the GPU matter only if the installed engine can use one.</source>
        <translation>llama.cpp 能运行的任何 GGUF 文件都可以。上下文越大，占用内存越多。只有所装引擎支持 GPU 时，GPU 层数才有作用。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>模型 (*.gguf)</translation>
    </message>
</context>
<context>
    <name>SkippedDialog</name>
    <message>
        <source>Not added</source>
        <translation>未加入</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were left out of the library:</source>
        <translation>
            <numerusform>有 %Ln 个文件未加入文库：</numerusform>
        </translation>
    </message>
    <message>
        <source>Files that were left out</source>
        <translation>未加入的文件</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>一切都不离开这台电脑。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>model text {percent} %</source>
        <translation>模型文字 {percent} %</translation>
    </message>
    <message>
        <source>{speed} words/s</source>
        <translation>{speed} 字/秒</translation>
    </message>
    <message>
        <source>first word {seconds} s</source>
        <translation>首字 {seconds} 秒</translation>
    </message>
    <message>
        <source>loading the model…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n s ago</source>
        <translation>
            <numerusform>%n 秒前已保存</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n min ago</source>
        <translation>
            <numerusform>%n 分钟前已保存</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextDialog</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>{keys}  Find any action</source>
        <translation>{keys}  查找任何操作</translation>
    </message>
    <message>
        <source>Origins</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>专注</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>Variation</name>
    <message>
        <source>Faithful</source>
        <translation>稳妥</translation>
    </message>
    <message>
        <source>Wild</source>
        <translation>奔放</translation>
    </message>
    <message>
        <source>From faithful to wild</source>
        <translation>从稳妥到奔放</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> 词元</translation>
    </message>
    <message>
        <source>Most tokens one candidate may have; a token is about three quarters of a word.</source>
        <translation>一个候选最多的词元数；一个词元大约是四分之三个英文单词。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>new each time</source>
        <translation>每次不同</translation>
    </message>
    <message>
        <source>The same seed with the same prompt and settings gives the same text.</source>
        <translation>种子、提示词和参数都相同，写出的文字就相同。</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>适中</translation>
    </message>
</context>
</TS>
