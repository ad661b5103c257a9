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
        <source>What the model does now and next</source>
        <translation>模型正在做什么，接下来做什么</translation>
    </message>
    <message>
        <source>Show the prompt</source>
        <translation>查看提示词</translation>
    </message>
    <message>
        <source>Words the model must not use…</source>
        <translation>不让模型使用的词语…</translation>
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
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>Add a model file…</source>
        <translation>添加模型文件…</translation>
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
    <name>AdapterRow</name>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Strength of {name}</source>
        <translation>{name} 的强度</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Move {name} up</source>
        <translation>上移 {name}</translation>
    </message>
    <message>
        <source>Move {name} down</source>
        <translation>下移 {name}</translation>
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
        <source>Trying whether it goes with the model…</source>
        <translation>正在试它与模型是否相配…</translation>
    </message>
    <message>
        <source>Until then it is left out.</source>
        <translation>在此之前不使用它。</translation>
    </message>
</context>
<context>
    <name>AdaptersPage</name>
    <message>
        <source>An adapter (LoRA) is a small file that gives a model another voice or skill. It must have been made for the very model it is laid over. Strength 1 is as it was made, 0 is without effect; the first in the list is laid over first.</source>
        <translation>适配器（LoRA）是一个小文件，让模型有另一种口吻或本领。它必须正是为所用的模型制作的。强度 1 为制作时的原样，0 为不起作用；列表中靠前的先叠加。</translation>
    </message>
    <message>
        <source>None is in use.</source>
        <translation>没有使用适配器。</translation>
    </message>
    <message>
        <source>Add an adapter…</source>
        <translation>添加适配器…</translation>
    </message>
    <message>
        <source>Adapters (*.gguf)</source>
        <translation>适配器 (*.gguf)</translation>
    </message>
    <message>
        <source>Add an adapter</source>
        <translation>添加适配器</translation>
    </message>
</context>
<context>
    <name>AlternativesPopup</name>
    <message>
        <source>Other words for this place</source>
        <translation>此处的其他词</translation>
    </message>
    <message>
        <source>Looking for other words…</source>
        <translation>正在寻找其他词…</translation>
    </message>
    <message>
        <source>With these settings nothing but “{word}” could come here.</source>
        <translation>在这些设置下，此处只可能是“{word}”。</translation>
    </message>
    <message>
        <source>Instead of “{word}”. Choose one, and the model writes on from it.</source>
        <translation>代替“{word}”：选一个，模型便从它写下去。</translation>
    </message>
</context>
<context>
    <name>BansDialog</name>
    <message>
        <source>Words the model must not use</source>
        <translation>不让模型使用的词语</translation>
    </message>
    <message>
        <source>One word or phrase a line. Wherever the model is about to use one, it goes back and takes another way. Capitals make no difference.</source>
        <translation>每行一个词或短语。模型正要用到它时，会退回去换一种写法。不分大小写。</translation>
    </message>
    <message>
        <source>One word or phrase a line</source>
        <translation>每行一个词或短语</translation>
    </message>
    <message>
        <source>Add phrases that models overuse</source>
        <translation>加入模型用滥了的说法</translation>
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
        <source>“{phrase}…” is too long: {most} letters at most.</source>
        <translation>“{phrase}…”太长了：最多 {most} 个字符。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln phrases are too many: {most} at most.</source>
        <translation>
            <numerusform>%Ln 条太多了：最多 {most} 条。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln phrases</source>
        <translation>
            <numerusform>%Ln 条</numerusform>
        </translation>
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
    <name>ByWord</name>
    <message>
        <source>Word by word</source>
        <translation>逐词写作</translation>
    </message>
    <message>
        <source>Pick each next word, type your own, or let the model go on</source>
        <translation>逐个挑选下一个词、输入自己的词，或让模型写下去</translation>
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
        <source>reading the draft… {percent} %</source>
        <translation>正在读稿子… {percent} %</translation>
    </message>
    <message>
        <source>★ best at the dial</source>
        <translation>★ 按旋钮位置最佳</translation>
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
    <name>CardList</name>
    <message>
        <source>Models to be had</source>
        <translation>可获取的模型</translation>
    </message>
</context>
<context>
    <name>CataloguePage</name>
    <message>
        <source>Get a model</source>
        <translation>获取模型</translation>
    </message>
    <message>
        <source>Search the hub by name</source>
        <translation>按名称搜索站点</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>← Back to the models we know</source>
        <translation>← 返回我们了解的模型</translation>
    </message>
    <message>
        <source>Search the hub by name to find a model.</source>
        <translation>请按名称搜索站点来寻找模型。</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>已在本机</translation>
    </message>
    <message>
        <source>Best for this computer</source>
        <translation>最适合这台电脑</translation>
    </message>
    <message numerus="yes">
        <source>%Ln downloads</source>
        <translation>
            <numerusform>%Ln 次下载</numerusform>
        </translation>
    </message>
    <message>
        <source>asks for a sign-in</source>
        <translation>要求登录</translation>
    </message>
    <message>
        <source>Asking {host}…</source>
        <translation>正在询问 {host}……</translation>
    </message>
    <message>
        <source>Nothing of that name with GGUF files. Try fewer letters.</source>
        <translation>没有这个名称且带 GGUF 文件的模型。请少输入几个字再试。</translation>
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
    <name>Compare</name>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Coherence</source>
        <translation>连贯</translation>
    </message>
    <message>
        <source>Originality</source>
        <translation>原创</translation>
    </message>
    <message>
        <source>At the dial</source>
        <translation>按旋钮</translation>
    </message>
    <message>
        <source>The same numbers as a table</source>
        <translation>同样的数字，以表格列出</translation>
    </message>
    <message>
        <source>Further right: the words follow more readily from what came before. Further up: they share less with your library and with each other, and repeat themselves less. The star is the best of them where the dial from faithful to wild stands. It is all worked out on this computer; nothing is sent anywhere.</source>
        <translation>越靠右，文字与前文接得越自然；越靠上，与您的书库及其他候选雷同越少，自身重复也越少。星号是“忠实—奔放”旋钮当前位置上最好的一个。全部在本机算出，不向任何地方发送。</translation>
    </message>
    <message>
        <source>Compare the candidates</source>
        <translation>比较候选</translation>
    </message>
    <message>
        <source>Which of them follows best, and which is the most original</source>
        <translation>哪个接得最顺，哪个最有新意</translation>
    </message>
    <message>
        <source>Comparing… The model reads the candidates again; you can go on writing.</source>
        <translation>正在比较……模型在重读各个候选，您可以继续写作。</translation>
    </message>
    <message>
        <source>Best where the dial stands: candidate {best} of {count}</source>
        <translation>按旋钮当前位置最佳：候选 {best}（共 {count} 个）</translation>
    </message>
</context>
<context>
    <name>ComposePanel</name>
    <message>
        <source>Write</source>
        <translation>开始写</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Write this next, when the model is free (Ctrl+Enter)</source>
        <translation>等模型空下来，接着写这个（Ctrl+Enter）</translation>
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
        <source>%Ln words or phrases banned</source>
        <translation>
            <numerusform>已禁用 %Ln 个词语</numerusform>
        </translation>
    </message>
    <message>
        <source>Words the model must not use…</source>
        <translation>不让模型使用的词语…</translation>
    </message>
</context>
<context>
    <name>ConnectionModel</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>To</source>
        <translation>连接到</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>为了什么</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>You searched for a model</source>
        <translation>您搜索了模型</translation>
    </message>
    <message>
        <source>You looked into a repository</source>
        <translation>您查看了一个仓库</translation>
    </message>
    <message>
        <source>You downloaded a model</source>
        <translation>您下载了模型</translation>
    </message>
    <message>
        <source>You signed in</source>
        <translation>您登录了</translation>
    </message>
    <message>
        <source>You asked the remote model</source>
        <translation>您使用了远程模型</translation>
    </message>
    <message>
        <source>under way, or cut off</source>
        <translation>进行中，或已中断</translation>
    </message>
    <message>
        <source>went well</source>
        <translation>顺利</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>找不到</translation>
    </message>
    <message>
        <source>asks for a sign-in</source>
        <translation>要求登录</translation>
    </message>
    <message>
        <source>not allowed for this account</source>
        <translation>此账号无权访问</translation>
    </message>
    <message>
        <source>the sign-in was refused</source>
        <translation>登录被拒绝</translation>
    </message>
    <message>
        <source>too busy</source>
        <translation>太忙</translation>
    </message>
    <message>
        <source>trouble of its own</source>
        <translation>对方自身有问题</translation>
    </message>
    <message>
        <source>could not be reached</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>a strange answer</source>
        <translation>回答异常</translation>
    </message>
    <message>
        <source>sent on elsewhere, not followed</source>
        <translation>被转往别处，未跟随</translation>
    </message>
    <message>
        <source>wrong fingerprint: deleted</source>
        <translation>校验值不符：已删除</translation>
    </message>
    <message>
        <source>not the file: deleted</source>
        <translation>不是该文件：已删除</translation>
    </message>
    <message>
        <source>you stopped it</source>
        <translation>您已停止</translation>
    </message>
    <message>
        <source>the disk was full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>no room on the disk</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>not the size that was told: deleted</source>
        <translation>大小与所说不符：已删除</translation>
    </message>
    <message>
        <source>changed there meanwhile</source>
        <translation>对方文件已变化</translation>
    </message>
    <message>
        <source>the proxy could not be used</source>
        <translation>代理无法使用</translation>
    </message>
    <message>
        <source>said nothing for too long</source>
        <translation>太久没有回应</translation>
    </message>
    <message>
        <source>wants another key</source>
        <translation>要求另一个密钥</translation>
    </message>
    <message>
        <source>refused (status {status})</source>
        <translation>被拒绝（状态 {status}）</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>中断</translation>
    </message>
</context>
<context>
    <name>ConnectionsPage</name>
    <message>
        <source>Connections</source>
        <translation>连接记录</translation>
    </message>
    <message>
        <source>What this app never does</source>
        <translation>本应用从不做的事</translation>
    </message>
    <message>
        <source>It sends no statistics, looks for no updates, asks for no licence and shows nothing from the web. Your drafts, your library and your prompts leave this computer only if you set up a remote model, and then only to the address that you typed.</source>
        <translation>不发送统计数据，不检查更新，不验证许可，也不显示任何网页内容。只有在您设置了远程模型时，草稿、文库和提示词才会离开这台电脑，而且只发往您填写的地址。</translation>
    </message>
    <message>
        <source>Nothing has ever been connected to.</source>
        <translation>从未连接过任何地方。</translation>
    </message>
    <message>
        <source>When you search or download a model, or ask a remote one, it is put down here.</source>
        <translation>您搜索、下载模型或使用远程模型时，都会记在这里。</translation>
    </message>
    <message>
        <source>Connections, newest first</source>
        <translation>连接记录，最新的在前</translation>
    </message>
    <message numerus="yes">
        <source>%Ln connections</source>
        <translation>
            <numerusform>%Ln 次连接</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} since {day}, {size} received.</source>
        <translation>自 {day} 起共 {count}，收到 {size}。</translation>
    </message>
    <message>
        <source>Each was asked for by you; nothing connects by itself.</source>
        <translation>每一次都由您发起；没有任何东西会自行连接。</translation>
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
    <message numerus="yes">
        <source>%Ln tokens of older text left out: the context is full.</source>
        <translation>
            <numerusform>较早的文字有 %Ln 个词元没有放进去：上下文已满。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read: %Ln tokens, {known} of them already known.</source>
        <translation>
            <numerusform>读了 %Ln 个词元，其中 {known} 个先前已经读过。</numerusform>
        </translation>
    </message>
    <message>
        <source>What the model has read before need not be read again, so that it begins sooner.</source>
        <translation>模型先前读过的不必再读，所以能更快动笔。</translation>
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
    <name>CountButton</name>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>%n 个候选</numerusform>
        </translation>
    </message>
    <message>
        <source>All with the same values</source>
        <translation>参数都相同</translation>
    </message>
    <message>
        <source>From faithful to wild</source>
        <translation>从忠实到奔放</translation>
    </message>
    <message>
        <source>{candidates}, varied</source>
        <translation>{candidates}，各不相同</translation>
    </message>
    <message>
        <source>Number of candidates: {number}</source>
        <translation>候选数：{number}</translation>
    </message>
    <message>
        <source>How many versions are written at once, and whether each stands elsewhere on the dial.</source>
        <translation>一次写几个版本，以及它们在旋钮上的位置是否各不相同。</translation>
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
    <name>DeleteDialog</name>
    <message>
        <source>Forget “{name}”?</source>
        <translation>从列表中移除“{name}”？</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>删除“{name}”？</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The file stays where it is ({path}). It only leaves this list.</source>
        <translation>文件留在原处（{path}），只是从这个列表中移除。</translation>
    </message>
    <message>
        <source>{size} of the disk become free.</source>
        <translation>磁盘上将腾出 {size}。</translation>
    </message>
    <message>
        <source>The file is deleted from this computer for good.</source>
        <translation>文件将从这台电脑上永久删除。</translation>
    </message>
    <message>
        <source>It writes your prose. The starter model takes its place.</source>
        <translation>它在为您写正文；删除后由自带的模型代替。</translation>
    </message>
    <message>
        <source>It writes 中文. The model for prose takes its place.</source>
        <translation>它在写中文；删除后由写正文的模型代替。</translation>
    </message>
    <message>
        <source>It searches by meaning. That is not possible without it.</source>
        <translation>按意思查找要用到它；没有它就不能这样查找。</translation>
    </message>
    <message>
        <source>It guesses ahead for the model that writes, which is slower without it.</source>
        <translation>它替写作的模型预先猜测；没有它会慢一些。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts on record are by it. They stay but cannot be repeated.</source>
        <translation>
            <numerusform>记录中有 %Ln 段文字出自它；文字会保留，但不能再重现。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>The last lines of the model program. They hold nothing you wrote; copy them if you want to ask somebody.</source>
        <translation>模型程序的最后几行输出。其中没有您写的任何内容；如果想请教别人，可以复制。</translation>
    </message>
    <message>
        <source>It said nothing.</source>
        <translation>它什么也没有说。</translation>
    </message>
</context>
<context>
    <name>Dial</name>
    <message>
        <source>From faithful to wild</source>
        <translation>从忠实到奔放</translation>
    </message>
    <message>
        <source>Faithful</source>
        <translation>忠实</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>平衡</translation>
    </message>
    <message>
        <source>Wild</source>
        <translation>奔放</translation>
    </message>
    <message>
        <source>wilder {number}</source>
        <translation>较奔放 {number}</translation>
    </message>
    <message>
        <source>safer {number}</source>
        <translation>较稳妥 {number}</translation>
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
    <name>DownloadCard</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation>立即使用</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stops it and deletes what is here of it.</source>
        <translation>停止下载，并删除已下载的部分。</translation>
    </message>
</context>
<context>
    <name>DownloadMark</name>
    <message>
        <source>downloading</source>
        <translation>正在下载</translation>
    </message>
    <message>
        <source>downloading {percent} %</source>
        <translation>正在下载 {percent} %</translation>
    </message>
    <message>
        <source>a download stopped</source>
        <translation>有一个下载已停止</translation>
    </message>
</context>
<context>
    <name>DownloadsView</name>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
</context>
<context>
    <name>DraftPart</name>
    <message>
        <source>Draft model</source>
        <translation>草稿模型</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a draft model</source>
        <translation>选择草稿模型</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Use no draft model</source>
        <translation>不使用草稿模型</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>模型 (*.gguf)</translation>
    </message>
    <message>
        <source>Trying whether it goes with the model…</source>
        <translation>正在试它与模型是否相配…</translation>
    </message>
    <message>
        <source>Until then it is left out.</source>
        <translation>在此之前不使用它。</translation>
    </message>
    <message>
        <source>Optional: a small model of the same family guesses ahead, so that a large model writes faster. The large one still decides every word. It helps where one suggestion is asked for, not several at once.</source>
        <translation>可选：由同一系列的小模型预先猜测，让大模型写得更快。每个词仍由大模型决定。只在请求一个候选时有用，多个候选同时生成时不用。</translation>
    </message>
</context>
<context>
    <name>EntryView</name>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可协议</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>★ Best for this computer</source>
        <translation>★ 最适合这台电脑</translation>
    </message>
    <message>
        <source>Read the licence</source>
        <translation>阅读许可协议</translation>
    </message>
    <message>
        <source>Open the model’s page in the browser</source>
        <translation>在浏览器中打开模型的页面</translation>
    </message>
    <message>
        <source>Open its page in the browser</source>
        <translation>在浏览器中打开它的页面</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>校验值 SHA-256</translation>
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
    <name>FileRow</name>
    <message numerus="yes">
        <source>{path} and %Ln more parts</source>
        <translation>
            <numerusform>{path} 及另外 %Ln 个部分</numerusform>
        </translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation>立即使用</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Downloading…</source>
        <translation>正在下载……</translation>
    </message>
</context>
<context>
    <name>FitView</name>
    <message>
        <source>the model itself {size}</source>
        <translation>模型本身 {size}</translation>
    </message>
    <message>
        <source>memory of the text {size}</source>
        <translation>文字的记忆 {size}</translation>
    </message>
    <message>
        <source>working memory {size}</source>
        <translation>工作内存 {size}</translation>
    </message>
    <message>
        <source>Working out whether it fits…</source>
        <translation>正在计算能否放下…</translation>
    </message>
    <message>
        <source>In use now. It needs {needed}; {free} more are free.</source>
        <translation>正在使用。需要 {needed}，另有 {free} 空闲。</translation>
    </message>
    <message>
        <source>Fits: needs {needed}, {free} are free.</source>
        <translation>放得下：需要 {needed}，空闲 {free}。</translation>
    </message>
    <message>
        <source>Does not fit: needs {needed}, {free} are free.</source>
        <translation>放不下：需要 {needed}，空闲 {free}。</translation>
    </message>
    <message>
        <source>On the graphics card: {count} of {all} layers, {needed} of the {free} that are free there.</source>
        <translation>显卡上：{all} 层中的 {count} 层，占用其空闲的 {free} 中的 {needed}。</translation>
    </message>
</context>
<context>
    <name>GetButton</name>
    <message>
        <source>From {host}. Nothing you wrote is sent.</source>
        <translation>来自 {host}。您写的内容不会被发送。</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation>立即使用</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在校验……</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>等待中……</translation>
    </message>
    <message>
        <source>Downloading…</source>
        <translation>正在下载……</translation>
    </message>
    <message>
        <source>It is on this computer now, and checked.</source>
        <translation>已在本机，并已校验。</translation>
    </message>
</context>
<context>
    <name>GetWords</name>
    <message>
        <source>Prose</source>
        <translation>散文小说</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>看图</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>找段落</translation>
    </message>
    <message>
        <source>They write. A larger one holds a thought better, and is slower.</source>
        <translation>用来写作。越大越能把握思路，也越慢。</translation>
    </message>
    <message>
        <source>They write in Chinese.</source>
        <translation>用中文写作。</translation>
    </message>
    <message>
        <source>They write, and can be shown a picture to write about.</source>
        <translation>用来写作，还可以看图来写。</translation>
    </message>
    <message>
        <source>They do not write: they find passages that mean something similar.</source>
        <translation>不用来写作，而是查找意思相近的段落。</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>勉强</translation>
    </message>
    <message>
        <source>too big</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>{fits}, slow</source>
        <translation>{fits}，较慢</translation>
    </message>
    <message>
        <source>Fits, with room for your other programs.</source>
        <translation>放得下，还能同时运行其他程序。</translation>
    </message>
    <message>
        <source>Tight: close other programs while it writes.</source>
        <translation>勉强：写作时请关闭其他程序。</translation>
    </message>
    <message>
        <source>Too big for this computer.</source>
        <translation>对这台电脑来说太大。</translation>
    </message>
    <message>
        <source>You may sell what you write with it.</source>
        <translation>您可以出售用它写的作品。</translation>
    </message>
    <message>
        <source>You may sell what you write with it, if you keep to its terms.</source>
        <translation>遵守其条款，就可以出售用它写的作品。</translation>
    </message>
    <message>
        <source>Not for writing that you sell.</source>
        <translation>不能用于要出售的作品。</translation>
    </message>
    <message>
        <source>Whether you may sell what you write with it is not known: ask its owner.</source>
        <translation>能否出售用它写的作品尚不清楚：请询问其所有者。</translation>
    </message>
    <message>
        <source>licence not known</source>
        <translation>许可不明</translation>
    </message>
    <message>
        <source>not fully verified</source>
        <translation>未完全核实</translation>
    </message>
    <message>
        <source>unverified</source>
        <translation>未核实</translation>
    </message>
    <message>
        <source>The file and its fingerprint (SHA-256) were seen when this list was made. What arrives is compared with it.</source>
        <translation>编写本目录时见过该文件及其校验值（SHA-256）。下载的内容会与它比对。</translation>
    </message>
    <message>
        <source>Not fully verified: the file was seen when this list was made, its fingerprint was not. What arrives is compared with the fingerprint that the hub tells.</source>
        <translation>未完全核实：编写本目录时见过该文件，但没有见过其校验值。下载的内容会与站点给出的校验值比对。</translation>
    </message>
    <message>
        <source>Unverified: only the repository was seen when this list was made. The file may have another name or size; what arrives is compared with the fingerprint that the hub tells.</source>
        <translation>未核实：编写本目录时只见过仓库。文件的名称或大小可能不同；下载的内容会与站点给出的校验值比对。</translation>
    </message>
    <message>
        <source>many others</source>
        <translation>其他多种语言</translation>
    </message>
    <message>
        <source>many</source>
        <translation>多种语言</translation>
    </message>
    <message>
        <source>Nothing rounded: as large as it gets. For making smaller ones of it.</source>
        <translation>未作任何舍入：体积最大。用来制作更小的文件。</translation>
    </message>
    <message>
        <source>The usual choice: a third of the size, a little less exact.</source>
        <translation>通常的选择：体积约为三分之一，精度略低。</translation>
    </message>
    <message>
        <source>As its makers rounded it.</source>
        <translation>按制作者的方式舍入。</translation>
    </message>
    <message>
        <source>For writing as good as the original.</source>
        <translation>用来写作与原版一样好。</translation>
    </message>
    <message>
        <source>Hardly to be told from the original.</source>
        <translation>与原版几乎没有区别。</translation>
    </message>
    <message>
        <source>Smaller, very nearly as exact.</source>
        <translation>更小，精度几乎不变。</translation>
    </message>
    <message>
        <source>Small and quick, a little less exact.</source>
        <translation>小而快，精度略低。</translation>
    </message>
    <message>
        <source>Smaller still; its sentences grow plainer, and it slips more often.</source>
        <translation>更小；句子变得平淡，也更常出错。</translation>
    </message>
    <message>
        <source>Very small; it often loses the thread.</source>
        <translation>非常小；常常丢失思路。</translation>
    </message>
    <message>
        <source>As small as it gets; hardly usable for prose.</source>
        <translation>小到极限；几乎不能用来写作。</translation>
    </message>
    <message>
        <source>size unknown</source>
        <translation>大小未知</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>下载 {size}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download about {size}</source>
        <translation>下载约 {size}</translation>
    </message>
    <message>
        <source>Nothing connects to the internet until you search or download here, and then only to {host} and the file store it names. Nothing you wrote is sent.</source>
        <translation>在您于此处搜索或下载之前，不会连接互联网；之后也只连接 {host} 及其指定的文件仓库。您写的内容不会被发送。</translation>
    </message>
    <message>
        <source>The remote model that you set up is a matter of its own.</source>
        <translation>您设置的远程模型另当别论。</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/秒</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} / {all}</translation>
    </message>
    <message>
        <source>waits its turn</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>downloading</source>
        <translation>正在下载</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>checking every byte…</source>
        <translation>正在逐字节校验……</translation>
    </message>
    <message>
        <source>complete and checked</source>
        <translation>已完成并校验</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message numerus="yes">
        <source>%Ln s left</source>
        <translation>
            <numerusform>还需 %Ln 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>还需 %Ln 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h left</source>
        <translation>还需 {hours} 小时</translation>
    </message>
    <message>
        <source>Of the models we know, the best that runs well here: it needs {needed} of the {all} of memory that this computer has.</source>
        <translation>在我们了解的、能在这台电脑上流畅运行的模型中，这是最好的：本机共有 {all} 内存，它需要 {needed}。</translation>
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
        <source>Show what it branched off</source>
        <translation>查看它从哪里分出</translation>
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
        <source>Model: {name}, at {address}</source>
        <translation>模型：{name}，位于 {address}</translation>
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
    <message>
        <source>Word by word: {picked} picked, {typed} typed by you, {model} runs of the model</source>
        <translation>逐词写作：挑选 {picked} 次，自己输入 {typed} 次，模型续写 {model} 次</translation>
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
    <name>HubAddressDialog</name>
    <message>
        <source>Address of the hub</source>
        <translation>站点地址</translation>
    </message>
    <message>
        <source>Where models come from</source>
        <translation>模型从哪里来</translation>
    </message>
    <message>
        <source>The hub is a public store of models. Where it cannot be reached, or is slow, a mirror that speaks the same language can stand in for it. Whoever runs a mirror sees what you download; a file whose fingerprint our list knows is still compared with it.</source>
        <translation>站点是公开的模型仓库。如果无法连接或速度太慢，可以改用协议相同的镜像。镜像的运营者能看到您下载了什么；目录中记有校验值的文件仍会与之比对。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Back to the usual one</source>
        <translation>恢复默认地址</translation>
    </message>
    <message>
        <source>A sign-in is sent only to the hub it was made for, never to another address.</source>
        <translation>登录信息只发送给它所属的站点，绝不发往其他地址。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>HubDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>HubFoot</name>
    <message>
        <source>Not signed in. Most models need no account.</source>
        <translation>未登录。大多数模型不需要账号。</translation>
    </message>
    <message>
        <source>Signed in as {name}.</source>
        <translation>已登录：{name}。</translation>
    </message>
    <message>
        <source>Signed in.</source>
        <translation>已登录。</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录……</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Hub: {host}</source>
        <translation>站点：{host}</translation>
    </message>
    <message>
        <source>Use a mirror of the hub instead</source>
        <translation>改用站点的镜像</translation>
    </message>
</context>
<context>
    <name>HubPage</name>
    <message>
        <source>Models are looked for and downloaded at a public hub, only when you ask for it under Models. Where it cannot be reached, or is slow, a mirror that speaks the same language can stand in for it. Leave this empty for the usual one.</source>
        <translation>只有当您在“模型”中要求时，才会在公开的站点搜索和下载模型。如果无法连接或速度太慢，可以改用协议相同的镜像。留空则使用默认站点。</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>站点地址</translation>
    </message>
    <message>
        <source>Searches and downloads go to {host}. Whoever runs it sees what you download.</source>
        <translation>搜索和下载都通过 {host} 进行。其运营者能看到您下载了什么。</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>Add %Ln model files</source>
        <translation>
            <numerusform>添加 %Ln 个模型文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a model file</source>
        <translation>添加模型文件</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Copy it to the app&apos;s folder</source>
        <translation>复制到应用的文件夹</translation>
    </message>
    <message>
        <source>Use it where it lies</source>
        <translation>在原处使用</translation>
    </message>
    <message>
        <source>Takes its size on the disk once more. You may move or delete the original then.</source>
        <translation>会再占用一份磁盘空间；之后原文件可以移走或删除。</translation>
    </message>
    <message>
        <source>Takes no room. If the file is moved or deleted there, it is gone here as well.</source>
        <translation>不占空间；但原文件移走或删除后，这里也就没有了。</translation>
    </message>
    <message>
        <source>Progress of adding models</source>
        <translation>添加模型的进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止……</translation>
    </message>
    <message>
        <source>Copying: {done} of {total}</source>
        <translation>正在复制：{done}，共 {total}</translation>
    </message>
    <message>
        <source>Trying whether it can be used…</source>
        <translation>正在试试能不能用……</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止……</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>排队等候……</translation>
    </message>
</context>
<context>
    <name>LabChart</name>
    <message>
        <source>Speed and surprise of each file</source>
        <translation>各文件的速度与惊讶程度</translation>
    </message>
    <message>
        <source>{name}: {speed} words a second, {bits} bits a character, {size}</source>
        <translation>{name}：每秒 {speed} 字，每字符 {bits} 比特，{size}</translation>
    </message>
    <message>
        <source>↑ less surprised (bits a character)</source>
        <translation>↑ 更不惊讶（每字符比特数）</translation>
    </message>
    <message>
        <source>faster (words a second) →</source>
        <translation>更快（字/秒）→</translation>
    </message>
</context>
<context>
    <name>LabPage</name>
    <message>
        <source>{name} is ready, beside your other models.</source>
        <translation>{name} 已做好，和您的其他模型放在一起。</translation>
    </message>
</context>
<context>
    <name>LabResults</name>
    <message>
        <source>Write with it from now on</source>
        <translation>今后用它写作</translation>
    </message>
    <message>
        <source>Fast enough, and good enough?</source>
        <translation>够快吗？够好吗？</translation>
    </message>
    <message>
        <source>The same model comes in files of several sizes. A smaller one takes less memory and writes faster, and is a little less sure of its words. How much less, on your own prose and on this computer, is what you find out here.</source>
        <translation>同一个模型有大小不同的文件。小文件占内存少、写得快，但用词稍欠把握。在您自己的文字上、在这台电脑上，究竟差多少，在这里就能知道。</translation>
    </message>
    <message>
        <source>Each file reads your text once and writes a few lines. That takes a minute or two; you can go on writing meanwhile, only more slowly.</source>
        <translation>每个文件读一遍您的文字，再写几行，约需一两分钟。其间您可以继续写作，只是会慢一些。</translation>
    </message>
    <message>
        <source>How it goes on from the beginning of the text</source>
        <translation>它接着这个开头怎么写</translation>
    </message>
    <message>
        <source>How they go on from the beginning of the text</source>
        <translation>它们接着这个开头怎么写</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How many words it writes and reads in a second, here.</source>
        <translation>在这台电脑上每秒写多少字、读多少字。</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>惊讶</translation>
    </message>
    <message>
        <source>How well it foresees your prose, word for word.</source>
        <translation>它能在多大程度上逐词料到您的文字。</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>How far a smaller file strays from the largest.</source>
        <translation>较小的文件偏离最大的文件多远。</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>文笔</translation>
    </message>
    <message>
        <source>What each makes of the same beginning, side by side.</source>
        <translation>同一个开头，各自怎么接，并排来看。</translation>
    </message>
    <message>
        <source>words a second written</source>
        <translation>字/秒（写）</translation>
    </message>
    <message>
        <source>words a second read</source>
        <translation>字/秒（读）</translation>
    </message>
    <message numerus="yes">
        <source>until the first word, after %Ln tokens not read before</source>
        <translation>
            <numerusform>出首字用时（此前有 %Ln 个未读过的词元）</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>of memory in use</source>
        <translation>内存占用</translation>
    </message>
    <message numerus="yes">
        <source>%Ln threads</source>
        <translation>
            <numerusform>%Ln 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} layers on the graphics card</source>
        <translation>{count} 层在显卡上</translation>
    </message>
    <message>
        <source>Measured with {how}; loading took {seconds} s.</source>
        <translation>测量时使用 {how}；载入用时 {seconds} 秒。</translation>
    </message>
    <message>
        <source>{name} on this computer</source>
        <translation>{name} 在这台电脑上</translation>
    </message>
    <message>
        <source>It writes faster than you can read.</source>
        <translation>它写得比您读得还快。</translation>
    </message>
    <message>
        <source>It writes about as fast as you read.</source>
        <translation>它写的速度和您读的速度差不多。</translation>
    </message>
    <message>
        <source>It writes more slowly than you read; good for short passages.</source>
        <translation>它写得比您读得慢，适合短小的段落。</translation>
    </message>
    <message>
        <source>It is slow here; a smaller file would be more pleasant to work with.</source>
        <translation>它在这里很慢，换一个较小的文件用起来会更舒服。</translation>
    </message>
</context>
<context>
    <name>LabSetup</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Tick one to see how fast it is here, or two to four to compare them.</source>
        <translation>勾选一个，看它在这里有多快；勾选两到四个，互相比较。</translation>
    </message>
    <message>
        <source>There is no model to measure yet. Get more has some.</source>
        <translation>还没有可测量的模型，可到“获取更多”里找。</translation>
    </message>
    <message>
        <source>Make one smaller…</source>
        <translation>把模型变小……</translation>
    </message>
    <message>
        <source>A larger file stored in fewer bits: less memory, more speed</source>
        <translation>用更少的比特存放较大的文件：省内存，更快</translation>
    </message>
    <message>
        <source>Compare both</source>
        <translation>比较这两个</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The open document</source>
        <translation>打开的文稿</translation>
    </message>
    <message>
        <source>A text pasted here</source>
        <translation>粘贴一段文字</translation>
    </message>
    <message>
        <source>The app&apos;s own sample</source>
        <translation>应用自带的样文</translation>
    </message>
    <message>
        <source>Paste a page or more of your prose</source>
        <translation>请粘贴一页或更多您的文字</translation>
    </message>
    <message>
        <source>Text to measure on</source>
        <translation>用来测量的文字</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: the models read the text here, and it is not kept.</source>
        <translation>什么都不会离开这台电脑：模型就在本机阅读，文字不会留存。</translation>
    </message>
    <message numerus="yes">
        <source>{title} · %Ln words</source>
        <translation>
            <numerusform>{title} · %Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare {count} models</source>
        <translation>比较 {count} 个模型</translation>
    </message>
    <message>
        <source>Measure its speed</source>
        <translation>测量速度</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>At most {count} at a time</source>
        <translation>一次最多 {count} 个</translation>
    </message>
</context>
<context>
    <name>LabTable</name>
    <message>
        <source>What was measured</source>
        <translation>测量结果</translation>
    </message>
</context>
<context>
    <name>LabWords</name>
    <message>
        <source>Looking into {name}</source>
        <translation>正在查看 {name}</translation>
    </message>
    <message>
        <source>Loading {name}</source>
        <translation>正在载入 {name}</translation>
    </message>
    <message>
        <source>{name} reads your text</source>
        <translation>{name} 正在读您的文字</translation>
    </message>
    <message>
        <source>{name} is compared with the largest</source>
        <translation>{name} 正与最大的文件比较</translation>
    </message>
    <message>
        <source>{name} writes a few lines</source>
        <translation>{name} 正在写几行</translation>
    </message>
    <message>
        <source>Making {name} smaller</source>
        <translation>正在把 {name} 变小</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The file that was measured; ★ marks the one to take.</source>
        <translation>测量的文件；★ 是建议采用的一个。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>How much of the disk the file takes, and about as much memory.</source>
        <translation>文件占用的磁盘空间，内存占用大致相同。</translation>
    </message>
    <message>
        <source>Words a second</source>
        <translation>字/秒</translation>
    </message>
    <message>
        <source>How fast it writes on this computer; in Chinese, characters.</source>
        <translation>它在这台电脑上写得多快；中文按字计，英文按词计。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Bits a character</source>
        <translation>每字符比特数</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Same choices</source>
        <translation>相同选择</translation>
    </message>
    <message>
        <source>How surprised it is by your text; lower is better. To be compared only between files made of the same model.</source>
        <translation>您的文字让它有多惊讶，越低越好。只能在同一模型的不同文件之间比较。</translation>
    </message>
    <message>
        <source>The same surprise for each letter, comparable between all models; lower is better.</source>
        <translation>把同样的惊讶摊到每个字符上，各种模型都可比较，越低越好。</translation>
    </message>
    <message>
        <source>At how many places of your text it would choose the same next word as the largest.</source>
        <translation>在您文字的多少处，它会选择与最大的文件相同的下一个词。</translation>
    </message>
    <message>
        <source>How far its idea of the next word is from that of the largest file (KL divergence): 0 is the same, up to {close} counts as almost the same.</source>
        <translation>它对下一个词的判断与最大的文件相差多远（KL 散度）：0 为完全相同，不超过 {close} 可视为几乎相同。</translation>
    </message>
    <message>
        <source>Almost the same as the largest.</source>
        <translation>与最大的文件几乎相同。</translation>
    </message>
    <message>
        <source>It strays from the largest.</source>
        <translation>与最大的文件有偏离。</translation>
    </message>
    <message>
        <source>None of them could be measured</source>
        <translation>一个也没能测量</translation>
    </message>
    <message>
        <source>Take {name}</source>
        <translation>建议采用 {name}</translation>
    </message>
    <message>
        <source>The rows below say why.</source>
        <translation>原因见下面各行。</translation>
    </message>
    <message>
        <source>It is the only one that could be measured.</source>
        <translation>只有它测量成功。</translation>
    </message>
    <message>
        <source>At {share} of the places it would choose the same next word as {base}.</source>
        <translation>在 {share} 的位置上，它会选择与 {base} 相同的下一个词。</translation>
    </message>
    <message>
        <source>It takes {size} instead of {base}.</source>
        <translation>占用 {size}，而不是 {base}。</translation>
    </message>
    <message>
        <source>Of those measured it is the least surprised by your text.</source>
        <translation>在测量过的模型中，您的文字最不令它惊讶。</translation>
    </message>
    <message>
        <source>The smaller ones choose other words noticeably often; this one is worth its size.</source>
        <translation>较小的几个选词明显不同，它值得占这么多空间。</translation>
    </message>
    <message>
        <source>It is no more surprised by your text than {base}.</source>
        <translation>您的文字并不比 {base} 更令它惊讶。</translation>
    </message>
    <message>
        <source>It is only {share} more surprised by your text than {base}.</source>
        <translation>您的文字只比 {base} 多令它惊讶 {share}。</translation>
    </message>
    <message>
        <source>It writes twice as fast.</source>
        <translation>写作速度是其两倍。</translation>
    </message>
    <message>
        <source>It writes {factor} times as fast.</source>
        <translation>写作速度是其 {factor} 倍。</translation>
    </message>
    <message>
        <source>It writes at {share} of its speed.</source>
        <translation>写作速度是其 {share}。</translation>
    </message>
    <message>
        <source>It writes about as fast.</source>
        <translation>写作速度差不多。</translation>
    </message>
    <message>
        <source>Measured on {characters} characters of text, here on this computer.</source>
        <translation>在本机用 {characters} 个字符的文字测得。</translation>
    </message>
    <message>
        <source>Other programs were busy meanwhile: the speeds are lower than they would be.</source>
        <translation>测量期间其他程序很忙，速度比实际偏低。</translation>
    </message>
    <message>
        <source>Hardly to be told from the original; half the size of an F16 file.</source>
        <translation>与原文件几乎没有分别，大小是 F16 文件的一半。</translation>
    </message>
    <message>
        <source>Very close to the original; a good choice where there is room.</source>
        <translation>非常接近原文件；空间够时是好选择。</translation>
    </message>
    <message>
        <source>Close to the original; another word is chosen now and then.</source>
        <translation>接近原文件，偶尔会换一个词。</translation>
    </message>
    <message>
        <source>The usual choice: small and fast, a little less sure of rare words.</source>
        <translation>通常的选择：又小又快，对少见的词稍欠把握。</translation>
    </message>
    <message>
        <source>An older way, a little less exact; often the fastest without a graphics card.</source>
        <translation>较老的方式，精度略低；没有显卡时往往最快。</translation>
    </message>
    <message>
        <source>Smaller at much the same quality; slower on some processors.</source>
        <translation>质量相近而更小；在某些处理器上较慢。</translation>
    </message>
    <message>
        <source>For models that do not fit otherwise; the prose noticeably loses nuance.</source>
        <translation>用于否则装不下的模型；文字会明显失去细腻之处。</translation>
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
    <name>LicenceDialog</name>
    <message>
        <source>Its full wording is kept by its owner, at this address:

{url}</source>
        <translation>完整的许可文本由其所有者保存在以下地址：

{url}</translation>
    </message>
    <message>
        <source>Its wording is not here. Look on the model&apos;s own page.</source>
        <translation>这里没有许可文本。请到模型的页面上查看。</translation>
    </message>
    <message>
        <source>Wording of the licence</source>
        <translation>许可文本</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
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
        <source> pt</source>
        <translation> 磅</translation>
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
    <name>Memory</name>
    <message>
        <source>About 3,000 words in view</source>
        <translation>能看到约 5,000 字</translation>
    </message>
    <message>
        <source>About 12,000 words in view</source>
        <translation>能看到约 20,000 字</translation>
    </message>
    <message>
        <source>This computer has {all}, and {free} of it are free now.</source>
        <translation>这台电脑共有 {all}，现在空闲 {free}。</translation>
    </message>
    <message>
        <source>The need is calculated, not measured.</source>
        <translation>所需内存为计算值，并非实测。</translation>
    </message>
    <message>
        <source>Without a graphics card it writes slower than you read.</source>
        <translation>没有显卡时，它写得比您读得慢。</translation>
    </message>
</context>
<context>
    <name>ModelNote</name>
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
    <name>ModelPage</name>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
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
        <source>Layers on the GPU</source>
        <translation>GPU 层数</translation>
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
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>as many as fit</source>
        <translation>能放多少放多少</translation>
    </message>
    <message>
        <source>Any GGUF file that llama.cpp can run. The context is how much text the model sees at once; more of it needs more memory.</source>
        <translation>可用 llama.cpp 能运行的任何 GGUF 文件。上下文是模型一次能看到多少文字；越大，需要的内存越多。</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>模型 (*.gguf)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processor cores</source>
        <translation>
            <numerusform>%Ln 个处理器核心</numerusform>
        </translation>
    </message>
    <message>
        <source>{total} of memory, {free} of it free</source>
        <translation>内存 {total}，其中空闲 {free}</translation>
    </message>
    <message>
        <source>No graphics card that this version can use: the processor does it all.</source>
        <translation>没有此版本能用的显卡：全部由处理器完成。</translation>
    </message>
    <message>
        <source>Graphics card: {name}, {free} of {total} free</source>
        <translation>显卡：{name}，共 {total}，空闲 {free}</translation>
    </message>
</context>
<context>
    <name>ModelsView</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Back to the page  Esc</source>
        <translation>回到稿面  Esc</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>本机模型</translation>
    </message>
    <message>
        <source>Get more</source>
        <translation>获取更多</translation>
    </message>
    <message>
        <source>Speed lab</source>
        <translation>测速比较</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接记录</translation>
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
    <name>PickList</name>
    <message>
        <source>Models to measure</source>
        <translation>要测量的模型</translation>
    </message>
    <message>
        <source>last wrote {speed} words/s</source>
        <translation>上次写作 {speed} 字/秒</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>未勾选</translation>
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
    <message>
        <source>What is sent to {address} when you ask for text. The marks are put in there.</source>
        <translation>您请求写作时发送到 {address} 的内容。标记由那边加入。</translation>
    </message>
    <message>
        <source>Exactly what the model read, marks included.</source>
        <translation>模型当时读到的原文，包括标记。</translation>
    </message>
</context>
<context>
    <name>QuantiseDialog</name>
    <message>
        <source>Make a model smaller</source>
        <translation>把模型变小</translation>
    </message>
    <message>
        <source>The same model with its numbers rounded: it takes less memory and writes faster. The larger file stays as it is. This takes minutes, here on this computer; you can go on meanwhile.</source>
        <translation>还是同一个模型，只是把其中的数取整：占内存更少，写得更快。较大的文件保持原样。在本机进行，需要几分钟，其间您可以做别的事。</translation>
    </message>
    <message>
        <source>None of the models here can be made smaller. Get a larger file of a model first: one with F16, BF16 or Q8_0 in its name.</source>
        <translation>这里没有可以变小的模型。请先获取某个模型较大的文件，即名称中带有 F16、BF16 或 Q8_0 的文件。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>The larger file</source>
        <translation>较大的文件</translation>
    </message>
    <message>
        <source>How small</source>
        <translation>变到多小</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>开始制作</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>约 {size}</translation>
    </message>
    <message>
        <source>This one is rounded already; from the original the result would be a little better.</source>
        <translation>这个文件已经取整过；用原始文件来做，效果会略好一些。</translation>
    </message>
    <message>
        <source>{name} is there already.</source>
        <translation>{name} 已经存在。</translation>
    </message>
    <message>
        <source>It will be called {name} and lie beside your other models, in {folder}.</source>
        <translation>新文件名为 {name}，和您的其他模型放在一起，位于 {folder}。</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>What the model does</source>
        <translation>模型在做什么</translation>
    </message>
    <message>
        <source>What the model does now and next</source>
        <translation>模型正在做什么，接下来做什么</translation>
    </message>
    <message>
        <source>Nothing waits. While the model writes, Queue in Compose puts the next prompt here.</source>
        <translation>没有等待的任务。模型写作时，按“撰写”中的“排队”，下一个提示词就会排到这里。</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Do it earlier (Alt+Up)</source>
        <translation>提前做（Alt+↑）</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Do it later (Alt+Down)</source>
        <translation>推后做（Alt+↓）</translation>
    </message>
    <message>
        <source>Cancel it</source>
        <translation>取消此项</translation>
    </message>
    <message>
        <source>Take it out, or stop it (Delete)</source>
        <translation>移出队列，或停下它（Delete）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Let what waits begin again</source>
        <translation>让等待的任务重新开始</translation>
    </message>
    <message>
        <source>What runs may finish; nothing else begins</source>
        <translation>正在做的做完，其余都不开始</translation>
    </message>
    <message>
        <source>Writing candidates</source>
        <translation>写候选</translation>
    </message>
    <message>
        <source>Looking for the next word</source>
        <translation>寻找下一个词</translation>
    </message>
    <message>
        <source>Reading again, to compare or to weigh</source>
        <translation>重读，用于比较或衡量</translation>
    </message>
    <message>
        <source>Reading ahead</source>
        <translation>预读</translation>
    </message>
    <message>
        <source>Reading for meaning</source>
        <translation>按意思阅读</translation>
    </message>
    <message>
        <source>Measuring this computer</source>
        <translation>测量这台电脑</translation>
    </message>
    <message>
        <source>Loading a model</source>
        <translation>加载模型</translation>
    </message>
    <message>
        <source>Forgetting what was read</source>
        <translation>忘掉读过的内容</translation>
    </message>
    <message>
        <source>in the background: gives way to everything you ask for</source>
        <translation>在后台：为您要求的一切让路</translation>
    </message>
    <message>
        <source>begins as soon as the model is free</source>
        <translation>模型一空下来就开始</translation>
    </message>
    <message>
        <source>now</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
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
    <name>RemotePage</name>
    <message>
        <source>Normally the model runs on this computer and nothing leaves it. If you have a server with a larger model, or use a service you trust, it can write instead; it must speak the same language as OpenAI&apos;s, as llama-server, vLLM and many others do.</source>
        <translation>通常模型在这台电脑上运行，没有任何内容离开它。如果您有一台带更大模型的服务器，或使用您信任的服务，也可以由它来写；它必须与 OpenAI 的接口兼容，llama-server、vLLM 等许多服务都是这样。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Model name</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>the first one it has</source>
        <translation>它的第一个模型</translation>
    </message>
    <message>
        <source>Try the address</source>
        <translation>试一试这个地址</translation>
    </message>
    <message>
        <source>Write with the model at this address</source>
        <translation>用这个地址上的模型写作</translation>
    </message>
    <message>
        <source>Yes, send it there</source>
        <translation>是，发送到那里</translation>
    </message>
    <message>
        <source>No, keep everything here</source>
        <translation>否，一切留在这里</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>正在试…</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>{host} is new here. Shall your draft be sent there whenever you ask for text?</source>
        <translation>{host} 是新的地址。每次您请求写作时，都把您的文稿发送到那里吗？</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>{name} answered. It sees {context} tokens at once.</source>
        <translation>{name} 应答了。它一次能看到 {context} 个词元。</translation>
    </message>
    <message>
        <source>While this is on, what the model is asked, with the text of your draft, is sent to the program that answers at this address on this computer.</source>
        <translation>开启期间，对模型的请求连同您文稿中的文字会发送给这台电脑上在此地址应答的程序。</translation>
    </message>
    <message>
        <source>While this is on, what the model is asked, with the text of your draft, is sent to {host}. Whoever runs that server can read it.</source>
        <translation>开启期间，对模型的请求连同您文稿中的文字会发送到 {host}。运营那台服务器的人可以读到它们。</translation>
    </message>
    <message>
        <source>It travels without encryption: others on the same network can read it.</source>
        <translation>传输没有加密：同一网络上的其他人也能读到。</translation>
    </message>
</context>
<context>
    <name>RepoView</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录……</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>打开它的页面</translation>
    </message>
    <message>
        <source>We have not tried this model. Search lists what others put on the hub, good or bad.</source>
        <translation>我们没有试用过这个模型。搜索会列出别人放在站点上的一切，有好有坏。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln downloads</source>
        <translation>
            <numerusform>%Ln 次下载</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln likes</source>
        <translation>
            <numerusform>%Ln 人喜欢</numerusform>
        </translation>
    </message>
    <message>
        <source>changed {day}</source>
        <translation>更新于 {day}</translation>
    </message>
    <message>
        <source>Licence: {name}.</source>
        <translation>许可协议：{name}。</translation>
    </message>
    <message>
        <source>Whether a file fits is guessed from its size alone.</source>
        <translation>是否放得下，仅凭文件大小估计。</translation>
    </message>
    <message>
        <source>No GGUF file in it that could be used.</source>
        <translation>其中没有可用的 GGUF 文件。</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>正在询问站点……</translation>
    </message>
    <message>
        <source>Its owner wants to know who downloads it: accept the licence on the model&apos;s page in a browser, then sign in here.</source>
        <translation>其所有者想知道是谁在下载：请先在浏览器中打开模型的页面并接受许可协议，再在此登录。</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Another way</source>
        <translation>换一种写法</translation>
    </message>
</context>
<context>
    <name>RunStrip</name>
    <message>
        <source>The latest generations</source>
        <translation>最近的生成</translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln 个等待</numerusform>
        </translation>
    </message>
    <message>
        <source>{waiting}, paused</source>
        <translation>{waiting}，已暂停</translation>
    </message>
    <message>
        <source>What the model will write next</source>
        <translation>模型接下来要写的</translation>
    </message>
    <message>
        <source>writing…</source>
        <translation>正在写…</translation>
    </message>
</context>
<context>
    <name>SamplerPanel</name>
    <message>
        <source>Back to the dial</source>
        <translation>恢复由旋钮决定</translation>
    </message>
    <message>
        <source>Let all values follow the dial again.</source>
        <translation>让所有数值重新跟随旋钮。</translation>
    </message>
    <message>
        <source>Words the model must not use…</source>
        <translation>不让模型使用的词语…</translation>
    </message>
</context>
<context>
    <name>Samplers</name>
    <message>
        <source>repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Makes what was used a short while ago less likely. 1.1 is gentle, 1.3 strong.</source>
        <translation>让不久前用过的词更不容易再出现。1.1 较轻，1.3 较重。</translation>
    </message>
    <message>
        <source>frequency penalty</source>
        <translation>频率惩罚</translation>
    </message>
    <message>
        <source>Takes more away from a token the more often it was used.</source>
        <translation>一个词元用得越多，扣得越多。</translation>
    </message>
    <message>
        <source>presence penalty</source>
        <translation>出现惩罚</translation>
    </message>
    <message>
        <source>Takes the same away from every token that was used at all.</source>
        <translation>凡用过的词元，都扣去同样多。</translation>
    </message>
    <message>
        <source>penalty range</source>
        <translation>惩罚范围</translation>
    </message>
    <message>
        <source>How many of the latest tokens the penalties look back at.</source>
        <translation>以上惩罚回看最近多少个词元。</translation>
    </message>
    <message>
        <source>Holds back phrases that begin to repeat; better off where you want refrains.</source>
        <translation>拦住开始重复的句段；想要叠句时宜关掉。</translation>
    </message>
    <message>
        <source>DRY base</source>
        <translation>DRY 底数</translation>
    </message>
    <message>
        <source>How fast DRY gets stricter as the repeated phrase grows.</source>
        <translation>重复的句段越长，DRY 收紧得有多快。</translation>
    </message>
    <message>
        <source>DRY free length</source>
        <translation>DRY 放行长度</translation>
    </message>
    <message>
        <source>Repeats of so many tokens are let pass.</source>
        <translation>这么多个词元以内的重复不管。</translation>
    </message>
    <message>
        <source>DRY range</source>
        <translation>DRY 范围</translation>
    </message>
    <message>
        <source>How many of the latest tokens DRY looks back at.</source>
        <translation>DRY 回看最近多少个词元。</translation>
    </message>
    <message>
        <source>Tokens stay in if they are not too far behind the likeliest. 1 is usual.</source>
        <translation>与最可能的词元相差不太远的才留下。常用 1。</translation>
    </message>
    <message>
        <source>Only so many of the likeliest tokens stay in.</source>
        <translation>只留下最可能的这么多个词元。</translation>
    </message>
    <message>
        <source>Tokens about as surprising as one would expect stay in, up to this share.</source>
        <translation>意外程度合乎预期的词元留下，直到占满这一份额。</translation>
    </message>
    <message>
        <source>The likeliest tokens stay in until together they reach this share.</source>
        <translation>从最可能的词元留起，合计达到这一份额为止。</translation>
    </message>
    <message>
        <source>Tokens stay in if they are at least this likely, compared with the likeliest.</source>
        <translation>与最可能的词元相比，可能性不低于这一比例的才留下。</translation>
    </message>
    <message>
        <source>How often the most predictable tokens are left out, so that others get a turn.</source>
        <translation>以多大机会去掉最容易料到的词元，让别的词有机会。</translation>
    </message>
    <message>
        <source>XTC threshold</source>
        <translation>XTC 门槛</translation>
    </message>
    <message>
        <source>XTC leaves out only tokens that are likelier than this.</source>
        <translation>XTC 只去掉可能性高于此值的词元。</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Low keeps to what is likely, high takes risks. 0 always takes the likeliest.</source>
        <translation>低则稳妥，高则冒险。0 总是取最可能的。</translation>
    </message>
    <message>
        <source>temperature range</source>
        <translation>温度幅度</translation>
    </message>
    <message>
        <source>Lets the temperature vary by so much: warmer where many words would do.</source>
        <translation>让温度上下浮动这么多：可用的词越多，温度越高。</translation>
    </message>
    <message>
        <source>temperature curve</source>
        <translation>温度曲线</translation>
    </message>
    <message>
        <source>How the temperature rises within its range; 1 is a straight line.</source>
        <translation>温度在幅度内怎样上升；1 为直线。</translation>
    </message>
    <message>
        <source>Keeps the surprise even while it writes. 1 or 2; it takes the place of the cuts.</source>
        <translation>一边写一边让意外程度保持平稳。取 1 或 2；它代替上面的筛选。</translation>
    </message>
    <message>
        <source>mirostat surprise</source>
        <translation>mirostat 意外度</translation>
    </message>
    <message>
        <source>How much surprise mirostat aims for, in bits; 5 is usual.</source>
        <translation>mirostat 追求的意外程度，单位比特；常用 5。</translation>
    </message>
    <message>
        <source>mirostat speed</source>
        <translation>mirostat 速度</translation>
    </message>
    <message>
        <source>How fast mirostat corrects itself.</source>
        <translation>mirostat 自我校正的快慢。</translation>
    </message>
    <message>
        <source>How likely the drawn tokens shall be on average; lower is more surprising.</source>
        <translation>抽中的词元平均应有多大可能；越低越出人意料。</translation>
    </message>
    <message>
        <source>adaptive-p memory</source>
        <translation>adaptive-p 记忆</translation>
    </message>
    <message>
        <source>How slowly adaptive-p forgets what it has drawn.</source>
        <translation>adaptive-p 忘记已抽内容的快慢；越大越慢。</translation>
    </message>
    <message>
        <source>1 · Against repetition</source>
        <translation>1 · 避免重复</translation>
    </message>
    <message>
        <source>2 · Which words stay in the running</source>
        <translation>2 · 哪些词可供选择</translation>
    </message>
    <message>
        <source>3 · How boldly one is drawn</source>
        <translation>3 · 抽选有多大胆</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>ScatterView</name>
    <message>
        <source>Candidates by coherence and originality</source>
        <translation>各候选的连贯与原创</translation>
    </message>
    <message>
        <source>Candidate {number}: coherence {coherence}, originality {originality}</source>
        <translation>候选 {number}：连贯 {coherence}，原创 {originality}</translation>
    </message>
    <message>
        <source>coherence →</source>
        <translation>连贯 →</translation>
    </message>
    <message>
        <source>↑ originality</source>
        <translation>↑ 原创</translation>
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
        <source>Model and computer</source>
        <translation>模型与电脑</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Remote model</source>
        <translation>远程模型</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ShelfDetail</name>
    <message>
        <source>The chosen model</source>
        <translation>选中的模型</translation>
    </message>
    <message>
        <source>Use it where it lies</source>
        <translation>在原处使用</translation>
    </message>
    <message>
        <source>Copy it to the app&apos;s folder</source>
        <translation>复制到应用的文件夹</translation>
    </message>
    <message>
        <source>Get a model</source>
        <translation>获取模型</translation>
    </message>
    <message>
        <source>Add a model file…</source>
        <translation>添加模型文件…</translation>
    </message>
    <message>
        <source>Compare in the speed lab</source>
        <translation>在“测速比较”中比较</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可协议</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Looking for models…</source>
        <translation>正在查找模型……</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>{tool} keeps this model on this computer. It can be used here as well.</source>
        <translation>这个模型是 {tool} 存放在这台电脑上的，在这里也可以用。</translation>
    </message>
    <message>
        <source>{origin}. Used for {tasks}.</source>
        <translation>{origin}。用于{tasks}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A model is the part that writes. Get one that suits this computer, or add a file you have already (any GGUF file that llama.cpp can run). You can also drop it here.</source>
        <translation>写作的是模型。可以获取一个适合这台电脑的模型，也可以添加您已有的文件（llama.cpp 能运行的任何 GGUF 文件），或者直接拖到这里。</translation>
    </message>
    <message>
        <source>Use for prose</source>
        <translation>用来写正文</translation>
    </message>
    <message>
        <source>Used for prose</source>
        <translation>正用来写正文</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在载入……</translation>
    </message>
    <message>
        <source>Use for 中文</source>
        <translation>用来写中文</translation>
    </message>
    <message>
        <source>Used for 中文</source>
        <translation>正用来写中文</translation>
    </message>
    <message>
        <source>Keep for search by meaning</source>
        <translation>留给按意思查找</translation>
    </message>
    <message>
        <source>Kept for search by meaning</source>
        <translation>已留给按意思查找</translation>
    </message>
    <message>
        <source>Press again to end that</source>
        <translation>再按一次即可取消</translation>
    </message>
    <message>
        <source>{speed} when it wrote last, {when}.</source>
        <translation>上次写作时 {speed}（{when}）。</translation>
    </message>
    <message>
        <source>Measured while it writes. The speed lab can do it now.</source>
        <translation>写作时会自动测量；也可以现在就到“测速比较”里测。</translation>
    </message>
    <message>
        <source>Read the licence</source>
        <translation>阅读许可协议</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Quantisation</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>对话模板</translation>
    </message>
</context>
<context>
    <name>ShelfList</name>
    <message>
        <source>Models on this computer</source>
        <translation>本机的模型</translation>
    </message>
</context>
<context>
    <name>ShelfPage</name>
    <message>
        <source>Add a model file…</source>
        <translation>添加模型文件…</translation>
    </message>
    <message>
        <source>Models folder</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>Open the models folder</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>or drop a .gguf file anywhere</source>
        <translation>也可把 .gguf 文件拖进窗口</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>正在查找模型</translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>%Ln 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>{size} on this computer. They work without a connection.</source>
        <translation>在本机共 {size}，不联网也能用。</translation>
    </message>
    <message>
        <source>What is here works without a connection.</source>
        <translation>这里的模型不联网也能用。</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>模型 (*.gguf)</translation>
    </message>
    <message>
        <source>Add a model file</source>
        <translation>添加模型文件</translation>
    </message>
</context>
<context>
    <name>ShelfRows</name>
    <message>
        <source>Cannot be used</source>
        <translation>不能使用</translation>
    </message>
    <message>
        <source>In other programs</source>
        <translation>其他程序中的模型</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>还没用过</translation>
    </message>
</context>
<context>
    <name>ShelfWords</name>
    <message>
        <source>prose</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>search by meaning</source>
        <translation>按意思查找</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Downloaded from {repo}</source>
        <translation>下载自 {repo}</translation>
    </message>
    <message>
        <source>Comes with the app: small, English only</source>
        <translation>应用自带：很小，只懂英文</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>Kept in the app&apos;s models folder</source>
        <translation>存放在应用的模型文件夹</translation>
    </message>
    <message>
        <source>Used where it lies</source>
        <translation>在原处使用</translation>
    </message>
    <message>
        <source>{number} billion</source>
        <translation>{number} 十亿</translation>
    </message>
    <message>
        <source>{number} million</source>
        <translation>{number} 百万</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>it has one: the model follows requests</source>
        <translation>有：模型会听从要求</translation>
    </message>
    <message>
        <source>it has none: the model can only continue a text</source>
        <translation>没有：模型只能续写</translation>
    </message>
    <message>
        <source>{speed} words/s</source>
        <translation>{speed} 字/秒</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>已载入</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>just fits</source>
        <translation>勉强放得下</translation>
    </message>
    <message>
        <source>too big</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>We do not know this licence. Read it before you publish what the model wrote.</source>
        <translation>我们不了解这份许可协议。发表模型写的文字之前请先阅读它。</translation>
    </message>
    <message>
        <source>The file names no licence. Ask where you got it before you publish what it wrote.</source>
        <translation>文件没有注明许可协议。发表它写的文字之前，请向来源处问清楚。</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign in to {host}</source>
        <translation>登录 {host}</translation>
    </message>
    <message>
        <source>Only models whose owners ask for it need this; all others download without. You sign in with an access token from your account there. One that may only read is enough.</source>
        <translation>只有所有者要求登录的模型才需要；其他模型可以直接下载。请使用您在那里的账号的访问令牌登录，只读令牌就够了。</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>访问令牌</translation>
    </message>
    <message>
        <source>Make one in the browser</source>
        <translation>在浏览器中创建令牌</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问……</translation>
    </message>
    <message>
        <source>This computer has no keyring that could keep it: it is remembered until Muse Desktop closes, and written nowhere.</source>
        <translation>这台电脑没有可以保存它的密钥环：它只保留到 Muse Desktop 关闭，不会写入任何地方。</translation>
    </message>
    <message>
        <source>It is kept in this computer’s keyring, in no file of ours, and sent only to {host}.</source>
        <translation>它保存在这台电脑的密钥环中，不在我们的任何文件里，并且只发送给 {host}。</translation>
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
    <name>SpeedPart</name>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>as the machine allows</source>
        <translation>由电脑决定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel measuring</source>
        <translation>取消测量</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Spare the battery</source>
        <translation>节省电池</translation>
    </message>
    <message>
        <source>Half the threads while on battery. No battery was found in this computer.</source>
        <translation>用电池时只用一半线程。这台电脑没有找到电池。</translation>
    </message>
    <message>
        <source>Half the threads while on battery, as now; the model then writes more slowly.</source>
        <translation>用电池时（如现在）只用一半线程；模型会写得慢一些。</translation>
    </message>
    <message>
        <source>Half the threads while on battery; the model then writes more slowly.</source>
        <translation>用电池时只用一半线程；模型会写得慢一些。</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>Measure now</source>
        <translation>现在测量</translation>
    </message>
    <message>
        <source>Measuring how many threads are best. The model does nothing else meanwhile.</source>
        <translation>正在测量用几个线程最好。其间模型不做别的事。</translation>
    </message>
    <message>
        <source>Not measured yet. It is done by itself when the model has nothing to do.</source>
        <translation>尚未测量。模型空闲时会自动进行。</translation>
    </message>
    <message>
        <source>Other programs were busy meanwhile, so this is not kept. Try again later.</source>
        <translation>测量时其他程序很忙，所以结果没有保留。请稍后再试。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln threads</source>
        <translation>
            <numerusform>%Ln 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>{threads}: {speed} tokens/s, the fastest</source>
        <translation>{threads}：每秒 {speed} 个词元，最快</translation>
    </message>
    <message>
        <source>{threads}: {speed} tokens/s</source>
        <translation>{threads}：每秒 {speed} 个词元</translation>
    </message>
    <message>
        <source>reading: {speed} tokens/s</source>
        <translation>阅读：每秒 {speed} 个词元</translation>
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
        <source>What the model does now and next</source>
        <translation>模型正在做什么，接下来做什么</translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln 个等待</numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>remote: {host}</source>
        <translation>远程：{host}</translation>
    </message>
    <message>
        <source>What you ask the model is sent to {address}, with the text of your draft.</source>
        <translation>您对模型的请求连同文稿中的文字会发送到 {address}。</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>Models: {model}</source>
        <translation>模型：{model}</translation>
    </message>
    <message>
        <source>first word {number} ms</source>
        <translation>首字 {number} 毫秒</translation>
    </message>
    <message>
        <source>loaded in {number} s</source>
        <translation>载入用时 {number} 秒</translation>
    </message>
    <message>
        <source>first word after {number} s</source>
        <translation>首字用时 {number} 秒</translation>
    </message>
    <message>
        <source>{number} tokens/s, all candidates together</source>
        <translation>每秒 {number} 个词元（所有候选合计）</translation>
    </message>
    <message>
        <source>{number} words/s</source>
        <translation>每秒 {number} 字</translation>
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
    <name>SurpriseLegend</name>
    <message>
        <source>1 in {odds}</source>
        <translation>{odds} 分之一</translation>
    </message>
    <message>
        <source>1 in {odds} or rarer</source>
        <translation>{odds} 分之一或更低</translation>
    </message>
</context>
<context>
    <name>SurpriseView</name>
    <message>
        <source>The candidate, surprising words marked</source>
        <translation>候选文字，标出意外的词</translation>
    </message>
    <message>
        <source>“{word}”: a chance of 1 in {odds}</source>
        <translation>“{word}”：机会为 {odds} 分之一</translation>
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
    <name>Trouble</name>
    <message>
        <source>Use a smaller context on the processor</source>
        <translation>改用更小的上下文，只用处理器</translation>
    </message>
    <message>
        <source>Go on without adapters</source>
        <translation>不用适配器继续</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>The model then sees {count} tokens at once and needs less memory.</source>
        <translation>模型一次将看到 {count} 个词元，需要的内存更少。</translation>
    </message>
    <message>
        <source>The model stopped several times. Your text is safe.</source>
        <translation>模型停止了几次。您的文字是安全的。</translation>
    </message>
    <message>
        <source>This model could not be started: its file may be damaged, or it needs more than there is. Your text is safe.</source>
        <translation>无法启动这个模型：文件可能已损坏，或它需要的超出了现有的。您的文字是安全的。</translation>
    </message>
    <message>
        <source>This model needs {needed} GB of memory, and {free} GB are free.</source>
        <translation>此模型需要 {needed} GB 内存，目前空闲 {free} GB。</translation>
    </message>
</context>
<context>
    <name>ValueRow</name>
    <message>
        <source>Set by hand: it no longer follows the dial.</source>
        <translation>已手动设定，不再跟随旋钮。</translation>
    </message>
    <message>
        <source>{name}, set by hand</source>
        <translation>{name}，已手动设定</translation>
    </message>
</context>
<context>
    <name>Variation</name>
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
        <source>Fine tuning</source>
        <translation>精细调节</translation>
    </message>
</context>
<context>
    <name>WelcomeCard</name>
    <message>
        <source>first snow</source>
        <translation>初雪</translation>
    </message>
    <message>
        <source>an empty harbour</source>
        <translation>空无一船的港口</translation>
    </message>
    <message>
        <source>my grandmother&apos;s kitchen</source>
        <translation>外婆的厨房</translation>
    </message>
    <message>
        <source>a letter never sent</source>
        <translation>一封没有寄出的信</translation>
    </message>
    <message>
        <source>the last train home</source>
        <translation>回家的末班车</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Just write</source>
        <translation>直接开始写</translation>
    </message>
    <message>
        <source>Close this and begin on the page</source>
        <translation>关闭这张卡片，直接在页面上写</translation>
    </message>
    <message>
        <source>What shall the poem be about?</source>
        <translation>写一首关于什么的诗？</translation>
    </message>
    <message>
        <source>Choose one, or write your own on the right. Press Write there, and Insert at the poem you like: nothing enters the page by itself.</source>
        <translation>选一个，或在右侧写下自己的主题。在那里按“开始写”，再在喜欢的诗下按“插入”：没有任何文字会自行进入页面。</translation>
    </message>
    <message>
        <source>The model here knows no Chinese, so little sense will come of it. For a poem in English, choose English above first.</source>
        <translation>这里的模型不会中文，写出来的多半不成句。想看它写英文诗，请先在上方选择 English。</translation>
    </message>
    <message>
        <source>A model is already on this computer, so you can begin at once. It is small and knows English only: expect simple verses. A larger one writes far better.</source>
        <translation>这台电脑上已经有一个模型，可以马上开始。但它很小，只会英文，不会中文。要写中文，请先下载一个会中文的模型。</translation>
    </message>
    <message>
        <source>{model} is ready to write with you.</source>
        <translation>{model} 已经就绪，可以和您一起写。</translation>
    </message>
    <message>
        <source>The model at {address} writes with you.</source>
        <translation>由 {address} 上的模型和您一起写。</translation>
    </message>
    <message>
        <source>There is no model on this computer yet. You can write without one.</source>
        <translation>这台电脑上还没有模型。没有模型也可以写作。</translation>
    </message>
    <message>
        <source>The model could not be loaded. You can write without one.</source>
        <translation>模型未能加载。没有模型也可以写作。</translation>
    </message>
    <message>
        <source>What you ask the model is sent to that address, with the text of your draft.</source>
        <translation>您向模型提出的要求会连同草稿文字一起发送到那个地址。</translation>
    </message>
    <message>
        <source>Nothing you write leaves this computer.</source>
        <translation>您写下的一切都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Try a poem all the same</source>
        <translation>仍然试写一首诗</translation>
    </message>
    <message>
        <source>Write a first poem</source>
        <translation>写第一首诗</translation>
    </message>
    <message>
        <source>Get a model that knows Chinese</source>
        <translation>下载会中文的模型</translation>
    </message>
    <message>
        <source>Get a better model</source>
        <translation>下载更好的模型</translation>
    </message>
    <message>
        <source>For this computer: {model}, {size} to download. It fits: it needs {needed} of the {there} of memory here. You decide about it on the next page; nothing is downloaded before.</source>
        <translation>适合这台电脑的：{model}，下载大小 {size}。内存够用：需要 {needed}，这里共有 {there}。是否下载由您在下一页决定，在此之前不会下载任何东西。</translation>
    </message>
</context>
<context>
    <name>WhatMattered</name>
    <message>
        <source>What mattered</source>
        <translation>什么起了作用</translation>
    </message>
    <message>
        <source>The model reads the candidate again with each ingredient left out: the longer the bar, the more its words depended on it. It happens on this computer, and gives way to everything else you ask for.</source>
        <translation>模型逐一略去每个成分，把候选重读一遍：横条越长，这些文字越依赖它。全部在本机进行，并为您要求的其他一切让路。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Weighing…</source>
        <translation>正在衡量…</translation>
    </message>
    <message>
        <source>Weigh the ingredients</source>
        <translation>衡量各成分</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Mark surprising words</source>
        <translation>标出意外的词</translation>
    </message>
    <message>
        <source>Candidate {number}</source>
        <translation>候选 {number}</translation>
    </message>
    <message>
        <source>Point at a word, or move the cursor to it, to see its chance.</source>
        <translation>指向一个词，或把光标移到它上面，即可看到它出现的机会。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln 词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Written in spite of it: without it, each word would be about {factor} times as likely.</source>
        <translation>是逆着它写成的：没有它，每个词的可能性约为现在的 {factor} 倍。</translation>
    </message>
    <message>
        <source>Without it, each word would be about {factor} times less likely.</source>
        <translation>没有它，每个词的可能性约为现在的 {factor} 分之一。</translation>
    </message>
    <message>
        <source>With everything in place, each word or part of one had a chance of about 1 in {odds}.</source>
        <translation>所有成分都在时，每个词（或词的一部分）出现的机会约为 {odds} 分之一。</translation>
    </message>
    <message>
        <source>“{name}” mattered most: without it, the model would have found each of these words about {factor} times less likely.</source>
        <translation>“{name}”作用最大：没有它，模型会觉得其中每个词的可能性约只有现在的 {factor} 分之一。</translation>
    </message>
    <message>
        <source>No ingredient changed these words noticeably.</source>
        <translation>没有哪个成分明显改变了这些文字。</translation>
    </message>
</context>
<context>
    <name>WordList</name>
    <message>
        <source>Words that may come next</source>
        <translation>可能的下一个词</translation>
    </message>
</context>
<context>
    <name>WordModel</name>
    <message>
        <source>{key}: {word}, {percent}</source>
        <translation>{key}：{word}，{percent}</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>{percent} with these settings, {plain} for the model itself</source>
        <translation>按这些设置 {percent}，模型本身 {plain}</translation>
    </message>
    <message>
        <source>(the end)</source>
        <translation>（结束）</translation>
    </message>
    <message>
        <source>(new line)</source>
        <translation>（换行）</translation>
    </message>
    <message>
        <source>(space)</source>
        <translation>（空格）</translation>
    </message>
</context>
<context>
    <name>WordsPanel</name>
    <message>
        <source>The text so far</source>
        <translation>目前的文字</translation>
    </message>
    <message>
        <source>Your own word, or 1–9 to pick</source>
        <translation>输入自己的词，或按 1–9 挑选</translation>
    </message>
    <message>
        <source>Your own word</source>
        <translation>自己的词</translation>
    </message>
    <message>
        <source>1 to 9 and 0 pick a word. Type your own and press Enter or Space. Tab lets the model go on, Shift+Tab leaves, Backspace takes back. A space first lets you type digits.</source>
        <translation>按 1 至 9 和 0 挑选词；输入自己的词后按回车或空格；Tab 让模型写下去，Shift+Tab 离开，退格撤回；先按空格便可输入数字。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Insert the text so far</source>
        <translation>插入目前的文字</translation>
    </message>
    <message>
        <source>How far: {amount}</source>
        <translation>写多少：{amount}</translation>
    </message>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n 字</numerusform>
        </translation>
    </message>
    <message>
        <source>a sentence</source>
        <translation>一句</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>让它写</translation>
    </message>
    <message>
        <source>The model goes on by itself (Tab in the field)</source>
        <translation>模型自己写下去（在输入框中按 Tab）</translation>
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
        <source>looking for words…</source>
        <translation>正在找词…</translation>
    </message>
    <message>
        <source>{picked} picked, {own} typed</source>
        <translation>挑选 {picked}，输入 {own}</translation>
    </message>
</context>
</TS>
