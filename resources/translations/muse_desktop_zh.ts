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
    <name>AcceptedModel</name>
    <message>
        <source>Accepted</source>
        <translation>采用于</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文稿</translation>
    </message>
    <message>
        <source>As it stands now</source>
        <translation>现在的样子</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>Still as accepted</source>
        <translation>仍如采用时</translation>
    </message>
    <message>
        <source>not in the manuscript any more</source>
        <translation>已不在书稿中</translation>
    </message>
</context>
<context>
    <name>ActList</name>
    <message>
        <source>Acts of the writing, in words</source>
        <translation>写作过程的各步，以文字表示</translation>
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
        <source>Manuscript</source>
        <translation>书稿</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>文库</translation>
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
        <source>Warm paper theme</source>
        <translation>暖纸主题</translation>
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
    <message>
        <source>Read aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Stop reading aloud</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Add the selection to the story bible</source>
        <translation>将所选文字加入故事设定</translation>
    </message>
    <message>
        <source>Go to the story bible</source>
        <translation>转到故事设定</translation>
    </message>
    <message>
        <source>Bring in a novel…</source>
        <translation>导入小说…</translation>
    </message>
    <message>
        <source>Compile the manuscript…</source>
        <translation>汇编文稿…</translation>
    </message>
    <message>
        <source>New chapter</source>
        <translation>新建章</translation>
    </message>
    <message>
        <source>New part</source>
        <translation>新建部</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>新建笔记</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Index cards</source>
        <translation>索引卡片</translation>
    </message>
    <message>
        <source>Show the document&apos;s details</source>
        <translation>显示文档详情</translation>
    </message>
    <message>
        <source>Split the document at the cursor</source>
        <translation>在光标处拆分文档</translation>
    </message>
    <message>
        <source>Merge the chosen documents, or with the next one</source>
        <translation>合并所选文档，或与下一个合并</translation>
    </message>
    <message>
        <source>Duplicate document</source>
        <translation>复制文档</translation>
    </message>
    <message>
        <source>Move document into the one above</source>
        <translation>将文档移入上方的文档</translation>
    </message>
    <message>
        <source>Move document out of the one it is in</source>
        <translation>将文档移出所在的文档</translation>
    </message>
    <message>
        <source>Take document into the manuscript, or leave it out</source>
        <translation>将文档纳入书稿，或不纳入</translation>
    </message>
    <message>
        <source>Archive document</source>
        <translation>归档文档</translation>
    </message>
    <message>
        <source>Go to another project</source>
        <translation>切换到另一个项目</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Rename project…</source>
        <translation>重命名项目…</translation>
    </message>
    <message>
        <source>Two pages</source>
        <translation>两个页面</translation>
    </message>
    <message>
        <source>Two pages one above the other</source>
        <translation>两个页面上下排列</translation>
    </message>
    <message>
        <source>Go to the other page</source>
        <translation>转到另一个页面</translation>
    </message>
    <message>
        <source>Swap the two pages</source>
        <translation>对调两个页面</translation>
    </message>
    <message>
        <source>Open the chosen document on the other page</source>
        <translation>在另一个页面打开选中的文档</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Typewriter scrolling</source>
        <translation>打字机滚动</translation>
    </message>
    <message>
        <source>Focus on the sentence</source>
        <translation>只突出当前句子</translation>
    </message>
    <message>
        <source>Focus on the paragraph</source>
        <translation>只突出当前段落</translation>
    </message>
    <message>
        <source>Focus on the whole page</source>
        <translation>突出整页</translation>
    </message>
    <message>
        <source>Show headings and emphasis as they will look</source>
        <translation>按排版效果显示标题和强调</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>恢复正常字号</translation>
    </message>
    <message>
        <source>Smart quotes and dashes</source>
        <translation>自动改用排版引号和破折号</translation>
    </message>
    <message>
        <source>Draft forward only</source>
        <translation>只进不退地写</translation>
    </message>
    <message>
        <source>Hands-only mode…</source>
        <translation>只手写模式…</translation>
    </message>
    <message>
        <source>Counts and targets</source>
        <translation>字数与目标</translation>
    </message>
    <message>
        <source>What was written, day by day</source>
        <translation>每天写了多少</translation>
    </message>
    <message>
        <source>Backups…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Open data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Check database…</source>
        <translation>检查数据库…</translation>
    </message>
    <message>
        <source>Wipe a project or everything…</source>
        <translation>彻底清除一个项目或全部内容…</translation>
    </message>
    <message>
        <source>Find in this document</source>
        <translation>在本文档中查找</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>查找下一个</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>查找上一个</translation>
    </message>
    <message>
        <source>Find and replace in this document</source>
        <translation>在本文档中查找并替换</translation>
    </message>
    <message>
        <source>Search the manuscript</source>
        <translation>搜索文稿</translation>
    </message>
    <message>
        <source>Replace in the manuscript…</source>
        <translation>在文稿中替换…</translation>
    </message>
    <message>
        <source>Take back the last replacement</source>
        <translation>撤回上一次文稿替换</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>键盘快捷键…</translation>
    </message>
    <message>
        <source>Take a snapshot…</source>
        <translation>拍一张快照…</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Underline misspelt words</source>
        <translation>标出拼写可疑的词</translation>
    </message>
    <message>
        <source>Next misspelt word</source>
        <translation>下一个拼写可疑的词</translation>
    </message>
    <message>
        <source>Suggestions for this word</source>
        <translation>这个词的拼写建议</translation>
    </message>
    <message>
        <source>Other words for this one</source>
        <translation>换个说法（同义词）</translation>
    </message>
    <message>
        <source>Dictionaries and own words…</source>
        <translation>词典与自己的词…</translation>
    </message>
    <message>
        <source>Save the record as tables…</source>
        <translation>将记录存为表格…</translation>
    </message>
    <message>
        <source>What to tell others about AI…</source>
        <translation>向他人说明 AI 的使用…</translation>
    </message>
    <message>
        <source>Evidence bundle…</source>
        <translation>证据包…</translation>
    </message>
    <message>
        <source>Check an evidence bundle…</source>
        <translation>检查证据包…</translation>
    </message>
    <message>
        <source>Where this document came from</source>
        <translation>这篇文档的由来</translation>
    </message>
    <message>
        <source>Where the selected passage came from</source>
        <translation>所选段落的由来</translation>
    </message>
    <message>
        <source>Origins of the whole project</source>
        <translation>整个项目的来源</translation>
    </message>
    <message>
        <source>Next words that an answer has too</source>
        <translation>下一处与模型回答相同的文字</translation>
    </message>
    <message>
        <source>How it was written</source>
        <translation>写作过程</translation>
    </message>
    <message>
        <source>The library</source>
        <translation>文库</translation>
    </message>
    <message>
        <source>Watched folders…</source>
        <translation>关注的文件夹…</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>搜索文库</translation>
    </message>
    <message>
        <source>Find similar in the library</source>
        <translation>在文库中查找相似段落</translation>
    </message>
    <message>
        <source>Ask my library…</source>
        <translation>问我的文库…</translation>
    </message>
    <message>
        <source>Publication check…</source>
        <translation>发表前检查…</translation>
    </message>
    <message>
        <source>The library at a glance</source>
        <translation>文库概览</translation>
    </message>
    <message>
        <source>Inspiration shelf</source>
        <translation>灵感书架</translation>
    </message>
    <message>
        <source>Worth another look</source>
        <translation>值得再看</translation>
    </message>
    <message>
        <source>Vary a text of the library…</source>
        <translation>为文库中的文本写变体…</translation>
    </message>
    <message>
        <source>Collections of texts</source>
        <translation>文本合集</translation>
    </message>
    <message>
        <source>Versions of one work</source>
        <translation>同一作品的版本</translation>
    </message>
    <message>
        <source>Export a dataset…</source>
        <translation>导出数据集…</translation>
    </message>
    <message>
        <source>Mark passages of your library while you write</source>
        <translation>写作时标出与文库雷同之处</translation>
    </message>
    <message>
        <source>What I have said before in my drafts</source>
        <translation>我在以前的稿子里写过的话</translation>
    </message>
    <message>
        <source>How likeness of meaning is judged</source>
        <translation>意思相近如何判断</translation>
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
    <name>Adding</name>
    <message>
        <source>Texts and documents</source>
        <translation>文本和文档</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Add to the library</source>
        <translation>加入文库</translation>
    </message>
    <message>
        <source>Add a folder to the library</source>
        <translation>把文件夹加入文库</translation>
    </message>
</context>
<context>
    <name>AloudBar</name>
    <message>
        <source>Reading aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The sentence before</source>
        <translation>上一句</translation>
    </message>
    <message>
        <source>The next sentence</source>
        <translation>下一句</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>慢一些</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>快一些</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>Speed {steps}</source>
        <translation>语速 {steps}</translation>
    </message>
</context>
<context>
    <name>AloudPage</name>
    <message>
        <source>Reading aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>The system&apos;s own</source>
        <translation>系统默认语音</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Reads the selection, or from the cursor on. Everything is spoken by this computer. Chinese, Japanese and Korean sentences are read by a voice of their language, if there is one.</source>
        <translation>朗读选中的文字，没有选中时从光标处读起。全部由这台电脑发声。中文、日文、韩文句子用相应语言的语音来读（如果有的话）。</translation>
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
    <name>AnswerCard</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: {asked}</source>
        <translation>复制：{asked}</translation>
    </message>
    <message>
        <source>from the record</source>
        <translation>依据记录</translation>
    </message>
    <message>
        <source>your word</source>
        <translation>您的说明</translation>
    </message>
    <message>
        <source>the record and your word</source>
        <translation>依据记录和您的说明</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>What these figures leave open</source>
        <translation>这些数字没有说明的</translation>
    </message>
</context>
<context>
    <name>AnswerPane</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The model reads what may answer it: passage {at} of {of}…</source>
        <translation>模型正在读可能有答案的段落：第 {at} 段，共 {of} 段…</translation>
    </message>
    <message>
        <source>The model answers from what it read…</source>
        <translation>模型正根据读到的内容作答…</translation>
    </message>
    <message>
        <source>Looking it up in your library…</source>
        <translation>正在您的文库中查找…</translation>
    </message>
    <message>
        <source>Not found in your library</source>
        <translation>您的文库中没有找到</translation>
    </message>
    <message>
        <source>What your library says, in the model&apos;s words</source>
        <translation>您的文库所说（由模型转述）</translation>
    </message>
    <message>
        <source>What your library says, in its own words</source>
        <translation>您的文库所说（原文）</translation>
    </message>
    <message>
        <source>Nowhere in your library: {names}</source>
        <translation>文库中从未出现：{names}</translation>
    </message>
    <message>
        <source>The passages below are near to the question; none of them answers it.</source>
        <translation>下面的段落与问题相近，但都没有回答它。</translation>
    </message>
    <message>
        <source>Left out, because no passage supports it: “{said}”</source>
        <translation>没有段落支持，已略去：“{said}”</translation>
    </message>
    <message>
        <source>Without the model: {reason}</source>
        <translation>未使用模型：{reason}</translation>
    </message>
    <message>
        <source>Every sentence was compared with the passage it cites, word by word. Open it to be sure.</source>
        <translation>每句话都与所引段落逐词比对过。打开原文可再核实。</translation>
    </message>
    <message>
        <source>By meaning, {share} % of your library can be searched so far.</source>
        <translation>目前文库的 {share}% 可按含义搜索。</translation>
    </message>
</context>
<context>
    <name>AsideWords</name>
    <message>
        <source>Going back to the backup…</source>
        <translation>正在恢复到备份…</translation>
    </message>
    <message>
        <source>Wiping…</source>
        <translation>正在清除…</translation>
    </message>
    <message>
        <source>Everything is as it was on {when}.</source>
        <translation>一切已恢复到 {when} 的状态。</translation>
    </message>
    <message>
        <source>What was there before is kept as {name}.</source>
        <translation>此前的内容保存为 {name}。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents are wiped for good.</source>
        <translation>
            <numerusform>%Ln 篇文档已彻底清除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln backups were cleaned of them.</source>
        <translation>
            <numerusform>%Ln 份备份已清除其内容。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln backups were deleted.</source>
        <translation>
            <numerusform>%Ln 份备份已删除。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AwayList</name>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message numerus="yes">
        <source>Trash, %n documents</source>
        <translation>
            <numerusform>回收站，%n 个文档</numerusform>
        </translation>
    </message>
    <message>
        <source>Documents in the trash</source>
        <translation>回收站中的文档</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message numerus="yes">
        <source>Archive, %n documents</source>
        <translation>
            <numerusform>归档，%n 个文档</numerusform>
        </translation>
    </message>
    <message>
        <source>Archived documents</source>
        <translation>已归档的文档</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Take back into the manuscript</source>
        <translation>放回书稿</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>BackChip</name>
    <message>
        <source>Back to the page  Esc</source>
        <translation>返回页面  Esc</translation>
    </message>
</context>
<context>
    <name>BackupList</name>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
</context>
<context>
    <name>BackupModel</name>
    <message>
        <source>under 1 MB</source>
        <translation>不到 1 MB</translation>
    </message>
    <message>
        <source>{size} · made before going back</source>
        <translation>{size} · 恢复备份之前自动保存</translation>
    </message>
</context>
<context>
    <name>BackupsView</name>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Open data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Made by itself every hour while you write. The newest of the last 12 hours, 7 days, 8 weeks and 12 months are kept.</source>
        <translation>写作期间每小时自动备份一次。最近 12 个小时、7 天、8 周和 12 个月各保留最新的一份。</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Bring back as copies</source>
        <translation>取回为副本</translation>
    </message>
    <message>
        <source>New documents are made of the chosen ones. What is there now stays as it is.</source>
        <translation>用选中的文档新建副本，现有内容保持不变。</translation>
    </message>
    <message>
        <source>Go back to this backup…</source>
        <translation>恢复到此备份…</translation>
    </message>
    <message>
        <source>Text in the backup</source>
        <translation>备份中的文字</translation>
    </message>
    <message>
        <source>This backup cannot be used</source>
        <translation>此备份无法使用</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>还没有备份</translation>
    </message>
    <message>
        <source>Press “Back up now” to make the first one.</source>
        <translation>点击“立即备份”创建第一份备份。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln 篇文档</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 词</numerusform>
        </translation>
    </message>
    <message>
        <source>{documents}, {words}</source>
        <translation>{documents}，{words}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents have changed since then.</source>
        <translation>
            <numerusform>此后有 %Ln 篇文档被改动。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents are not there any more.</source>
        <translation>
            <numerusform>有 %Ln 篇文档现已不在。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents are newer than the backup.</source>
        <translation>
            <numerusform>有 %Ln 篇文档比此备份更新。</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is now as it was then.</source>
        <translation>现在的内容与当时完全相同。</translation>
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
    <name>BiblePanel</name>
    <message>
        <source>Add a name, then press Enter</source>
        <translation>输入名字，按回车添加</translation>
    </message>
    <message>
        <source>Add an entry</source>
        <translation>添加条目</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the entries</source>
        <translation>筛选条目</translation>
    </message>
    <message>
        <source>Entries of the story bible</source>
        <translation>故事设定的条目</translation>
    </message>
    <message>
        <source>What must stay true in your story: who is who, what places look like, what happened. An entry is told to the model when its name stands in the text before the cursor, in the selection or in what you ask; or always, or never, as you say.</source>
        <translation>故事里不能变的东西：谁是谁，地方是什么样子，发生过什么。条目的名字出现在光标前的文字、选中的文字或您的要求里时，会告知模型；您也可以设为总是告知或从不告知。</translation>
    </message>
    <message>
        <source>Kind of the new entry: {kind}</source>
        <translation>新条目的类别：{kind}</translation>
    </message>
    <message numerus="yes">
        <source>The model would be told of %n entries here.</source>
        <translation>
            <numerusform>写到此处，会告知模型 %n 个条目。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BibleRoom</name>
    <message>
        <source>Bible</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>Add “{name}” to the story bible</source>
        <translation>将“{name}”加入故事设定</translation>
    </message>
    <message>
        <source>“{name}” is no longer in the story bible.</source>
        <translation>“{name}”已从故事设定中删除。</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>放回去</translation>
    </message>
</context>
<context>
    <name>BibleWords</name>
    <message>
        <source>Character</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Thing</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>事实</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>When named</source>
        <translation>提到时</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
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
        <source>New part</source>
        <translation>新建部</translation>
    </message>
    <message>
        <source>New chapter</source>
        <translation>新建章</translation>
    </message>
    <message>
        <source>New scene</source>
        <translation>新建场景</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>新建笔记</translation>
    </message>
    <message>
        <source>Project: {title}</source>
        <translation>项目：{title}</translation>
    </message>
    <message numerus="yes">
        <source>%n words in the manuscript</source>
        <translation>
            <numerusform>书稿共 %n 字</numerusform>
        </translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Details of the document</source>
        <translation>文档详情</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Rename project</source>
        <translation>重命名项目</translation>
    </message>
    <message>
        <source>Title of the project</source>
        <translation>项目标题</translation>
    </message>
</context>
<context>
    <name>BinderMenu</name>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Merge with the next one</source>
        <translation>与下一个合并</translation>
    </message>
    <message>
        <source>Merge into one</source>
        <translation>合并为一个</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Into the one above</source>
        <translation>移入上方的文档</translation>
    </message>
    <message>
        <source>Out of the one it is in</source>
        <translation>移出所在的文档</translation>
    </message>
    <message>
        <source>Into “{title}”</source>
        <translation>移入“{title}”</translation>
    </message>
    <message>
        <source>To the project “{title}”</source>
        <translation>移到项目“{title}”</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>In the manuscript</source>
        <translation>纳入书稿</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Rename project…</source>
        <translation>重命名项目…</translation>
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
    <name>CalibrationView</name>
    <message>
        <source>How likeness of meaning is judged</source>
        <translation>意思相近如何判断</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>Your library needs texts that can be searched by meaning, some hundred passages. The measuring is done by itself while the computer is idle. Until then possible paraphrases are judged by general figures.</source>
        <translation>文库里需要有能按意思检索的文本，大约几百段。测量会在电脑空闲时自动进行。在此之前，可能的改写按一般数值判断。</translation>
    </message>
    <message>
        <source>One pair of unrelated passages in a thousand is more alike than {value}</source>
        <translation>每一千对互不相干的段落里，只有一对的相近程度超过 {value}</translation>
    </message>
    <message>
        <source>The bars show how alike passages of your library are that have nothing to do with each other. A likeness says nothing by itself: a library of sonnets is alike throughout. So a possible paraphrase is only shown where the likeness is beyond the line, clearly the best of the library, and holds for more than a few words.</source>
        <translation>柱形表示您文库中互不相干的段落彼此有多相近。单独一个数值说明不了什么：满是十四行诗的文库，处处都相近。所以只有超过这条线、明显是文库中最相近、并且不止几个字的地方，才会列为可能的改写。</translation>
    </message>
    <message>
        <source>{pairs} pairs from {passages} passages of {items} texts · the most alike {highest} · {encoder}</source>
        <translation>{items} 篇文本的 {passages} 段中取 {pairs} 对 · 最相近的为 {highest} · {encoder}</translation>
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
        <source>ended: whatever followed is blocked</source>
        <translation>已结束：后面的写法都被屏蔽</translation>
    </message>
    <message>
        <source>reading the draft… {percent} %</source>
        <translation>正在读稿子… {percent} %</translation>
    </message>
    <message>
        <source>★ best at the dial</source>
        <translation>★ 按旋钮位置最佳</translation>
    </message>
    <message numerus="yes">
        <source>blocked %Ln times</source>
        <translation>
            <numerusform>屏蔽 %Ln 次</numerusform>
        </translation>
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
        <source>%Ln words nearly as in “{title}”</source>
        <translation>
            <numerusform>%Ln 字与《{title}》相近</numerusform>
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
    <name>CardDelegate</name>
    <message>
        <source>No synopsis</source>
        <translation>暂无梗概</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln inside</source>
        <translation>
            <numerusform>内含 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardEditor</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Synopsis</source>
        <translation>梗概</translation>
    </message>
    <message>
        <source>What happens here</source>
        <translation>这里发生了什么</translation>
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
    <name>Cards</name>
    <message>
        <source>only listed</source>
        <translation>仅列出</translation>
    </message>
    <message>
        <source>a whole source</source>
        <translation>整个来源</translation>
    </message>
    <message>
        <source>a phrase, anywhere</source>
        <translation>一个短语，无论在哪里</translation>
    </message>
    <message>
        <source>one passage</source>
        <translation>一处</translation>
    </message>
    <message>
        <source>not in this text</source>
        <translation>本文中没有</translation>
    </message>
    <message>
        <source>earlier in this text</source>
        <translation>本文前面</translation>
    </message>
    <message>
        <source>you used this before</source>
        <translation>您以前写过</translation>
    </message>
    <message>
        <source>left out by you</source>
        <translation>由您略去</translation>
    </message>
    <message>
        <source>a quotation: {who}</source>
        <translation>引文：{who}</translation>
    </message>
    <message>
        <source>a quotation</source>
        <translation>引文</translation>
    </message>
    <message numerus="yes">
        <source>a common phrase: in %Ln texts</source>
        <translation>
            <numerusform>常用语：见于 %Ln 篇文本</numerusform>
        </translation>
    </message>
    <message>
        <source>a kind that is not shown</source>
        <translation>不显示的类别</translation>
    </message>
    <message>
        <source>shorter than you want to see</source>
        <translation>短于您要看的长度</translation>
    </message>
    <message>
        <source>short: may well be chance</source>
        <translation>较短：很可能是巧合</translation>
    </message>
    <message>
        <source>it is mine</source>
        <translation>是我自己的</translation>
    </message>
    <message>
        <source>a common phrase</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>licensed to me</source>
        <translation>已获授权</translation>
    </message>
    <message>
        <source>Left out by you</source>
        <translation>您略去的</translation>
    </message>
    <message>
        <source>Quotations</source>
        <translation>引文</translation>
    </message>
    <message>
        <source>Common phrases</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>Short ones, maybe chance</source>
        <translation>较短、可能是巧合的</translation>
    </message>
    <message>
        <source>Shorter than you want</source>
        <translation>短于您设定的长度</translation>
    </message>
    <message>
        <source>Kinds not shown</source>
        <translation>不显示的类别</translation>
    </message>
</context>
<context>
    <name>CardsView</name>
    <message>
        <source>Index cards</source>
        <translation>索引卡片</translation>
    </message>
    <message>
        <source>New part</source>
        <translation>新建部</translation>
    </message>
    <message>
        <source>New chapter</source>
        <translation>新建章</translation>
    </message>
    <message>
        <source>New scene</source>
        <translation>新建场景</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>新建笔记</translation>
    </message>
    <message>
        <source>Nothing is in here yet.</source>
        <translation>这里还没有内容。</translation>
    </message>
    <message>
        <source>Open on the page</source>
        <translation>在页面上打开</translation>
    </message>
    <message>
        <source>Show what is inside</source>
        <translation>查看其中的内容</translation>
    </message>
    <message>
        <source>Write on the card</source>
        <translation>在卡片上书写</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
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
        <translation>正在询问 {host}…</translation>
    </message>
    <message>
        <source>Nothing of that name with GGUF files. Try fewer letters.</source>
        <translation>没有这个名称且带 GGUF 文件的模型。请少输入几个字再试。</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check the database</source>
        <translation>检查数据库</translation>
    </message>
    <message>
        <source>The database file and its inner references</source>
        <translation>数据库文件及其内部引用</translation>
    </message>
    <message>
        <source>Each document, and where each of its words came from</source>
        <translation>每篇文档，以及其中每个字词的来源</translation>
    </message>
    <message>
        <source>The record of how they were written</source>
        <translation>写作过程的记录</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>The newest backup</source>
        <translation>最新的备份</translation>
    </message>
    <message>
        <source>Show backups</source>
        <translation>查看备份</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Looking through everything…</source>
        <translation>正在全面检查…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems found</source>
        <translation>
            <numerusform>发现 %Ln 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems</source>
        <translation>
            <numerusform>%Ln 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>✓ whole</source>
        <translation>✓ 完好</translation>
    </message>
    <message numerus="yes">
        <source>✓ %Ln documents</source>
        <translation>
            <numerusform>✓ %Ln 篇文档</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✓ %Ln entries</source>
        <translation>
            <numerusform>✓ %Ln 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✓ %Ln snapshots</source>
        <translation>
            <numerusform>✓ %Ln 个快照</numerusform>
        </translation>
    </message>
    <message>
        <source>✓ can be read</source>
        <translation>✓ 可以读取</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚无</translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation>
            <numerusform>另有 %Ln 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is damaged: every document can be read as it was written.</source>
        <translation>没有损坏：每篇文档都能按原样读取。</translation>
    </message>
    <message>
        <source>You can go on writing meanwhile after Cancel; nothing is changed by looking.</source>
        <translation>检查不会改动任何内容；如想继续写作，可以随时取消。</translation>
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
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>How much is checked</source>
        <translation>已检查的比例</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排对照</translation>
    </message>
    <message>
        <source>In my own drafts</source>
        <translation>看我自己的稿子</translation>
    </message>
    <message>
        <source>What you have said before in this project. A help, no reproach.</source>
        <translation>您在这个项目里以前写过的话。只是提醒，不是责备。</translation>
    </message>
    <message>
        <source>With my own texts of the library too</source>
        <translation>也对照文库中我自己的文本</translation>
    </message>
    <message>
        <source>Texts marked as mine. What you have written before is no copy of somebody else&apos;s words.</source>
        <translation>标为“我的”的文本。您以前写过的话，不算抄自他人。</translation>
    </message>
    <message>
        <source>The text has changed since. Check again to see how it stands.</source>
        <translation>此后文字有改动。请重新检查。</translation>
    </message>
    <message>
        <source>Looking for paraphrases…</source>
        <translation>正在查找改写…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out</source>
        <translation>
            <numerusform>略去 %Ln 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Which passages stand in your library too?</source>
        <translation>哪些段落也出现在您的文库里？</translation>
    </message>
    <message>
        <source>Your library has no texts but your own: nothing was compared.</source>
        <translation>您的文库里只有您自己的文本，未作比较。</translation>
    </message>
    <message>
        <source>Your library is empty: add the texts to compare with first.</source>
        <translation>您的文库是空的：请先加入要对照的文本。</translation>
    </message>
    <message>
        <source>There are no words here to compare yet.</source>
        <translation>这里还没有可供对照的文字。</translation>
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
        <source>Not original against your library:</source>
        <translation>与您的文库对照，非原创：</translation>
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
        <source>Your own texts left out: {count}</source>
        <translation>未比较您自己的文本：{count} 篇</translation>
    </message>
    <message>
        <source>Copied: shared runs of 32 letters (13 for Chinese) or more are always found. Edited and paraphrase: likely, not certain.</source>
        <translation>照抄：连续 32 个字母（中文 13 字）以上相同，一定能找到。修改和改写：多半能找到，不能保证。</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>照抄</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>paraphrase?</source>
        <translation>改写？</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed</source>
        <translation>
            <numerusform>改动 %Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln letters in a row are the same.</source>
        <translation>
            <numerusform>有连续 %Ln 个字符相同。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nearly the same words.</source>
        <translation>文字几乎相同。</translation>
    </message>
    <message numerus="yes">
        <source>{shared} of %Ln words stand in the source&apos;s passage too.</source>
        <translation>
            <numerusform>%Ln 字中有 {shared} 字也在来源的这一段里。</numerusform>
        </translation>
    </message>
    <message>
        <source>Possibly the same in other words. Read both and judge.</source>
        <translation>可能是换了说法的同一意思。请对读后自行判断。</translation>
    </message>
    <message>
        <source>Likeness of meaning {meaning}; the next best passage has {next}.</source>
        <translation>意思相近程度 {meaning}；其次的段落为 {next}。</translation>
    </message>
    <message>
        <source>Found in no other text of your library.</source>
        <translation>在您的文库中别无他处。</translation>
    </message>
    <message numerus="yes">
        <source>Stands in %Ln texts of your library.</source>
        <translation>
            <numerusform>见于您文库中的 %Ln 篇文本。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only listed: so short a passage may well be chance.</source>
        <translation>仅列出：这么短的一处很可能是巧合。</translation>
    </message>
    <message>
        <source>Underlined: only in your draft · struck out: only in the source · dotted: elsewhere</source>
        <translation>下划线：只在您的稿子里 · 删除线：只在来源里 · 点线：位置不同</translation>
    </message>
</context>
<context>
    <name>CleaningPart</name>
    <message>
        <source>Cleaning</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>How the text follows from its file. The original is kept, so every step can be undone.</source>
        <translation>文本如何由文件得来。原件已保留，每一步都可以撤销。</translation>
    </message>
    <message>
        <source>Only what changed something</source>
        <translation>只看有改动的步骤</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>所有步骤</translation>
    </message>
    <message>
        <source>Leftovers of a chat model stand in the text: {marks}</source>
        <translation>文本中留有聊天模型的标记：{marks}</translation>
    </message>
</context>
<context>
    <name>CleaningWords</name>
    <message>
        <source>Line ends made the same</source>
        <translation>统一换行</translation>
    </message>
    <message>
        <source>Garbled letters repaired</source>
        <translation>修复乱码</translation>
    </message>
    <message>
        <source>Invisible characters taken out</source>
        <translation>去掉不可见字符</translation>
    </message>
    <message>
        <source>Marks of chat models taken out</source>
        <translation>去掉聊天模型的标记</translation>
    </message>
    <message>
        <source>Gutenberg&apos;s header and footer taken out</source>
        <translation>去掉古登堡计划的页首和页尾</translation>
    </message>
    <message>
        <source>Page numbers and running heads taken out</source>
        <translation>去掉页码和页眉</translation>
    </message>
    <message>
        <source>Words divided at line ends joined</source>
        <translation>合并行末断开的词</translation>
    </message>
    <message>
        <source>Windows and old Mac files end their lines in another way.</source>
        <translation>Windows 和旧 Mac 文件的换行方式不同。</translation>
    </message>
    <message>
        <source>Letters that were read in the wrong encoding, such as â€™ for ’.</source>
        <translation>用错误的编码读出的字，例如把 ’ 读成 â€™。</translation>
    </message>
    <message>
        <source>Byte order marks, zero-width spaces, control characters.</source>
        <translation>字节顺序标记、零宽空格、控制字符。</translation>
    </message>
    <message>
        <source>Such as &lt;end_of_turn&gt;: what a program left behind, not words.</source>
        <translation>例如 &lt;end_of_turn&gt;：是程序留下的，不是文字。</translation>
    </message>
    <message>
        <source>The licence and notes around the work itself.</source>
        <translation>作品正文前后的许可和说明。</translation>
    </message>
    <message>
        <source>What a printed book repeats on each page.</source>
        <translation>印刷书每页重复的内容。</translation>
    </message>
    <message>
        <source>Hyphens that belong to the word are left alone.</source>
        <translation>本来就属于词的连字符不动。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln 处</numerusform>
        </translation>
    </message>
    <message>
        <source>“{words}” taken out</source>
        <translation>去掉“{words}”</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chapters</source>
        <translation>
            <numerusform>%Ln 章</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln poems</source>
        <translation>
            <numerusform>%Ln 首诗</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stanzas</source>
        <translation>
            <numerusform>%Ln 节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paragraphs</source>
        <translation>
            <numerusform>%Ln 段</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionsModel</name>
    <message>
        <source>by rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
</context>
<context>
    <name>CollectionsRoom</name>
    <message>
        <source>New collection</source>
        <translation>新建合集</translation>
    </message>
    <message>
        <source>The collection is made.</source>
        <translation>合集已建立。</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Rename the collection</source>
        <translation>重命名合集</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
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
        <source>Delete the collection</source>
        <translation>删除合集</translation>
    </message>
    <message>
        <source>Delete the collection “{name}”?</source>
        <translation>删除合集“{name}”？</translation>
    </message>
    <message>
        <source>Its texts stay in the library; the choice and its order are gone.</source>
        <translation>其中的文本仍留在文库中；所作的选择和顺序将会消失。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Put into a collection</source>
        <translation>放入合集</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>新建合集…</translation>
    </message>
    <message>
        <source>Take out of “{name}”</source>
        <translation>移出“{name}”</translation>
    </message>
    <message>
        <source>These are versions of one work</source>
        <translation>这些是同一作品的版本</translation>
    </message>
    <message>
        <source>These are different works</source>
        <translation>这些是不同的作品</translation>
    </message>
    <message>
        <source>Read side by side</source>
        <translation>并排阅读</translation>
    </message>
    <message>
        <source>Export a dataset…</source>
        <translation>导出数据集…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows are in {folder}, with a card that says what they are.</source>
        <translation>
            <numerusform>已将 %Ln 行写入 {folder}，并附有说明内容的卡片。</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>CollectionsView</name>
    <message>
        <source>Collections</source>
        <translation>合集</translation>
    </message>
    <message>
        <source>Collections of the library</source>
        <translation>文库的合集</translation>
    </message>
    <message>
        <source>New by hand…</source>
        <translation>手动新建…</translation>
    </message>
    <message>
        <source>New by rule…</source>
        <translation>按规则新建…</translation>
    </message>
    <message>
        <source>Texts of the collection</source>
        <translation>合集中的文本</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>Change the rule…</source>
        <translation>修改规则…</translation>
    </message>
    <message>
        <source>Add texts…</source>
        <translation>添加文本…</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Show in the library</source>
        <translation>在文库中显示</translation>
    </message>
    <message>
        <source>Export a dataset…</source>
        <translation>导出数据集…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Make one by hand of it</source>
        <translation>另建手动合集</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>The text stays in the library.</source>
        <translation>文本仍留在文库中。</translation>
    </message>
    <message>
        <source>A collection is a choice of texts: put together by hand and in your order, or by a rule that can be run again when the library has grown. Texts themselves stay where they are.</source>
        <translation>合集是选出的一组文本：可以手动挑选并自行排序，也可以由规则选出，文库增多后再次运行即可。文本本身不会移动。</translation>
    </message>
    <message>
        <source>by hand, in your order: drag texts, or move them with Alt and the arrow keys</source>
        <translation>手动，按您的顺序：拖动文本，或用 Alt 加方向键移动</translation>
    </message>
    <message>
        <source>run {date}</source>
        <translation>运行于 {date}</translation>
    </message>
    <message>
        <source>Run again: the same texts as before.</source>
        <translation>已重新运行：文本与之前相同。</translation>
    </message>
    <message>
        <source>Run again.</source>
        <translation>已重新运行。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln came: {titles}.</source>
        <translation>
            <numerusform>新增 %Ln 篇：{titles}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln went: {titles}.</source>
        <translation>
            <numerusform>移出 %Ln 篇：{titles}。</numerusform>
        </translation>
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
        <translation>越靠右，文字与前文接得越自然；越靠上，与您的文库及其他候选雷同越少，自身重复也越少。星号是“忠实—奔放”旋钮当前位置上最好的一个。全部在本机算出，不向任何地方发送。</translation>
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
        <translation>正在比较…模型在重读各个候选，您可以继续写作。</translation>
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
    <message>
        <source>Write this next, when the model is free</source>
        <translation>等模型空下来，接着写这个</translation>
    </message>
    <message>
        <source>Write candidates</source>
        <translation>生成候选</translation>
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
    <message>
        <source>Told of: {names}.</source>
        <translation>告知的条目：{names}。</translation>
    </message>
    <message>
        <source>No room for: {names}.</source>
        <translation>没有空间放下：{names}。</translation>
    </message>
    <message>
        <source>Only the beginning of: {names}.</source>
        <translation>只取开头：{names}。</translation>
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
    <name>CountsCard</name>
    <message>
        <source>Counts and targets</source>
        <translation>字数与目标</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选中</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>本篇</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>作品</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字词</translation>
    </message>
    <message>
        <source>of them 字</source>
        <translation>其中汉字</translation>
    </message>
    <message>
        <source>字数 (with punctuation)</source>
        <translation>字数（含标点）</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>without spaces</source>
        <translation>不计空格</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Reading time</source>
        <translation>阅读时间</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您写的</translation>
    </message>
    <message>
        <source>The model&apos;s</source>
        <translation>模型写的</translation>
    </message>
    <message>
        <source>From elsewhere</source>
        <translation>来自别处</translation>
    </message>
    <message>
        <source>Of a typed manuscript: 250 words each, or 400 squares in Chinese</source>
        <translation>按手稿计：每页 250 个英文词，或 400 格稿纸</translation>
    </message>
    <message>
        <source>Imported, pasted from outside, or of unknown origin</source>
        <translation>导入的、从外面粘贴的，或来源不明的</translation>
    </message>
    <message>
        <source>Words by who made them</source>
        <translation>按作者分</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>What was written, day by day</source>
        <translation>每天写了多少</translation>
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
    <name>CuratorView</name>
    <message>
        <source>Worth another look</source>
        <translation>值得再看</translation>
    </message>
    <message>
        <source>Surprising</source>
        <translation>出人意料</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>相近</translation>
    </message>
    <message>
        <source>How alike the picks are to each other and to the page</source>
        <translation>推荐之间以及与页面的相似程度</translation>
    </message>
    <message>
        <source>Bring back what I put away</source>
        <translation>恢复我收起的内容</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Nothing stands out. Put more texts into the library, or write on.</source>
        <translation>暂无推荐。请往文库里多放些文本，或继续写作。</translation>
    </message>
    <message>
        <source>{what}: alike to each other by {share} %</source>
        <translation>{what}：彼此相似 {share} %</translation>
    </message>
    <message numerus="yes">
        <source>{some} of %Ln texts were compared</source>
        <translation>
            <numerusform>共 %Ln 篇文本，比较了其中 {some} 篇</numerusform>
        </translation>
    </message>
    <message>
        <source>Close to what you write</source>
        <translation>与您正在写的相近</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>值得重读</translation>
    </message>
    <message>
        <source>Drafts that rest</source>
        <translation>搁置的草稿</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>空缺</translation>
    </message>
</context>
<context>
    <name>DatasetDialog</name>
    <message>
        <source>Export a dataset</source>
        <translation>导出数据集</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>A row is</source>
        <translation>每行为</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>What the dataset is called on its card</source>
        <translation>卡片上所写的数据集名称</translation>
    </message>
    <message>
        <source>Plain text (JSONL)</source>
        <translation>纯文本（JSONL）</translation>
    </message>
    <message>
        <source>Chat messages (JSONL)</source>
        <translation>对话消息（JSONL）</translation>
    </message>
    <message>
        <source>a whole text</source>
        <translation>一整篇文本</translation>
    </message>
    <message>
        <source>a chapter or poem</source>
        <translation>一章或一首诗</translation>
    </message>
    <message>
        <source>a passage of about 100 words</source>
        <translation>约 100 词（150 字）的段落</translation>
    </message>
    <message>
        <source>What the user says; {title}, {author} and {heading} can stand in it</source>
        <translation>用户所说的话；可包含 {title}、{author} 和 {heading}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Texts of unknown rights too</source>
        <translation>也收入版权未知的文本</translation>
    </message>
    <message>
        <source>Only if you know that you may use them; the card says that they are in.</source>
        <translation>仅当您确知可以使用时选择；卡片会注明收有这些文本。</translation>
    </message>
    <message>
        <source>Variants of other texts too</source>
        <translation>也收入其他文本的变体</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>收入内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Nothing would be in this dataset.</source>
        <translation>这个数据集会是空的。</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>另有 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {all} texts</source>
        <translation>已完成 {done} / {all} 篇</translation>
    </message>
    <message>
        <source>There is a dataset in this folder already.</source>
        <translation>此文件夹中已有数据集。</translation>
    </message>
    <message>
        <source>Writing over it replaces its rows and its card: {folder}</source>
        <translation>覆盖会替换其中的行和卡片：{folder}</translation>
    </message>
    <message>
        <source>Write over it</source>
        <translation>覆盖</translation>
    </message>
</context>
<context>
    <name>DayChart</name>
    <message>
        <source>Words of each day</source>
        <translation>每天的字数</translation>
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
    <name>DetailsCard</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>视角</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Point of view</source>
        <translation>视角人物</translation>
    </message>
    <message>
        <source>Target in words</source>
        <translation>目标字数</translation>
    </message>
    <message>
        <source>What happens here, in a sentence or two</source>
        <translation>用一两句话写下这里发生了什么</translation>
    </message>
    <message>
        <source>Synopsis</source>
        <translation>梗概</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>In the manuscript</source>
        <translation>纳入书稿</translation>
    </message>
    <message>
        <source>Left out, it is not compiled and its words do not count.</source>
        <translation>不纳入时，它不会被编入成书，字数也不计算。</translation>
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
    <name>DetailsPane</name>
    <message>
        <source>Choose a text to see what is known of it, or several at once.</source>
        <translation>选一篇文本可查看它的信息，也可以一次选多篇。</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Save the original…</source>
        <translation>保存原件…</translation>
    </message>
    <message>
        <source>The file exactly as it was added</source>
        <translation>与加入时完全相同的文件</translation>
    </message>
    <message>
        <source>What you change here is noted for all of them.</source>
        <translation>在这里的改动会记到所选的每一篇上。</translation>
    </message>
    <message>
        <source>Remove these from the library…</source>
        <translation>从文库移除所选文本…</translation>
    </message>
    <message>
        <source>added {date}</source>
        <translation>{date} 加入</translation>
    </message>
    <message>
        <source>Added from {path}</source>
        <translation>来自 {path}</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>从文库移除…</translation>
    </message>
    <message>
        <source>version: {title}</source>
        <translation>版本：{title}</translation>
    </message>
    <message>
        <source>variant: {title}</source>
        <translation>变体：{title}</translation>
    </message>
    <message>
        <source>Of the same work</source>
        <translation>同一作品</translation>
    </message>
    <message>
        <source>the text this variant was made from</source>
        <translation>此变体所依据的文本</translation>
    </message>
    <message>
        <source>List all of them</source>
        <translation>全部列出</translation>
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
    <name>DiffView</name>
    <message>
        <source>Then</source>
        <translation>当时</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>Nothing has changed since then: the text is the same, word for word.</source>
        <translation>从那以后没有任何改动：文字一字不差。</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln more differences</source>
        <translation>
            <numerusform>再显示 %Ln 处不同</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisclosureView</name>
    <message>
        <source>What to tell others about AI</source>
        <translation>向他人说明 AI 的使用</translation>
    </message>
    <message>
        <source>1  Who asks</source>
        <translation>1  谁在询问</translation>
    </message>
    <message>
        <source>2  What only you can know</source>
        <translation>2  只有您知道的</translation>
    </message>
    <message>
        <source>3  The draft</source>
        <translation>3  草稿</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>谁在询问</translation>
    </message>
    <message>
        <source>The manuscript</source>
        <translation>整部书稿</translation>
    </message>
    <message>
        <source>This document</source>
        <translation>当前文档</translation>
    </message>
    <message>
        <source>A draft from self-recorded evidence. Not legal advice: you sign it.</source>
        <translation>依据自我记录的证据拟成的草稿。不是法律意见：签署的人是您。</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Draft in {language}</source>
        <translation>草稿语言：{language}</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>The draft is in {path}.</source>
        <translation>草稿已保存到 {path}。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
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
    <name>DraftColumn</name>
    <message>
        <source>No gap is known.</source>
        <translation>没有已知的缺口。</translation>
    </message>
    <message>
        <source>Looked at on {date}. Look at the recipient&apos;s own page before you send this.</source>
        <translation>查阅于 {date}。发送之前请再看一遍对方自己的页面。</translation>
    </message>
    <message>
        <source>What the record cannot speak for</source>
        <translation>记录不能说明的内容</translation>
    </message>
    <message>
        <source>What this does not prove</source>
        <translation>这不能证明什么</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
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
    <name>EmptyLibrary</name>
    <message>
        <source>No texts yet</source>
        <translation>还没有文本</translation>
    </message>
    <message>
        <source>Your own texts and those you love live here: to search, to reread, to write in conversation with, and to compare your drafts with. They stay on this computer, and the files you add are kept as they are.</source>
        <translation>您自己的文本和您喜爱的文本都放在这里：可以检索、重读、与之对话写作，也可以与草稿比对。它们只留在这台电脑上，您加入的文件会原样保存。</translation>
    </message>
    <message>
        <source>Drop files or whole folders in this window, or choose them.</source>
        <translation>把文件或整个文件夹拖进这个窗口，或者在这里选择。</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
</context>
<context>
    <name>EntriesModel</name>
    <message>
        <source>part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>stands in “{title}”</source>
        <translation>收在“{title}”中</translation>
    </message>
    <message>
        <source>the same text</source>
        <translation>同一文本</translation>
    </message>
    <message>
        <source>{share} % in common</source>
        <translation>{share}% 相同</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>已合并</translation>
    </message>
</context>
<context>
    <name>EntryCard</name>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>Other names</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>Other names, with commas between them</source>
        <translation>别名，用逗号分隔</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notes: who, what, where; what must stay true</source>
        <translation>备注：是谁、是什么、在哪里；哪些设定不能变</translation>
    </message>
    <message>
        <source>The model is told of it</source>
        <translation>何时告知模型</translation>
    </message>
    <message>
        <source>Every prompt tells of it, and so leaves less room for your text.</source>
        <translation>每次提示都会告知，因此留给正文的空间会少一些。</translation>
    </message>
    <message>
        <source>A prompt tells of it when one of its names stands in the text before the cursor, in the selection or in what you ask.</source>
        <translation>当它的名字或别名出现在光标前的文字、选中的文字或您的要求里时，提示才会告知。</translation>
    </message>
    <message>
        <source>It is for your eyes only.</source>
        <translation>只给您自己看。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove this entry</source>
        <translation>删除此条目</translation>
    </message>
</context>
<context>
    <name>EntryModel</name>
    <message>
        <source>never told</source>
        <translation>从不告知</translation>
    </message>
    <message>
        <source>always told</source>
        <translation>总会告知</translation>
    </message>
    <message>
        <source>named here</source>
        <translation>此处提到</translation>
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
    <name>EvidenceCheckDialog</name>
    <message>
        <source>holds</source>
        <translation>成立</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>不成立</translation>
    </message>
    <message>
        <source>unconfirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings do not hold</source>
        <translation>
            <numerusform>有 %Ln 项不成立</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything that could be checked holds</source>
        <translation>凡能检查的均成立</translation>
    </message>
    <message>
        <source>What could be checked holds; completeness unconfirmed</source>
        <translation>凡能检查的均成立；完整性未确认</translation>
    </message>
    <message>
        <source>Check an evidence bundle</source>
        <translation>检查证据包</translation>
    </message>
    <message>
        <source>Nothing in the bundle is run, and nothing connects. If the writer told you a head or a fingerprint by another way than the bundle, give them here: only with them is it found when the log was shortened or another key was used.</source>
        <translation>证据包中的程序不会被运行，也不会连接网络。如果作者通过证据包以外的途径告诉过您哈希值或指纹，请填在这里：只有凭它们，才能发现日志被截短或密钥被更换。</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>证据包</translation>
    </message>
    <message>
        <source>Head, as told</source>
        <translation>所告知的哈希值</translation>
    </message>
    <message>
        <source>Fingerprint, as told</source>
        <translation>所告知的指纹</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不知道</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <source>Evidence – {title}</source>
        <translation>证据 – {title}</translation>
    </message>
    <message>
        <source>Making it…</source>
        <translation>正在制作…</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Evidence bundle</source>
        <translation>证据包</translation>
    </message>
    <message>
        <source>A ZIP with the final file and what the record says of how it was written: a report, the log, and a program with which anybody can check that nothing was changed. It is self-recorded evidence, not proof of authorship.</source>
        <translation>一个 ZIP 文件，包含最终文件以及记录中关于写作过程的内容：一份报告、日志，以及一个任何人都能用来检查有无改动的程序。这是自行记录的证据，并非作者身份的证明。</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>关于哪些文字</translation>
    </message>
    <message>
        <source>Final file</source>
        <translation>最终文件</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>省略</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>保存位置</translation>
    </message>
    <message numerus="yes">
        <source>The whole manuscript (%Ln documents)</source>
        <translation>
            <numerusform>全部书稿（%Ln 个文档）</numerusform>
        </translation>
    </message>
    <message>
        <source>This document: “{title}”</source>
        <translation>此文档：“{title}”</translation>
    </message>
    <message>
        <source>Some documents</source>
        <translation>部分文档</translation>
    </message>
    <message>
        <source>Documents of the manuscript</source>
        <translation>书稿中的文档</translation>
    </message>
    <message>
        <source>Word (.docx)</source>
        <translation>Word 文档（.docx）</translation>
    </message>
    <message>
        <source>Markdown (.md)</source>
        <translation>Markdown（.md）</translation>
    </message>
    <message>
        <source>Plain text (.txt)</source>
        <translation>纯文本（.txt）</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Answers that were not taken</source>
        <translation>未被采用的回答</translation>
    </message>
    <message>
        <source>Words that do not stand in the text any more</source>
        <translation>正文中已不存在的文字</translation>
    </message>
    <message>
        <source>Report of the originality check</source>
        <translation>原创性检查报告</translation>
    </message>
    <message>
        <source>It is there when a document was checked, and quotes the passages of your library.</source>
        <translation>有文稿做过检查时才会附上，其中会引用您文库中的段落。</translation>
    </message>
    <message>
        <source>Their hashes stay, so that the log can still be checked. Words of other documents are never included; a prompt may hold some of them.</source>
        <translation>它们的哈希值会保留，因此日志仍可检查。其他文档的文字不会包含在内；但提示中可能含有其中的片段。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>制作</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Head of the log:</source>
        <translation>日志的哈希值：</translation>
    </message>
    <message>
        <source>Fingerprint of your key:</source>
        <translation>您的密钥指纹：</translation>
    </message>
    <message>
        <source>Copy both</source>
        <translation>复制两者</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>“{name}” is there. Tell the reader these two by another way than the file, for example by e-mail now: with them it shows when something was taken out or another key was used.</source>
        <translation>“{name}”已做好。请通过文件以外的途径把以下两项告诉收件人，例如现在就发一封电子邮件：有了它们，删减内容或更换密钥都会被发现。</translation>
    </message>
    <message>
        <source>It is not signed. {reason}</source>
        <translation>它没有签名。{reason}</translation>
    </message>
    <message numerus="yes">
        <source>It holds %Ln words.</source>
        <translation>
            <numerusform>其中有 %Ln 字词。</numerusform>
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
        <source>Say in its properties how much rests on generated text</source>
        <translation>在文件属性中注明有多少出自生成的文字</translation>
    </message>
    <message>
        <source>Say at its end who wrote what</source>
        <translation>在文末注明各部分由谁写成</translation>
    </message>
    <message>
        <source>Write the origins beside it</source>
        <translation>同时写出来源文件</translation>
    </message>
    <message>
        <source>For Word documents, with author and copyright. On unless you turn it off for this project; turning it off is recorded.</source>
        <translation>用于 Word 文档，连同作者和版权信息。默认写入，可对这部作品关闭；关闭这一举动会被记录。</translation>
    </message>
    <message>
        <source>For Markdown, as Markdown Annotations: a block that other writing programs read. Text whose author the record does not know is left unnamed.</source>
        <translation>用于 Markdown，采用 Markdown Annotations 格式，其他写作程序也能读取。记录不知道由谁写成的文字不署名。</translation>
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
    <name>Fields</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>版权</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>guessed from: {words}</source>
        <translation>推测依据：{words}</translation>
    </message>
    <message>
        <source>more tags for all of them</source>
        <translation>给所选文本都加上的标签</translation>
    </message>
    <message>
        <source>sea, childhood, …</source>
        <translation>海，童年，…</translation>
    </message>
    <message>
        <source>various; stays as it is</source>
        <translation>各不相同，保持原样</translation>
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
        <translation>正在下载…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
</context>
<context>
    <name>FilterPane</name>
    <message>
        <source>Show only</source>
        <translation>只显示</translation>
    </message>
    <message>
        <source>Title, author, tag, file</source>
        <translation>标题、作者、标签、文件</translation>
    </message>
    <message>
        <source>Words in title, author, tags or file name</source>
        <translation>标题、作者、标签或文件名中的词</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>版权</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>合集</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>From year</source>
        <translation>起始年份</translation>
    </message>
    <message>
        <source>To year</source>
        <translation>截止年份</translation>
    </message>
    <message>
        <source>One row for each work</source>
        <translation>每部作品只列一行</translation>
    </message>
    <message>
        <source>Of several versions of one work only the first is listed.</source>
        <translation>同一作品有多个版本时，只列出第一个。</translation>
    </message>
    <message>
        <source>Variants too</source>
        <translation>也显示变体</translation>
    </message>
    <message>
        <source>Texts that were made from another text of the library.</source>
        <translation>由文库中其他文本改成的文本。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Any language</source>
        <translation>任何语言</translation>
    </message>
    <message>
        <source>Any author</source>
        <translation>任何作者</translation>
    </message>
    <message>
        <source>Any rights</source>
        <translation>任何版权</translation>
    </message>
    <message>
        <source>without a tag</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>任何标签</translation>
    </message>
    <message>
        <source>Any collection</source>
        <translation>任何合集</translation>
    </message>
    <message>
        <source>Any format</source>
        <translation>任何格式</translation>
    </message>
    <message>
        <source>Any rating</source>
        <translation>任何评分</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>all five stars</source>
        <translation>五颗星</translation>
    </message>
    <message numerus="yes">
        <source>%Ln stars or more</source>
        <translation>
            <numerusform>%Ln 颗星以上</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name}（{count}）</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this document</source>
        <translation>在本文档中查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Replace every match in this document</source>
        <translation>替换本文档中的所有匹配</translation>
    </message>
    <message>
        <source>Whole manuscript…</source>
        <translation>整部文稿…</translation>
    </message>
    <message>
        <source>Replace in every document, with a preview</source>
        <translation>在所有文档中替换，先预览</translation>
    </message>
</context>
<context>
    <name>FindChoices</name>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字匹配</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>正则</translation>
    </message>
    <message>
        <source>What you type is a regular expression, such as colou?r or ^Chapter</source>
        <translation>输入的内容是正则表达式，例如 colou?r 或 ^第.章</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message numerus="yes">
        <source>%Ln matches</source>
        <translation>
            <numerusform>%Ln 处</numerusform>
        </translation>
    </message>
    <message>
        <source>{place} of {found}</source>
        <translation>第 {place} 处，共 {found} 处</translation>
    </message>
    <message>
        <source>The end was reached; this is the first match from the beginning.</source>
        <translation>已到文末；这是从头开始的第一处。</translation>
    </message>
    <message>
        <source>The beginning was reached; this is the last match before the end.</source>
        <translation>已到文首；这是文末前的最后一处。</translation>
    </message>
    <message>
        <source>There is nothing to replace.</source>
        <translation>没有可替换的内容。</translation>
    </message>
    <message>
        <source>The text has changed meanwhile, so nothing was replaced. Try again.</source>
        <translation>文本在此期间有改动，因此未作替换。请再试一次。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln places replaced. Undo brings them back.</source>
        <translation>
            <numerusform>已替换 %Ln 处。撤销即可恢复。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message numerus="yes">
        <source>Show all %Ln</source>
        <translation>
            <numerusform>显示全部 %Ln 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Draft it…</source>
        <translation>起草…</translation>
    </message>
    <message>
        <source>Set aside…</source>
        <translation>不适用…</translation>
    </message>
    <message>
        <source>Set aside: {rule}</source>
        <translation>不适用：{rule}</translation>
    </message>
    <message>
        <source>Have it count again</source>
        <translation>恢复适用</translation>
    </message>
</context>
<context>
    <name>FindingColumn</name>
    <message>
        <source>Not met</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>To be looked at</source>
        <translation>需要留意</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Set aside by you</source>
        <translation>您决定不适用</translation>
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
    <name>Fold</name>
    <message>
        <source>open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已折叠</translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message>
        <source>Watched</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Watch {folder}</source>
        <translation>关注 {folder}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Watch {folder} no longer</source>
        <translation>不再关注 {folder}</translation>
    </message>
    <message>
        <source>Not there now. It is looked at again once it is back.</source>
        <translation>现在不在。恢复后会重新查看。</translation>
    </message>
    <message>
        <source>Not looked at yet.</source>
        <translation>还没有查看过。</translation>
    </message>
    <message>
        <source>Looked at {date}</source>
        <translation>{date} 查看过</translation>
    </message>
</context>
<context>
    <name>ForwardChip</name>
    <message>
        <source>Only forward  ·  Leave</source>
        <translation>只进不退  ·  退出</translation>
    </message>
    <message>
        <source>Nothing is deleted while you draft forward</source>
        <translation>只进不退时，什么都不会删去</translation>
    </message>
    <message>
        <source>Leave drafting forward only</source>
        <translation>退出只进不退</translation>
    </message>
</context>
<context>
    <name>FoundGauge</name>
    <message>
        <source>{percent} % found</source>
        <translation>{percent}% 见于库中</translation>
    </message>
    <message numerus="yes">
        <source>{found} of %Ln words stand in your library too</source>
        <translation>
            <numerusform>%Ln 字中有 {found} 字也见于您的文库</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GapList</name>
    <message>
        <source>The record has no gaps that it knows of.</source>
        <translation>记录没有已知的空缺。</translation>
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
        <translation>正在校验…</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>等待中…</translation>
    </message>
    <message>
        <source>Downloading…</source>
        <translation>正在下载…</translation>
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
        <translation>正在逐字节校验…</translation>
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
    <name>GlanceView</name>
    <message>
        <source>The library at a glance</source>
        <translation>文库概览</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>年代</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>版权</translation>
    </message>
    <message>
        <source>What is there, and what it is enough for</source>
        <translation>现有内容够做什么</translation>
    </message>
    <message>
        <source>Inspiration shelf…</source>
        <translation>灵感书架…</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts</source>
        <translation>
            <numerusform>%Ln 篇文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in it yet</source>
        <translation>还没有内容</translation>
    </message>
    <message>
        <source>Behind each bar: words · texts</source>
        <translation>条形之后：字数 · 篇数</translation>
    </message>
    <message numerus="yes">
        <source>%Ln variants are left out of all figures</source>
        <translation>
            <numerusform>%Ln 篇变体不计入任何数字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts are further versions of a work</source>
        <translation>
            <numerusform>其中 %Ln 篇是同一作品的其他版本</numerusform>
        </translation>
    </message>
    <message>
        <source>Add texts of your own, or begin with the inspiration shelf.</source>
        <translation>添加自己的文本，或从灵感书架开始。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts without a year are counted where their author died.</source>
        <translation>
            <numerusform>%Ln 篇文本年份不详，按作者卒年计入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln others</source>
        <translation>
            <numerusform>其余 %Ln 项</numerusform>
        </translation>
    </message>
    <message>
        <source>year unknown</source>
        <translation>年份不详</translation>
    </message>
    <message>
        <source>{from_}–{to} BC</source>
        <translation>公元前 {from_}–{to} 年</translation>
    </message>
    <message>
        <source>author unknown</source>
        <translation>作者不详</translation>
    </message>
</context>
<context>
    <name>GoBackDialog</name>
    <message>
        <source>Go back to a backup</source>
        <translation>恢复到备份</translation>
    </message>
    <message>
        <source>Go back to {when}?</source>
        <translation>恢复到 {when}？</translation>
    </message>
    <message>
        <source>All projects and documents become what they were then.</source>
        <translation>所有项目和文档都会变回当时的样子。</translation>
    </message>
    <message>
        <source>What is there now is backed up first, so that you can come back to it.</source>
        <translation>现有内容会先备份，您可以随时再回来。</translation>
    </message>
    <message>
        <source>The window closes for a moment and opens again.</source>
        <translation>窗口会关闭片刻，然后重新打开。</translation>
    </message>
    <message>
        <source>To get back single documents without changing the others, close this and use “Bring back as copies”.</source>
        <translation>如果只想取回个别文档而不改动其他文档，请关闭此窗口并使用“取回为副本”。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Goal</name>
    <message>
        <source>no target</source>
        <translation>无目标</translation>
    </message>
    <message>
        <source>Target: {what}, in words</source>
        <translation>目标：{what}，以字计</translation>
    </message>
    <message>
        <source>{words} of</source>
        <translation>{words} /</translation>
    </message>
    <message>
        <source>{words} of {target} words</source>
        <translation>{words} 字，目标 {target} 字</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Goals</name>
    <message>
        <source>Your own words of today, those you took out again subtracted.</source>
        <translation>您今天自己写的字，减去又删掉的。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This document</source>
        <translation>本篇</translation>
    </message>
    <message>
        <source>All words of this document.</source>
        <translation>本篇的全部字数。</translation>
    </message>
    <message>
        <source>All words of the manuscript, without notes and what is put away.</source>
        <translation>整部书稿的字数，不含笔记和收起来的内容。</translation>
    </message>
    <message>
        <source>The project</source>
        <translation>整部作品</translation>
    </message>
    <message>
        <source>Finished by</source>
        <translation>完成于</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>The project has reached its target.</source>
        <translation>作品已达到目标。</translation>
    </message>
    <message>
        <source>That day is over.</source>
        <translation>那一天已经过去。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words a day until then</source>
        <translation>
            <numerusform>到那天为止每天 %Ln 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupLegend</name>
    <message>
        <source>The model was asked (full: words were taken)</source>
        <translation>向模型提问（实心：采用了其中的文字）</translation>
    </message>
    <message>
        <source>Without the model</source>
        <translation>不用模型的时段</translation>
    </message>
</context>
<context>
    <name>GuardBox</name>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>What is blocked while the model writes</source>
        <translation>模型写作时屏蔽什么</translation>
    </message>
    <message>
        <source>While the model writes, it takes other words before it completes such a run. Capitals, punctuation and spaces make no difference. Your own texts are left out, and so are phrases that stand in six or more works. The same thing said in other words is not blocked.</source>
        <translation>模型写作时，会在写全这样的词句之前改用别的词。大小写、标点和空格不影响判断。您自己的文本不计在内，在六部以上作品中出现的说法也不计。换一种说法表达同样的意思不会被屏蔽。</translation>
    </message>
    <message numerus="yes">
        <source>Block runs of %Ln or more words</source>
        <translation>
            <numerusform>屏蔽连续 %Ln 词及以上的相同词句</numerusform>
        </translation>
    </message>
    <message>
        <source>This recipe says so itself.</source>
        <translation>由此配方自行规定。</translation>
    </message>
    <message>
        <source>Those found in your library, in others&apos; texts</source>
        <translation>指文库中他人作品里的词句</translation>
    </message>
    <message numerus="yes">
        <source>Getting your library ready: {done} of %Ln texts</source>
        <translation>
            <numerusform>正在准备文库：第 {done} 篇，共 %Ln 篇</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GuardSheet</name>
    <message>
        <source>Words of my library</source>
        <translation>我文库中的词句</translation>
    </message>
    <message>
        <source>While the model writes, runs of words that stand in your library can be blocked: before one is complete, the model takes another word.</source>
        <translation>模型写作时，可以屏蔽文库中已有的连续词句：在写全之前，模型会改用别的词。</translation>
    </message>
    <message>
        <source>Block runs of words found in your library</source>
        <translation>屏蔽文库中已有的连续词句</translation>
    </message>
    <message>
        <source>Blocked from so many words</source>
        <translation>连续多少词起屏蔽</translation>
    </message>
    <message>
        <source> words</source>
        <translation> 词</translation>
    </message>
    <message>
        <source>In Chinese and Japanese from</source>
        <translation>中文和日文从</translation>
    </message>
    <message>
        <source> characters</source>
        <translation> 字</translation>
    </message>
    <message>
        <source>Names and idioms that may stand there all the same, one a line</source>
        <translation>仍可使用的人名、地名和成语，每行一条</translation>
    </message>
    <message>
        <source>Only words that follow each other exactly are blocked. This does not make a text original: check it as well.</source>
        <translation>只屏蔽完全相同的连续词句。这并不表示文字是原创的：请另行检查。</translation>
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
    <name>HandsCard</name>
    <message>
        <source>By hand alone</source>
        <translation>只凭手写</translation>
    </message>
    <message>
        <source>End hands-only mode…</source>
        <translation>结束只手写模式…</translation>
    </message>
    <message>
        <source>The model can be asked again from then on, and the record notes the end. What you wrote until now stays on record as written while the model was off.</source>
        <translation>结束之后可以再次使用模型，记录中会记下结束的时间。到目前为止写下的文字，在记录中仍是模型关闭期间所写。</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>继续手写</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>End hands-only mode</source>
        <translation>结束只手写模式</translation>
    </message>
    <message>
        <source>Earlier times</source>
        <translation>以前的时段</translation>
    </message>
    <message>
        <source>The model has been off for “{project}” since {time}. Nothing is asked of it, and none of its words go into these texts. Beginning and end are in the record.</source>
        <translation>“{project}”自 {time} 起关闭了模型：不向它提任何要求，它的文字也不会进入这些文稿。开始和结束都写入记录。</translation>
    </message>
    <message>
        <source>So far: {words}</source>
        <translation>到目前为止：{words}</translation>
    </message>
</context>
<context>
    <name>HandsDialog</name>
    <message>
        <source>Hands-only mode</source>
        <translation>只手写模式</translation>
    </message>
    <message>
        <source>Write by hand alone</source>
        <translation>只凭手写</translation>
    </message>
    <message>
        <source>From now on the model is off for “{project}”, until you end it: no candidates, no word by word, no reading ahead, and nothing it wrote before can be inserted. What it is writing stops.</source>
        <translation>从现在起，“{project}”将关闭模型，直到您结束为止：没有候选，没有逐词写作，不预读，它以前写的内容也不能插入。它正在写的会停下。</translation>
    </message>
    <message>
        <source>It stays so when you close the app. Beginning and end go into the record, which this app keeps itself: evidence of how you worked, not proof. Other projects go on as they are.</source>
        <translation>关闭程序后仍然有效。开始和结束都写入本程序自己保存的记录：它是您写作方式的佐证，而不是证明。其他项目不受影响。</translation>
    </message>
    <message>
        <source>Earlier times</source>
        <translation>以前的时段</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Begin hands-only mode</source>
        <translation>开始只手写模式</translation>
    </message>
</context>
<context>
    <name>HandsLog</name>
    <message>
        <source>Times without the model</source>
        <translation>不用模型的时段</translation>
    </message>
</context>
<context>
    <name>HandsMark</name>
    <message>
        <source>Hands-only since {time}</source>
        <translation>只手写，始于 {time}</translation>
    </message>
    <message>
        <source>The model is off for this project. Press to see more, or to end it.</source>
        <translation>此项目已关闭模型。点按可查看详情或结束。</translation>
    </message>
</context>
<context>
    <name>HandsWords</name>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words by hand</source>
        <translation>
            <numerusform>手写 %Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln from elsewhere</source>
        <translation>
            <numerusform>来自别处 %Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of a model, pasted</source>
        <translation>
            <numerusform>粘贴的模型文字 %Ln 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Pairs of unrelated passages by likeness</source>
        <translation>互不相干的段落对，按相近程度</translation>
    </message>
    <message numerus="yes">
        <source>Likeness {low} to {high}: %Ln pairs</source>
        <translation>
            <numerusform>相近程度 {low} 至 {high}：%Ln 对</numerusform>
        </translation>
    </message>
    <message>
        <source>likeness of meaning</source>
        <translation>意思相近程度</translation>
    </message>
    <message>
        <source>threshold {value}</source>
        <translation>界线 {value}</translation>
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
        <source>Show what went in and what became of it</source>
        <translation>查看它用到了什么、后来如何</translation>
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
    <message>
        <source>In conversation with: {texts}</source>
        <translation>与之对话：{texts}</translation>
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
    <name>HitBox</name>
    <message>
        <source>Rewrite mine</source>
        <translation>改写我的</translation>
    </message>
    <message>
        <source>To this place on the page</source>
        <translation>到页面上的这个位置</translation>
    </message>
    <message>
        <source>It is mine</source>
        <translation>是我自己的</translation>
    </message>
    <message>
        <source>A quotation</source>
        <translation>是引文</translation>
    </message>
    <message>
        <source>Leave out…</source>
        <translation>略去…</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>去那里</translation>
    </message>
    <message>
        <source>This passage from this source</source>
        <translation>此来源的这一处</translation>
    </message>
    <message>
        <source>These words, wherever they stand</source>
        <translation>这些文字，无论在哪里</translation>
    </message>
    <message>
        <source>All of this source</source>
        <translation>整个来源</translation>
    </message>
    <message>
        <source>Left out by you: {what}.</source>
        <translation>由您略去：{what}。</translation>
    </message>
    <message>
        <source>You have said this before. A help, no reproach.</source>
        <translation>这话您以前写过。只是提醒，不是责备。</translation>
    </message>
    <message>
        <source>Left out: {reason}.</source>
        <translation>已略去：{reason}。</translation>
    </message>
    <message>
        <source>Your reason: {reason}.</source>
        <translation>您的理由：{reason}。</translation>
    </message>
    <message>
        <source>Show quotations</source>
        <translation>显示引文</translation>
    </message>
    <message>
        <source>Show common phrases</source>
        <translation>显示常用语</translation>
    </message>
    <message>
        <source>Show short ones</source>
        <translation>显示较短的</translation>
    </message>
    <message>
        <source>Show all lengths</source>
        <translation>显示所有长度</translation>
    </message>
    <message>
        <source>Show this kind</source>
        <translation>显示这一类</translation>
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
    <name>HousePane</name>
    <message>
        <source>House rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>What they ask for</source>
        <translation>规则内容</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Copy and change…</source>
        <translation>复制并修改…</translation>
    </message>
    <message>
        <source>{name} (mine)</source>
        <translation>{name}（我的）</translation>
    </message>
    <message>
        <source>The rules “{name}” are deleted.</source>
        <translation>规则“{name}”已删除。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
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
        <translation>登录…</translation>
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
    <name>HunkCard</name>
    <message>
        <source>Difference {place} of {count}</source>
        <translation>第 {place} 处不同，共 {count} 处</translation>
    </message>
    <message>
        <source>How it was</source>
        <translation>原来的样子</translation>
    </message>
    <message>
        <source>How it is now</source>
        <translation>现在的样子</translation>
    </message>
    <message>
        <source>after “{words}”</source>
        <translation>在“{words}”之后</translation>
    </message>
    <message>
        <source>There was nothing here.</source>
        <translation>当时这里什么也没有。</translation>
    </message>
    <message>
        <source>There is nothing here now.</source>
        <translation>现在这里什么也没有。</translation>
    </message>
    <message>
        <source>Take out what was added</source>
        <translation>去掉后加的内容</translation>
    </message>
    <message>
        <source>Bring this passage back</source>
        <translation>恢复这一段</translation>
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
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Copying: {done} of {total}</source>
        <translation>正在复制：{done}，共 {total}</translation>
    </message>
    <message>
        <source>Trying whether it can be used…</source>
        <translation>正在试试能不能用…</translation>
    </message>
</context>
<context>
    <name>ImportStrip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop adding to the library</source>
        <translation>停止加入文库</translation>
    </message>
    <message>
        <source>Progress of adding texts</source>
        <translation>加入文本的进度</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Waits for another import to end…</source>
        <translation>等待另一次导入结束…</translation>
    </message>
    <message>
        <source>{done} of {total}: {name}</source>
        <translation>{done} / {total}：{name}</translation>
    </message>
    <message>
        <source>{rate} MB a second</source>
        <translation>每秒 {rate} MB</translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out</source>
        <translation>
            <numerusform>略过 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>Bring in a novel</source>
        <translation>导入小说</translation>
    </message>
    <message>
        <source>Novels ({kinds})</source>
        <translation>小说 ({kinds})</translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln 篇文档</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is here: {documents}, {words}.</source>
        <translation>已导入 {name}：{documents}，{words}。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>What was brought in is in the trash.</source>
        <translation>导入的内容已移到回收站。</translation>
    </message>
</context>
<context>
    <name>IncomingView</name>
    <message>
        <source>Reading {name}…</source>
        <translation>正在读取 {name}…</translation>
    </message>
    <message>
        <source>Bringing in {name}…</source>
        <translation>正在导入 {name}…</translation>
    </message>
    <message>
        <source>Bring in a novel</source>
        <translation>导入小说</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>选择别的文件…</translation>
    </message>
    <message>
        <source>Into a new project:</source>
        <translation>放进新项目：</translation>
    </message>
    <message>
        <source>Title of the new project</source>
        <translation>新项目的标题</translation>
    </message>
    <message>
        <source>At the end of “{title}”</source>
        <translation>放在《{title}》末尾</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Join with the one before</source>
        <translation>并入上一篇</translation>
    </message>
    <message>
        <source>For what is no chapter or scene of its own; nothing of it is lost</source>
        <translation>用于本不该单独成章、成场的部分；文字一个也不会丢失</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>What comes in</source>
        <translation>将要导入的内容</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>部</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>场景</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words.</source>
        <translation>
            <numerusform>共 %Ln 字。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln comments stand apart and are not counted.</source>
        <translation>
            <numerusform>另有 %Ln 条批注，不计入字数。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures stay behind.</source>
        <translation>
            <numerusform>%Ln 张图片不会导入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %Ln comments as a note</source>
        <translation>
            <numerusform>把 %Ln 条批注保留为一篇笔记</numerusform>
        </translation>
    </message>
    <message>
        <source>It is recorded as brought in from {name}. All of it can be taken back at once.</source>
        <translation>来源会记为“从 {name} 导入”。之后可以一次全部撤回。</translation>
    </message>
    <message>
        <source>Keep who wrote what, as the file says: {authors}</source>
        <translation>保留文件所注明的各部分作者：{authors}</translation>
    </message>
    <message>
        <source>It is kept as what the file says: the words stay “imported” in every count.</source>
        <translation>仅作为文件自己的说法保留：在所有统计中，这些文字仍算作“导入”。</translation>
    </message>
    <message>
        <source>The file says of itself that {model} of {all} words rest on generated text.</source>
        <translation>文件自称：{all} 字中有 {model} 字出自生成的文字。</translation>
    </message>
    <message>
        <source>That is its claim; nothing here confirms it.</source>
        <translation>这只是文件自己的说法，这里没有任何记录可以证实。</translation>
    </message>
    <message>
        <source>Scene {number}</source>
        <translation>场景 {number}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln headings of level {level} are</source>
        <translation>
            <numerusform>第 {level} 级标题（%Ln 个）作为</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln 篇文档</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bring in %Ln documents</source>
        <translation>
            <numerusform>导入 %Ln 篇文档</numerusform>
        </translation>
    </message>
    <message>
        <source>Comments in {name}</source>
        <translation>{name} 中的批注</translation>
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
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>排队等候…</translation>
    </message>
</context>
<context>
    <name>KeptList</name>
    <message>
        <source>Documents in the backup</source>
        <translation>备份中的文档</translation>
    </message>
</context>
<context>
    <name>KeptModel</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 词</numerusform>
        </translation>
    </message>
    <message>
        <source>in the trash then</source>
        <translation>当时在回收站</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>现已不在</translation>
    </message>
    <message>
        <source>in the trash now</source>
        <translation>现在在回收站</translation>
    </message>
    <message numerus="yes">
        <source>changed since: %Ln words now</source>
        <translation>
            <numerusform>此后有改动：现为 %Ln 词</numerusform>
        </translation>
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
        <translation>把模型变小…</translation>
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
    <name>LabView</name>
    <message>
        <source>Variation lab</source>
        <translation>变体工坊</translation>
    </message>
    <message>
        <source>Title or author</source>
        <translation>标题或作者</translation>
    </message>
    <message>
        <source>Find a text of the library</source>
        <translation>在文库中查找文本</translation>
    </message>
    <message>
        <source>Texts of the library</source>
        <translation>文库中的文本</translation>
    </message>
    <message>
        <source>The text as it will be</source>
        <translation>修改后的文本</translation>
    </message>
    <message>
        <source>Take the last step back</source>
        <translation>撤回上一步</translation>
    </message>
    <message>
        <source>Keep as a variant</source>
        <translation>存为变体</translation>
    </message>
    <message>
        <source>Beside its original, and left out of figures and checks</source>
        <translation>与原文放在一起，不计入统计与检查</translation>
    </message>
    <message>
        <source>Your library is empty. The inspiration shelf has texts to begin with.</source>
        <translation>文库还是空的。灵感书架上有可供开始的文本。</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>同义词</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>次序</translation>
    </message>
    <message>
        <source>Tense</source>
        <translation>时态</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人称</translation>
    </message>
    <message>
        <source>Paraphrase</source>
        <translation>换种说法</translation>
    </message>
    <message>
        <source>{title}, a variant</source>
        <translation>{title}（变体）</translation>
    </message>
    <message>
        <source>Kept beside its original: {title}</source>
        <translation>已存放在原文旁边：{title}</translation>
    </message>
    <message>
        <source>Choose a text</source>
        <translation>请选择一篇文本</translation>
    </message>
    <message>
        <source>Not kept yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>As it is in the library</source>
        <translation>与文库中相同</translation>
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
    <name>LeftOutList</name>
    <message>
        <source>Left out</source>
        <translation>已略去</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Yours</source>
        <translation>您写的</translation>
    </message>
    <message>
        <source>The model&apos;s</source>
        <translation>模型写的</translation>
    </message>
    <message>
        <source>From elsewhere</source>
        <translation>来自别处</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>删去的</translation>
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
    <message numerus="yes">
        <source>All %Ln texts…</source>
        <translation>
            <numerusform>全部 %Ln 篇文本…</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>从文库移除…</translation>
    </message>
    <message>
        <source>Add files or drop them here</source>
        <translation>加入文件，或把文件拖到这里</translation>
    </message>
    <message>
        <source>Texts in the library</source>
        <translation>文库里的文本</translation>
    </message>
</context>
<context>
    <name>LibraryRoom</name>
    <message numerus="yes">
        <source>%Ln texts added.</source>
        <translation>
            <numerusform>已加入 %Ln 篇文本。</numerusform>
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
        <translation>您在结束前停止了导入。</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>An import was cut off before its end: {names}</source>
        <translation>有一次导入中途断了：{names}</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>继续导入</translation>
    </message>
    <message>
        <source>Save the original</source>
        <translation>保存原件</translation>
    </message>
    <message>
        <source>The original is in {path}</source>
        <translation>原件已保存到 {path}</translation>
    </message>
</context>
<context>
    <name>LibrarySearchRoom</name>
    <message>
        <source>Select something first, and what is like it can be found.</source>
        <translation>请先选中一段文字，再查找与它相似的段落。</translation>
    </message>
    <message>
        <source>Read it there</source>
        <translation>在原文中阅读</translation>
    </message>
    <message>
        <source>Find similar passages</source>
        <translation>查找相似段落</translation>
    </message>
    <message>
        <source>Show it in the library</source>
        <translation>在文库中显示</translation>
    </message>
    <message>
        <source>Find similar in the library</source>
        <translation>在文库中查找相似段落</translation>
    </message>
</context>
<context>
    <name>LibraryTable</name>
    <message>
        <source>Texts of the library</source>
        <translation>文库中的文本</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字词</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>版权</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>加入时间</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Library</source>
        <translation>文库</translation>
    </message>
    <message>
        <source>Add texts…</source>
        <translation>添加文本…</translation>
    </message>
    <message>
        <source>Watched folders…</source>
        <translation>关注的文件夹…</translation>
    </message>
    <message>
        <source>Collections…</source>
        <translation>合集…</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>版本…</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>{some} of {all}</source>
        <translation>{all} 篇中的 {some}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chosen</source>
        <translation>
            <numerusform>已选 %Ln 篇</numerusform>
        </translation>
    </message>
    <message>
        <source>{texts} changed.</source>
        <translation>已更改 {texts}。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Save the original…</source>
        <translation>保存原件…</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>从文库移除…</translation>
    </message>
</context>
<context>
    <name>LibraryWords</name>
    <message>
        <source>rights unknown</source>
        <translation>版权未知</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>public domain</source>
        <translation>公有领域</translation>
    </message>
    <message>
        <source>licensed</source>
        <translation>有许可</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts</source>
        <translation>
            <numerusform>%Ln 篇文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln versions</source>
        <translation>
            <numerusform>%Ln 个版本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of 5 stars</source>
        <translation>
            <numerusform>5 颗星中的 %Ln 颗</numerusform>
        </translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>不分级</translation>
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
    <name>LineageCard</name>
    <message>
        <source>Its words</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Only this request</source>
        <translation>只看此请求</translation>
    </message>
    <message>
        <source>Fold its day again</source>
        <translation>重新折叠当天</translation>
    </message>
    <message>
        <source>Choose a box or a line to see what is known of it.</source>
        <translation>选择一个方框或一行，即可查看已知信息。</translation>
    </message>
    <message>
        <source>Show these requests</source>
        <translation>展开这些请求</translation>
    </message>
    <message>
        <source>Show in History</source>
        <translation>在历史中显示</translation>
    </message>
    <message>
        <source>Go to it on the page</source>
        <translation>在页面上查看</translation>
    </message>
    <message>
        <source>Open the document</source>
        <translation>打开文档</translation>
    </message>
    <message>
        <source>Show in the library</source>
        <translation>在资料库中显示</translation>
    </message>
    <message>
        <source>Show among the models</source>
        <translation>在模型列表中显示</translation>
    </message>
    <message>
        <source>Show in the story bible</source>
        <translation>在故事设定中显示</translation>
    </message>
</context>
<context>
    <name>LineageList</name>
    <message>
        <source>What the drawing shows, as a list</source>
        <translation>以列表显示图中的内容</translation>
    </message>
</context>
<context>
    <name>LineageMap</name>
    <message>
        <source>Drawing of where the text came from; the list says the same</source>
        <translation>文字由来关系图；列表内容相同</translation>
    </message>
</context>
<context>
    <name>LineageView</name>
    <message>
        <source>Where it came from</source>
        <translation>由来</translation>
    </message>
    <message>
        <source>The whole document</source>
        <translation>整篇文档</translation>
    </message>
    <message>
        <source>Fold the days</source>
        <translation>按天折叠</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Draw smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Draw larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Draw at 100 %</source>
        <translation>按 100% 显示</translation>
    </message>
    <message>
        <source>As a web page (.html)…</source>
        <translation>导出为网页（.html）…</translation>
    </message>
    <message>
        <source>As a PDF…</source>
        <translation>导出为 PDF…</translation>
    </message>
    <message>
        <source>As data (.json)…</source>
        <translation>导出为数据（.json）…</translation>
    </message>
    <message>
        <source>Leave out the words of prompts and answers</source>
        <translation>不包含提示和回答的原文</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>Request {number} · {title}</source>
        <translation>第 {number} 号请求 · {title}</translation>
    </message>
    <message>
        <source>A passage of {title}</source>
        <translation>“{title}”中的一段</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln 次请求</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passages taken</source>
        <translation>
            <numerusform>采用 %Ln 段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things are not there any more</source>
        <translation>
            <numerusform>%Ln 项内容已不存在</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawn at {percent} %; press for 100 %</source>
        <translation>当前显示比例 {percent}%；按下恢复 100%</translation>
    </message>
    <message>
        <source>lineage</source>
        <translation>由来</translation>
    </message>
    <message>
        <source>Export the lineage</source>
        <translation>导出由来</translation>
    </message>
    <message>
        <source>Written to {path}</source>
        <translation>已写入 {path}</translation>
    </message>
</context>
<context>
    <name>LiveLine</name>
    <message>
        <source>Mark passages while I write</source>
        <translation>写作时标出雷同之处</translation>
    </message>
    <message>
        <source>A paragraph is compared with your library when you rest. Nothing goes on record.</source>
        <translation>停笔时，将该段与您的文库比对。不留记录。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln passages in this paragraph</source>
        <translation>
            <numerusform>本段有 %Ln 处</numerusform>
        </translation>
    </message>
    <message>
        <source>{passages}: “{title}”</source>
        <translation>{passages}：《{title}》</translation>
    </message>
    <message>
        <source>There is nothing to compare with yet.</source>
        <translation>还没有可供比对的文本。</translation>
    </message>
    <message>
        <source>Nothing to mark in this paragraph</source>
        <translation>本段没有需要标出之处</translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Yours</source>
        <translation>您写的</translation>
    </message>
    <message>
        <source>The model&apos;s</source>
        <translation>模型写的</translation>
    </message>
    <message>
        <source>From elsewhere</source>
        <translation>来自别处</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>删去的</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
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
        <source>Warm paper</source>
        <translation>暖纸</translation>
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
    <name>ManuscriptRoom</name>
    <message>
        <source>“{title}” is in the trash.</source>
        <translation>“{title}”已移到回收站。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents are in the trash.</source>
        <translation>
            <numerusform>%Ln 个文档已移到回收站。</numerusform>
        </translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回原处</translation>
    </message>
    <message>
        <source>The text is at the end of “{title}”.</source>
        <translation>文字已放到“{title}”的末尾。</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往查看</translation>
    </message>
</context>
<context>
    <name>ManuscriptView</name>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Index cards</source>
        <translation>索引卡片</translation>
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
    <name>NameDialog</name>
    <message>
        <source>Name of the snapshot</source>
        <translation>快照名称</translation>
    </message>
    <message>
        <source>Name (you may leave it empty)</source>
        <translation>名称（可以不填）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
    <name>NodeDelegate</name>
    <message>
        <source>Title of the document</source>
        <translation>文档标题</translation>
    </message>
</context>
<context>
    <name>NodeWords</name>
    <message>
        <source>Part</source>
        <translation>部</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>章</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>无标题</translation>
    </message>
    <message>
        <source>Part {number}</source>
        <translation>第 {number} 部</translation>
    </message>
    <message>
        <source>Chapter {number}</source>
        <translation>第 {number} 章</translation>
    </message>
    <message>
        <source>Untitled {number}</source>
        <translation>无标题 {number}</translation>
    </message>
    <message>
        <source>Note {number}</source>
        <translation>笔记 {number}</translation>
    </message>
    <message numerus="yes">
        <source>{title}, %n words</source>
        <translation>
            <numerusform>{title}，%n 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents inside</source>
        <translation>
            <numerusform>内含 %n 个文档</numerusform>
        </translation>
    </message>
    <message>
        <source>not in the manuscript</source>
        <translation>未纳入书稿</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>No text fits</source>
        <translation>没有符合的文本</translation>
    </message>
    <message>
        <source>Nothing is like what you ask for at the left. Ask for less, or show everything.</source>
        <translation>没有文本符合左边的条件。请放宽条件，或显示全部。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
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
    <name>Offers</name>
    <message>
        <source>Add “{word}” to this project’s words</source>
        <translation>把“{word}”加入本项目的词</translation>
    </message>
    <message>
        <source>Ignore “{word}” in this document for now</source>
        <translation>在这篇文稿中暂时忽略“{word}”</translation>
    </message>
    <message>
        <source>Other words for “{word}”…</source>
        <translation>“{word}”的同义词…</translation>
    </message>
    <message>
        <source>Looking for suggestions…</source>
        <translation>正在查找建议…</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>没有建议</translation>
    </message>
</context>
<context>
    <name>OffersModel</name>
    <message>
        <source>broader</source>
        <translation>上位词</translation>
    </message>
    <message>
        <source>similar</source>
        <translation>近义</translation>
    </message>
    <message>
        <source>related</source>
        <translation>相关</translation>
    </message>
    <message>
        <source>opposite</source>
        <translation>反义</translation>
    </message>
</context>
<context>
    <name>OrderTool</name>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Stanzas</source>
        <translation>节</translation>
    </message>
    <message>
        <source>Pieces in their order</source>
        <translation>各部分及其次序</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>恢复原样</translation>
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
        <source>Yours</source>
        <translation>您写的</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>改过</translation>
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
    <name>OriginalityRoom</name>
    <message>
        <source>The report is in {path}.</source>
        <translation>报告已存为 {path}。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>OriginalityView</name>
    <message>
        <source>Originality</source>
        <translation>原创性</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>显示…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>How much is checked</source>
        <translation>已检查的比例</translation>
    </message>
    <message>
        <source>Short ones too, that may be chance</source>
        <translation>也显示较短、可能是巧合的</translation>
    </message>
    <message>
        <source>Leave out quotations that name their source</source>
        <translation>略去注明出处的引文</translation>
    </message>
    <message>
        <source>Leave out common phrases</source>
        <translation>略去常用语</translation>
    </message>
    <message>
        <source>Compare with my own texts of the library too</source>
        <translation>也对照文库中我自己的文本</translation>
    </message>
    <message numerus="yes">
        <source>From %Ln words on</source>
        <translation>
            <numerusform>%Ln 字以上</numerusform>
        </translation>
    </message>
    <message>
        <source>Passages of any length</source>
        <translation>任何长度</translation>
    </message>
    <message>
        <source>How likeness of meaning is judged…</source>
        <translation>意思相近如何判断…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Looking for paraphrases…</source>
        <translation>正在查找改写…</translation>
    </message>
    <message>
        <source>Originality report.pdf</source>
        <translation>原创性报告.pdf</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
</context>
<context>
    <name>OriginsPanel</name>
    <message>
        <source>In this document</source>
        <translation>在这篇文稿里</translation>
    </message>
    <message>
        <source>Origins of the whole project</source>
        <translation>整个项目的来源</translation>
    </message>
    <message>
        <source>Press a line above to go to its next passage. The record is your own: it shows what this app saw, and is no proof of authorship.</source>
        <translation>按上面的一行即跳到该类的下一处。这是您自己的记录：它说明本程序看到了什么，不是作者身份的证明。</translation>
    </message>
    <message>
        <source>The same as an answer</source>
        <translation>与模型回答相同</translation>
    </message>
    <message>
        <source>But {same}.</source>
        <translation>但{same}。</translation>
    </message>
    <message>
        <source>At the cursor</source>
        <translation>光标处</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OriginsRoom</name>
    <message>
        <source>Nothing typed in this document is the same as words of an answer.</source>
        <translation>本文稿中没有键入的文字与模型的回答相同。</translation>
    </message>
    <message>
        <source>These words are not in the document any more.</source>
        <translation>这些文字已不在文稿中。</translation>
    </message>
</context>
<context>
    <name>OriginsView</name>
    <message>
        <source>Count again</source>
        <translation>重新统计</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>按字数</translation>
    </message>
    <message>
        <source>In per cent</source>
        <translation>按百分比</translation>
    </message>
    <message>
        <source>Sorted by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>order in the manuscript</source>
        <translation>书稿中的顺序</translation>
    </message>
    <message>
        <source>share that rests on the model</source>
        <translation>以模型文字为基础的比例</translation>
    </message>
    <message>
        <source>Documents and where their words came from</source>
        <translation>各文稿及其文字的来源</translation>
    </message>
    <message>
        <source>Passages that were accepted</source>
        <translation>采用过的段落</translation>
    </message>
    <message>
        <source>Where the record is silent</source>
        <translation>记录未能说明之处</translation>
    </message>
    <message>
        <source>Counted from what is saved. Words the model wrote stay its words however much they were edited. This is self-recorded evidence, no proof of authorship.</source>
        <translation>根据已保存的内容统计。模型写的文字，无论怎样修改，仍算作模型的文字。这是自我记录的证据，不是作者身份的证明。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>Accepted passages: {count}</source>
        <translation>采用的段落：{count}</translation>
    </message>
    <message>
        <source>The same as an answer: {count}</source>
        <translation>与模型回答相同：{count}</translation>
    </message>
    <message>
        <source>Where the record is silent: {count}</source>
        <translation>记录未能说明之处：{count}</translation>
    </message>
    <message>
        <source>Origins of the whole project</source>
        <translation>整个项目的来源</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Origins of “{title}”</source>
        <translation>“{title}”的来源</translation>
    </message>
    <message numerus="yes">
        <source>{share} of %Ln words rest on text the model wrote</source>
        <translation>
            <numerusform>%Ln 字中有 {share} 以模型写的文字为基础</numerusform>
        </translation>
    </message>
    <message>
        <source>No words yet</source>
        <translation>还没有文字</translation>
    </message>
</context>
<context>
    <name>OtherWords</name>
    <message>
        <source>Word to look up</source>
        <translation>要查的词</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>同义词</translation>
    </message>
    <message>
        <source>Add a thesaurus…</source>
        <translation>添加同义词词典…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>No other words for “{word}” are known.</source>
        <translation>没有查到“{word}”的同义词。</translation>
    </message>
    <message>
        <source>English comes with the app; files of LibreOffice (th_….dat) can be added.</source>
        <translation>软件自带英文同义词；可以添加 LibreOffice 的文件（th_….dat）。</translation>
    </message>
    <message>
        <source>noun</source>
        <translation>名词</translation>
    </message>
    <message>
        <source>verb</source>
        <translation>动词</translation>
    </message>
    <message>
        <source>adjective</source>
        <translation>形容词</translation>
    </message>
    <message>
        <source>adverb</source>
        <translation>副词</translation>
    </message>
    <message>
        <source>broader</source>
        <translation>上位词</translation>
    </message>
    <message>
        <source>similar</source>
        <translation>近义</translation>
    </message>
    <message>
        <source>related</source>
        <translation>相关</translation>
    </message>
    <message>
        <source>opposite</source>
        <translation>反义</translation>
    </message>
</context>
<context>
    <name>OutcomeModel</name>
    <message>
        <source>{mark} left in place: {count}</source>
        <translation>保留了 {mark}：{count} 处</translation>
    </message>
    <message>
        <source>encoding guessed</source>
        <translation>编码为推测</translation>
    </message>
    <message>
        <source>some letters are damaged</source>
        <translation>有些字已损坏</translation>
    </message>
    <message>
        <source>as it was</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>cleaned</source>
        <translation>已清理</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>未加入</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Became</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What was done, or why not</source>
        <translation>做了什么，或为什么没有加入</translation>
    </message>
</context>
<context>
    <name>Outgoing</name>
    <message>
        <source>There is a file “{name}” already.</source>
        <translation>已经有一个名为“{name}”的文件。</translation>
    </message>
    <message>
        <source>Compiling replaces it. What is in it now will be gone.</source>
        <translation>汇编会替换它，里面现有的内容将不复存在。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>The manuscript is in {path}: {words}.</source>
        <translation>文稿已写入 {path}：{words}。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>The file is in {folder}</source>
        <translation>文件在 {folder}</translation>
    </message>
</context>
<context>
    <name>OutgoingView</name>
    <message>
        <source>Compile the manuscript</source>
        <translation>汇编文稿</translation>
    </message>
    <message>
        <source>Title page</source>
        <translation>扉页</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What goes out</source>
        <translation>包含的内容</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>书名</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Parts and chapters by their titles</source>
        <translation>部与章：写标题</translation>
    </message>
    <message>
        <source>Parts and chapters by their numbers</source>
        <translation>部与章：写序号</translation>
    </message>
    <message>
        <source>Parts and chapters by numbers and titles</source>
        <translation>部与章：写序号和标题</translation>
    </message>
    <message>
        <source>Titles of scenes as headings too</source>
        <translation>场景的标题也写出</translation>
    </message>
    <message>
        <source>Between scenes</source>
        <translation>场景之间</translation>
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
        <source>Say in the file how much rests on generated text</source>
        <translation>在文件中注明有多少出自生成的文字</translation>
    </message>
    <message>
        <source>In its properties, with author and copyright. Turning it off is recorded.</source>
        <translation>写在文件属性中，连同作者和版权信息。关闭这一举动会被记录。</translation>
    </message>
    <message>
        <source>Say at its end who wrote what</source>
        <translation>在文末注明各部分由谁写成</translation>
    </message>
    <message>
        <source>As Markdown Annotations, which other writing programs read.</source>
        <translation>采用 Markdown Annotations 格式，其他写作程序也能读取。</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>保存位置</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>What is ticked here is in the manuscript from then on.</source>
        <translation>在这里勾选的文档，今后都算在文稿之内。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln 篇文档</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave out comments  &lt;!-- so --&gt;</source>
        <translation>不包含批注  &lt;!-- 这样 --&gt;</translation>
    </message>
    <message numerus="yes">
        <source>%Ln comments</source>
        <translation>
            <numerusform>%Ln 条批注</numerusform>
        </translation>
    </message>
    <message>
        <source>Compiling…</source>
        <translation>正在汇编…</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>汇编</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Synopsis</source>
        <translation>梗概</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Point of view</source>
        <translation>视角人物</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>In the manuscript</source>
        <translation>纳入书稿</translation>
    </message>
</context>
<context>
    <name>OutlineView</name>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
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
    <name>PagePage</name>
    <message>
        <source>Letters and lines</source>
        <translation>字与行</translation>
    </message>
    <message>
        <source>While you write</source>
        <translation>写作时</translation>
    </message>
    <message>
        <source>The app&apos;s own (EB Garamond)</source>
        <translation>软件自带（EB Garamond）</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Line length</source>
        <translation>行长</translation>
    </message>
    <message>
        <source>Space between lines</source>
        <translation>行距</translation>
    </message>
    <message>
        <source> letters</source>
        <translation> 个字母</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>双倍</translation>
    </message>
    <message>
        <source>Show headings, emphasis, quotes and scene breaks as they will look</source>
        <translation>按排版效果显示标题、强调、引文和场景分隔</translation>
    </message>
    <message>
        <source>Turn straight quotes, -- and ... into printed ones while typing</source>
        <translation>打字时把直引号、-- 和 ... 换成排版用的标点</translation>
    </message>
    <message>
        <source>Keep the line being written in the middle (typewriter scrolling)</source>
        <translation>正在写的一行始终在页面中间（打字机滚动）</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>引号</translation>
    </message>
    <message>
        <source>As in the text&apos;s language</source>
        <translation>随文字的语言</translation>
    </message>
    <message>
        <source>The whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>The paragraph</source>
        <translation>当前段落</translation>
    </message>
    <message>
        <source>The sentence</source>
        <translation>当前句子</translation>
    </message>
    <message>
        <source>In focus mode, light</source>
        <translation>专注模式突出</translation>
    </message>
    <message>
        <source>None of this changes your text, except the quotes and dashes you type; undo takes such a change back and leaves what you typed.</source>
        <translation>除了打字时换掉的引号和破折号，这些设置都不会改动您的文字；撤销即可收回这种替换，留下您原来打的字符。</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>Side by side</source>
        <translation>并排阅读</translation>
    </message>
    <message>
        <source>Difference before</source>
        <translation>上一处不同</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>下一处不同</translation>
    </message>
    <message>
        <source>All versions</source>
        <translation>所有版本</translation>
    </message>
    <message>
        <source>Text on the left</source>
        <translation>左侧文本</translation>
    </message>
    <message>
        <source>Text on the right</source>
        <translation>右侧文本</translation>
    </message>
    <message>
        <source>Open in the reader</source>
        <translation>在阅读器中打开</translation>
    </message>
    <message>
        <source>Reading both texts…</source>
        <translation>正在读取两篇文本…</translation>
    </message>
    <message>
        <source>Letter for letter the same, but for signs and spaces.</source>
        <translation>除标点和空格外，逐字相同。</translation>
    </message>
    <message>
        <source>Marked: what the other text has not, in runs of 32 letters (13 for Chinese) or more.</source>
        <translation>标出的是另一篇中没有的文字；只认 32 个字母（13 个汉字）以上的相同片段。</translation>
    </message>
    <message>
        <source>Difference {at} of {all}</source>
        <translation>第 {at} 处不同，共 {all} 处</translation>
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
    <name>PaneHead</name>
    <message>
        <source>Put the pages beside each other</source>
        <translation>左右排列两个页面</translation>
    </message>
    <message>
        <source>Put one page above the other</source>
        <translation>上下排列两个页面</translation>
    </message>
    <message>
        <source>Swap the two pages</source>
        <translation>对调两个页面</translation>
    </message>
    <message>
        <source>Close this page</source>
        <translation>关闭这个页面</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Choose a document in the binder: it opens here.</source>
        <translation>在目录栏里选一篇文档，它就在这里打开。</translation>
    </message>
</context>
<context>
    <name>ParaphraseTool</name>
    <message>
        <source>Close to it</source>
        <translation>贴近原文</translation>
    </message>
    <message>
        <source>Freely</source>
        <translation>自由一些</translation>
    </message>
    <message>
        <source>Ask the model</source>
        <translation>请模型来写</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Take it into the text</source>
        <translation>采用到文中</translation>
    </message>
    <message>
        <source>The paraphrase</source>
        <translation>改述后的文字</translation>
    </message>
    <message>
        <source>Says in other words what you select, or all of it. A model may err: read it.</source>
        <translation>用别的话说出您选中的内容，或全文。模型可能出错，请通读。</translation>
    </message>
    <message>
        <source>The model is writing…</source>
        <translation>模型正在写…</translation>
    </message>
</context>
<context>
    <name>PartModel</name>
    <message>
        <source>(without a heading)</source>
        <translation>（无标题）</translation>
    </message>
    <message>
        <source>{heading} (continued)</source>
        <translation>{heading}（续）</translation>
    </message>
</context>
<context>
    <name>PickCard</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>In conversation with it</source>
        <translation>与它对话</translation>
    </message>
    <message>
        <source>Not this again</source>
        <translation>不再推荐</translation>
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
    <name>PlaceRow</name>
    <message>
        <source>Go to “{text}”, {note}</source>
        <translation>转到“{text}”，{note}</translation>
    </message>
    <message>
        <source>Checked: {text}</source>
        <translation>已核实：{text}</translation>
    </message>
</context>
<context>
    <name>ProgressView</name>
    <message>
        <source>What was written, day by day</source>
        <translation>每天写了多少</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>一年</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>This project</source>
        <translation>这部作品</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>全部作品</translation>
    </message>
    <message>
        <source>Words a day</source>
        <translation>每天字数</translation>
    </message>
    <message>
        <source>Shares a week</source>
        <translation>每周占比</translation>
    </message>
    <message>
        <source>Save as a table…</source>
        <translation>存为表格…</translation>
    </message>
    <message>
        <source>The record as CSV, for spreadsheets</source>
        <translation>将记录存为 CSV，供电子表格使用</translation>
    </message>
    <message>
        <source>Shares of each week</source>
        <translation>每周各占多少</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Words of each day</source>
        <translation>每天的字数</translation>
    </message>
    <message>
        <source>Sittings</source>
        <translation>每次写作</translation>
    </message>
    <message>
        <source>Today {words} of {target} words</source>
        <translation>今天 {words} 字，目标 {target} 字</translation>
    </message>
    <message numerus="yes">
        <source>Today %Ln words</source>
        <translation>
            <numerusform>今天 %Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last 7 days: %Ln words of your own</source>
        <translation>
            <numerusform>近 7 天：您自己写了 %Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>written on %n of 7 days</source>
        <translation>
            <numerusform>7 天里有 %n 天动笔</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln a day</source>
        <translation>
            <numerusform>平均每天 %Ln 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressWords</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{words} of {target} today</source>
        <translation>今天 {words} / {target}</translation>
    </message>
    <message>
        <source>{words} today</source>
        <translation>今天 {words}</translation>
    </message>
    <message numerus="yes">
        <source>you wrote %Ln words</source>
        <translation>
            <numerusform>您写了 %Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the model %Ln</source>
        <translation>
            <numerusform>模型写了 %Ln 字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln came from elsewhere</source>
        <translation>
            <numerusform>%Ln 字来自别处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were taken out</source>
        <translation>
            <numerusform>删去 %Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>{day}: nothing written</source>
        <translation>{day}：没有动笔</translation>
    </message>
    <message>
        <source>{day}: {written}</source>
        <translation>{day}：{written}</translation>
    </message>
    <message>
        <source>Week {week}: nothing written</source>
        <translation>{week} 这一周：没有写作</translation>
    </message>
    <message>
        <source>yours {own}, the model&apos;s {model}, from elsewhere {other}</source>
        <translation>您写的 {own}，模型写的 {model}，来自别处 {other}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>Week {week}: {words} – {shares}</source>
        <translation>{week} 这一周：{words}——{shares}</translation>
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
    <name>PublicationRoom</name>
    <message>
        <source>House rules…</source>
        <translation>规则…</translation>
    </message>
</context>
<context>
    <name>PublicationView</name>
    <message>
        <source>Publication check</source>
        <translation>发表前检查</translation>
    </message>
    <message>
        <source>Back to the page  Esc</source>
        <translation>返回页面  Esc</translation>
    </message>
    <message>
        <source>The manuscript</source>
        <translation>整部书稿</translation>
    </message>
    <message>
        <source>This document</source>
        <translation>当前文档</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>检查进度</translation>
    </message>
    <message>
        <source>Compared with your library alone, from self-recorded evidence. Not legal advice.</source>
        <translation>仅与您的文库比较，依据自行记录的证据。不构成法律意见。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Publication check of {title}</source>
        <translation>《{title}》发表前检查</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>The report is in {path}.</source>
        <translation>报告保存在 {path}。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
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
    <name>ReaderView</name>
    <message>
        <source>Back  Esc</source>
        <translation>返回  Esc</translation>
    </message>
    <message>
        <source>Find in this text</source>
        <translation>在本文中查找</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>查找上一个</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>查找下一个</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Text of the library</source>
        <translation>文库文本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Find similar passages</source>
        <translation>查找相似段落</translation>
    </message>
    <message>
        <source>Write in conversation with it</source>
        <translation>与它对话写作</translation>
    </message>
    <message>
        <source>Compose tells the model this passage, as material and with its name.</source>
        <translation>写作时会把这段文字连同出处作为材料告诉模型。</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>{at} of {all}</source>
        <translation>第 {at} 处，共 {all} 处</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>This export is held back</source>
        <translation>此次导出已被阻止</translation>
    </message>
    <message>
        <source>Set a rule aside</source>
        <translation>不适用某条规则</translation>
    </message>
    <message>
        <source>The house rules “{profile}” of this project hold the export back:</source>
        <translation>此项目的规则“{profile}”阻止了导出：</translation>
    </message>
    <message>
        <source>Of the house rules “{profile}” you set aside:</source>
        <translation>在规则“{profile}”中，您决定不适用：</translation>
    </message>
    <message>
        <source>Your reason</source>
        <translation>您的理由</translation>
    </message>
    <message>
        <source>Your reason goes on record and into the report. It counts until the work has more of this, the rules change, or you take it back.</source>
        <translation>理由会记入记录和报告。如果作品中此类内容增多、规则有改动或您恢复适用，它就不再有效。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show the passages</source>
        <translation>查看有关段落</translation>
    </message>
    <message>
        <source>Export with this reason</source>
        <translation>以此理由导出</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>不适用</translation>
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
    <name>ReferenceLine</name>
    <message>
        <source>In conversation with</source>
        <translation>与之对话</translation>
    </message>
    <message>
        <source>Leave “{text}” out</source>
        <translation>不再使用“{text}”</translation>
    </message>
    <message>
        <source>“{recipe}” does not look at other texts; Poem, Lyrics and Free prompt do.</source>
        <translation>“{recipe}”不参考其他文本；“诗”“歌词”和“自由提问”会参考。</translation>
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
    <name>Removing</name>
    <message>
        <source>Remove from the library</source>
        <translation>从文库移除</translation>
    </message>
    <message>
        <source>Remove “{title}” from the library?</source>
        <translation>从文库移除“{title}”？</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln texts from the library?</source>
        <translation>
            <numerusform>从文库移除 %Ln 篇文本？</numerusform>
        </translation>
    </message>
    <message>
        <source>The library&apos;s copy goes, with what you noted about it. The files you added them from stay where they are.</source>
        <translation>文库中的副本连同您记下的信息都会删除。您当初加入的文件仍在原处。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>“{title}” is out of the library.</source>
        <translation>“{title}”已从文库移除。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts are out of the library.</source>
        <translation>
            <numerusform>已从文库移除 %Ln 篇文本。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReplaceModel</name>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln 处</numerusform>
        </translation>
    </message>
    <message>
        <source>{before} becomes {after} in: {context}</source>
        <translation>“{before}”改为“{after}”：{context}</translation>
    </message>
</context>
<context>
    <name>ReplaceView</name>
    <message>
        <source>Replace in the manuscript</source>
        <translation>在文稿中替换</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>所有项目</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Places to replace</source>
        <translation>要替换的各处</translation>
    </message>
    <message>
        <source>A snapshot of each document is kept first, and all of it can be taken back at once.</source>
        <translation>替换前会为每篇文档保存快照，之后也可以一次全部撤回。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln 篇文档</numerusform>
        </translation>
    </message>
    <message>
        <source>{places} in {documents}</source>
        <translation>{documents}，共 {places}</translation>
    </message>
    <message>
        <source>Nothing to replace.</source>
        <translation>没有可替换的内容。</translation>
    </message>
    <message>
        <source>Type what to look for.</source>
        <translation>请输入要查找的内容。</translation>
    </message>
    <message>
        <source>{done} of {count}…</source>
        <translation>{done} / {count}…</translation>
    </message>
    <message numerus="yes">
        <source>Replace %Ln places</source>
        <translation>
            <numerusform>替换 %Ln 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Replacing</name>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln 篇文档</numerusform>
        </translation>
    </message>
    <message>
        <source>The replacement was taken back in {documents}.</source>
        <translation>已在 {documents}中撤回替换。</translation>
    </message>
    <message>
        <source>Replaced {places} in {documents}.</source>
        <translation>已在 {documents}中替换 {places}。</translation>
    </message>
    <message>
        <source>Nothing was replaced.</source>
        <translation>未作任何替换。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more documents were left as they are.</source>
        <translation>
            <numerusform>另有 %Ln 篇文档保持原样。</numerusform>
        </translation>
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
        <translation>登录…</translation>
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
        <translation>正在询问站点…</translation>
    </message>
    <message>
        <source>Its owner wants to know who downloads it: accept the licence on the model&apos;s page in a browser, then sign in here.</source>
        <translation>其所有者想知道是谁在下载：请先在浏览器中打开模型的页面并接受许可协议，再在此登录。</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report of the import</source>
        <translation>导入报告</translation>
    </message>
    <message>
        <source>{size} MB in {seconds} seconds, {rate} MB a second</source>
        <translation>{size} MB，用时 {seconds} 秒，每秒 {rate} MB</translation>
    </message>
    <message>
        <source>You stopped it before the end.</source>
        <translation>您在结束前停止了导入。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Cleaned</source>
        <translation>已清理</translation>
    </message>
    <message>
        <source>As they were</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未加入</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name}（{count}）</translation>
    </message>
    <message>
        <source>File or reason</source>
        <translation>文件或原因</translation>
    </message>
    <message>
        <source>Words in file names and reasons</source>
        <translation>文件名和原因中的词</translation>
    </message>
    <message>
        <source>Files of the import</source>
        <translation>导入的文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>RescueDialog</name>
    <message>
        <source>Your workspace cannot be opened</source>
        <translation>无法打开您的工作区</translation>
    </message>
    <message>
        <source>The file with your work in {folder} is damaged or missing.</source>
        <translation>{folder} 中保存您作品的文件已损坏或丢失。</translation>
    </message>
    <message>
        <source>There are backups of it. Choose the one to go on from, usually the newest.</source>
        <translation>它有备份。请选择要从哪一份继续，通常选最新的。</translation>
    </message>
    <message>
        <source>The damaged file is kept beside it, in case more can be got out of it.</source>
        <translation>损坏的文件会保留在旁边，以便将来还能从中找回内容。</translation>
    </message>
    <message>
        <source>Go on from this backup</source>
        <translation>从此备份继续</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Passages found</source>
        <translation>找到的段落</translation>
    </message>
</context>
<context>
    <name>ResultModel</name>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln 处</numerusform>
        </translation>
    </message>
    <message>
        <source>by its meaning</source>
        <translation>含义相近</translation>
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
    <name>RuleDialog</name>
    <message>
        <source>New collection by rule</source>
        <translation>按规则新建合集</translation>
    </message>
    <message>
        <source>The rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>版权</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Any; several with ; between them</source>
        <translation>不限；多位作者以“；”分隔</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Any; a text must have all of them</source>
        <translation>不限；文本须具备全部标签</translation>
    </message>
    <message>
        <source>Length in words</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>{what}, from</source>
        <translation>{what}，从</translation>
    </message>
    <message>
        <source>{what}, to</source>
        <translation>{what}，至</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message numerus="yes">
        <source>%Ln stars or more</source>
        <translation>
            <numerusform>%Ln 星及以上</numerusform>
        </translation>
    </message>
    <message>
        <source>Take</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>all that fit</source>
        <translation>所有符合的</translation>
    </message>
    <message>
        <source>the best rated</source>
        <translation>评分最高的</translation>
    </message>
    <message>
        <source>the most different</source>
        <translation>差别最大的</translation>
    </message>
    <message>
        <source>some at random</source>
        <translation>随机若干</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>draw no. </source>
        <translation>抽签号 </translation>
    </message>
    <message>
        <source>Number of the draw</source>
        <translation>抽签号</translation>
    </message>
    <message>
        <source>The same number draws the same texts; another one draws anew.</source>
        <translation>号码相同，抽到的文本也相同；换一个号码即重新抽取。</translation>
    </message>
    <message>
        <source>All versions of a work</source>
        <translation>一部作品的所有版本</translation>
    </message>
    <message>
        <source>Variants too</source>
        <translation>含变体</translation>
    </message>
    <message>
        <source>Make the collection</source>
        <translation>建立合集</translation>
    </message>
    <message>
        <source>Use this rule</source>
        <translation>使用此规则</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Takes nothing now.</source>
        <translation>目前没有符合的文本。</translation>
    </message>
    <message numerus="yes">
        <source>Takes %Ln texts now: {titles}</source>
        <translation>
            <numerusform>目前选取 %Ln 篇：{titles}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleTool</name>
    <message>
        <source>Into the present</source>
        <translation>改为现在时</translation>
    </message>
    <message>
        <source>Into the past</source>
        <translation>改为过去时</translation>
    </message>
    <message>
        <source>I</source>
        <translation>我</translation>
    </message>
    <message>
        <source>you</source>
        <translation>你</translation>
    </message>
    <message>
        <source>he</source>
        <translation>他</translation>
    </message>
    <message>
        <source>she</source>
        <translation>她</translation>
    </message>
    <message>
        <source>they</source>
        <translation>他们</translation>
    </message>
    <message>
        <source>we</source>
        <translation>我们</translation>
    </message>
    <message>
        <source>Who tells it now</source>
        <translation>现在由谁讲述</translation>
    </message>
    <message>
        <source>Who shall tell it</source>
        <translation>改由谁来讲述</translation>
    </message>
    <message>
        <source>Changes, each to be left out</source>
        <translation>各处改动，均可取消</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全部勾选</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全部取消</translation>
    </message>
    <message numerus="yes">
        <source>%Ln places change</source>
        <translation>
            <numerusform>将改动 %Ln 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with ? are not sure: tick them if they fit</source>
        <translation>
            <numerusform>带 ? 的 %Ln 处不确定，合适的请勾选</numerusform>
        </translation>
    </message>
    <message>
        <source>{changes}. {doubt}</source>
        <translation>{changes}。{doubt}</translation>
    </message>
    <message>
        <source>Nothing in this text has to change.</source>
        <translation>这篇文本无需改动。</translation>
    </message>
    <message>
        <source>What stands in quotation marks is left as it is.</source>
        <translation>引号内的话保持不变。</translation>
    </message>
    <message>
        <source>These are rules of form, not grammar: read it through.</source>
        <translation>这些只是词形规则，并非语法分析，请通读一遍。</translation>
    </message>
    <message>
        <source>Words such as “yesterday” are yours to change.</source>
        <translation>“yesterday”这类时间词请自行修改。</translation>
    </message>
    <message>
        <source>“Should” and “must” stay.</source>
        <translation>should 和 must 保持不变。</translation>
    </message>
    <message>
        <source>Everybody called so is changed: leave out who is not meant.</source>
        <translation>凡这样称呼的人都会改动，不是所指之人请取消勾选。</translation>
    </message>
    <message>
        <source>In Chinese only the pronouns change.</source>
        <translation>中文只改代词。</translation>
    </message>
    <message>
        <source>Chinese verbs have no tense: there is nothing that rules could change.</source>
        <translation>中文动词没有时态，规则无可改动。</translation>
    </message>
    <message>
        <source>There are rules for English, and for the pronouns of Chinese, only.</source>
        <translation>目前只有英文的规则和中文代词的规则。</translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message numerus="yes">
        <source>%Ln stars or more</source>
        <translation>
            <numerusform>%Ln 星及以上</numerusform>
        </translation>
    </message>
    <message>
        <source>unknown author</source>
        <translation>作者不明</translation>
    </message>
    <message>
        <source>tag “{tag}”</source>
        <translation>标签“{tag}”</translation>
    </message>
    <message>
        <source>words</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>years</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>all versions</source>
        <translation>所有版本</translation>
    </message>
    <message>
        <source>variants too</source>
        <translation>含变体</translation>
    </message>
    <message>
        <source>of the whole library</source>
        <translation>取自整个文库</translation>
    </message>
    <message>
        <source>All texts</source>
        <translation>所有文本</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln best rated, then longest</source>
        <translation>
            <numerusform>评分最高、其次最长的 %Ln 篇</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln that differ most from each other</source>
        <translation>
            <numerusform>彼此差别最大的 %Ln 篇</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln drawn at random</source>
        <translation>
            <numerusform>随机抽取 %Ln 篇</numerusform>
        </translation>
    </message>
    <message>
        <source> or </source>
        <translation>或</translation>
    </message>
    <message>
        <source>{what} up to {most}</source>
        <translation>{what}至多 {most}</translation>
    </message>
    <message>
        <source>{what} from {least}</source>
        <translation>{what}至少 {least}</translation>
    </message>
    <message>
        <source>{what} {least}–{most}</source>
        <translation>{what} {least}–{most}</translation>
    </message>
    <message numerus="yes">
        <source>{titles} and %Ln more</source>
        <translation>
            <numerusform>{titles}等，另有 %Ln 篇</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>House rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Name of these rules</source>
        <translation>规则名称</translation>
    </message>
    <message>
        <source>Text from a model</source>
        <translation>模型的文字</translation>
    </message>
    <message>
        <source>Other people&apos;s words</source>
        <translation>他人的文字</translation>
    </message>
    <message>
        <source>Words and readers</source>
        <translation>词语与读者</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>篇幅</translation>
    </message>
    <message>
        <source>What holds an export back while it is not met</source>
        <translation>不合格时阻止导出的规则</translation>
    </message>
    <message>
        <source>No request to a model at all, also where nothing was taken</source>
        <translation>完全不得向模型提出请求，没有采用的也算</translation>
    </message>
    <message>
        <source>Every source must be on known terms</source>
        <translation>所有来源的使用条件必须明确</translation>
    </message>
    <message>
        <source>The work is to be sold</source>
        <translation>作品用于销售</translation>
    </message>
    <message>
        <source>What generated text states must be ticked off as checked</source>
        <translation>生成文字中的陈述须逐一核实打勾</translation>
    </message>
    <message>
        <source>A statement about AI:</source>
        <translation>关于 AI 的说明：</translation>
    </message>
    <message>
        <source>Words that are not wanted, one a line; * stands for any ending</source>
        <translation>不允许的词语，每行一个；* 代表任意词尾</translation>
    </message>
    <message>
        <source>Youngest readers:</source>
        <translation>最小读者年龄：</translation>
    </message>
    <message>
        <source>Genres that are not taken</source>
        <translation>不收的题材</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>不要求</translation>
    </message>
    <message>
        <source>from {age}</source>
        <translation>{age} 岁以上</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>不分级</translation>
    </message>
    <message>
        <source>A writer can set such a rule aside with a reason, which goes on record.</source>
        <translation>作者可以说明理由后不适用该条规则，理由会被记录。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>words</source>
        <translation>字</translation>
    </message>
    <message>
        <source>Words that rest on generated text: at most</source>
        <translation>以生成文字为基础的字词：最多</translation>
    </message>
    <message>
        <source>In common with the library, outside quotation marks: at most</source>
        <translation>引号之外与文库相同的段落：最多</translation>
    </message>
    <message>
        <source>One quotation: at most</source>
        <translation>单条引文：最多</translation>
    </message>
    <message>
        <source>All quotations: at most</source>
        <translation>全部引文：最多</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
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
    <name>SafetyRoom</name>
    <message>
        <source>Backed up as {name}.</source>
        <translation>已备份为 {name}。</translation>
    </message>
    <message>
        <source>Show backups</source>
        <translation>查看备份</translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents are back as copies, at the end of their project.</source>
        <translation>
            <numerusform>%Ln 篇文档已作为副本取回，位于所属项目的末尾。</numerusform>
        </translation>
    </message>
    <message>
        <source>Your data is in {folder}</source>
        <translation>您的数据位于 {folder}</translation>
    </message>
    <message>
        <source>Another program had changed “{title}” meanwhile. Both texts are kept: yours here, the other one beside it in the binder.</source>
        <translation>另一个程序在此期间改动了“{title}”。两份文字都已保留：您的在这里，另一份在文档列表中它的旁边。</translation>
    </message>
    <message>
        <source>Show the other one</source>
        <translation>查看另一份</translation>
    </message>
</context>
<context>
    <name>SameList</name>
    <message>
        <source>The same as an answer</source>
        <translation>与模型回答相同</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Go to the next such passage</source>
        <translation>前往下一处这样的文字</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>查看该回答</translation>
    </message>
    <message>
        <source>As far as the record knows these words did not come from an answer, and yet one has them, eight or more in a row. That can be chance or a quotation: it is a question, no verdict.</source>
        <translation>据记录所知，这些文字并非来自模型的回答，但某个回答中有同样的文字（连续八个词或十二个字以上）。这可能是巧合或引文：这里只是提出疑问，不作判断。</translation>
    </message>
</context>
<context>
    <name>SameModel</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>the same as words of answer {number}</source>
        <translation>与第 {number} 号回答中的文字相同</translation>
    </message>
    <message>
        <source>the same as words of an answer of {time}</source>
        <translation>与 {time} 的回答中的文字相同</translation>
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
    <name>SealBox</name>
    <message>
        <source>Copy the seal</source>
        <translation>复制封签</translation>
    </message>
    <message>
        <source>Number and hash of its last entry, and the fingerprint of your key</source>
        <translation>最后一条的编号与哈希，以及您密钥的指纹</translation>
    </message>
    <message>
        <source>Sign with a new key</source>
        <translation>改用新密钥签署</translation>
    </message>
    <message>
        <source>The record will say that the old key could not be reached</source>
        <translation>记录中会写明无法取得旧密钥</translation>
    </message>
    <message>
        <source>The record is signed at the end of each session; so far nothing is.</source>
        <translation>记录在每次使用结束时签署；目前尚未签署。</translation>
    </message>
    <message>
        <source>The record is signed up to its last entry, with your key.</source>
        <translation>记录已用您的密钥签署到最后一条。</translation>
    </message>
    <message numerus="yes">
        <source>The record is signed, but for its last %Ln entries.</source>
        <translation>
            <numerusform>记录已签署，只差最后 %Ln 条。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in it can show that its end was not cut off, or that nobody else signed it anew: keep its seal elsewhere, in a message to somebody you trust, and both can be checked later.</source>
        <translation>记录本身无法证明末尾没有被截去，也无法证明没有被他人重新签署：请把它的封签存在别处，例如发给您信任的人，以后便可核对这两点。</translation>
    </message>
    <message>
        <source>This computer has no keyring: your key is in a file only your account can read.</source>
        <translation>本机没有密钥环：您的密钥存放在只有您的账户能读取的文件里。</translation>
    </message>
    <message>
        <source>Muse Desktop: seal of a record of writing</source>
        <translation>Muse Desktop：写作记录的封签</translation>
    </message>
    <message>
        <source>Last entry and hash:</source>
        <translation>最后一条及其哈希：</translation>
    </message>
    <message>
        <source>Signed {when} with the key:</source>
        <translation>于 {when} 用此密钥签署：</translation>
    </message>
    <message>
        <source>The record is signed with a new key. Check again to get its seal.</source>
        <translation>记录已用新密钥签署。请再检查一次以取得封签。</translation>
    </message>
    <message>
        <source>Copied ✓</source>
        <translation>已复制 ✓</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search the manuscript</source>
        <translation>搜索文稿</translation>
    </message>
    <message>
        <source>Back to the binder</source>
        <translation>回到目录栏</translation>
    </message>
    <message>
        <source>Words, or a “phrase”</source>
        <translation>词语，或“短语”</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>所有项目</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>找到的各处</translation>
    </message>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents</source>
        <translation>
            <numerusform>%Ln 篇文档</numerusform>
        </translation>
    </message>
    <message>
        <source>{places} in {documents}</source>
        <translation>{documents}，共 {places}</translation>
    </message>
    <message>
        <source>and about {count} passages more; further words narrow it down</source>
        <translation>另有约 {count} 段；多输入几个词可缩小范围</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>The manuscript is still being read…</source>
        <translation>正在读取文稿…</translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>Search the library</source>
        <translation>搜索文库</translation>
    </message>
    <message>
        <source>Back to the page  Esc</source>
        <translation>返回页面  Esc</translation>
    </message>
    <message>
        <source>Words and meaning</source>
        <translation>词语与含义</translation>
    </message>
    <message>
        <source>What has these words, and what means the like</source>
        <translation>含有这些词语的段落，以及意思相近的段落</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字词</translation>
    </message>
    <message>
        <source>Only passages that have all of the words</source>
        <translation>只找含有全部词语的段落</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Passages that say the like, in whatever words</source>
        <translation>意思相近的段落，不论用词</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>An answer of which every sentence cites a passage</source>
        <translation>回答的每句话都注明所引段落</translation>
    </message>
    <message>
        <source>Search by words again</source>
        <translation>重新按词语搜索</translation>
    </message>
    <message>
        <source>Open the library…</source>
        <translation>打开文库…</translation>
    </message>
    <message>
        <source>Like “{text}”</source>
        <translation>与“{text}”相似</translation>
    </message>
    <message>
        <source>A question, then Enter</source>
        <translation>输入问题，按回车</translation>
    </message>
    <message>
        <source>Words, a “phrase”, -without, begin*</source>
        <translation>词语、“短语”、-排除、开头*</translation>
    </message>
    <message>
        <source>Ask the library</source>
        <translation>问文库</translation>
    </message>
    <message>
        <source>Your library is empty: add the texts that you want to search first.</source>
        <translation>文库是空的：请先添加要搜索的文本。</translation>
    </message>
    <message>
        <source>Ask about anything your texts say. Every sentence of the answer names the passage it rests on; where no passage supports an answer, it says so.</source>
        <translation>可以询问文本中写到的任何内容。回答的每句话都注明依据的段落；没有段落支持时会如实说明。</translation>
    </message>
    <message>
        <source>All words must be in a passage; “in quotation marks” as they stand; -word must not be there; word* may go on.</source>
        <translation>段落须含全部词语；“引号内”须原样出现；-词 不得出现；词* 可有后续。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Passages near to the question</source>
        <translation>与问题相近的段落</translation>
    </message>
    <message>
        <source>By words alone: {reason}</source>
        <translation>只按词语搜索：{reason}</translation>
    </message>
    <message>
        <source>By meaning, {share} % of your library can be searched so far.</source>
        <translation>目前文库的 {share}% 可按含义搜索。</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message numerus="yes">
        <source>The best %Ln of very many passages.</source>
        <translation>
            <numerusform>极多段落中最相符的 %Ln 段。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The best {shown} of %Ln passages.</source>
        <translation>
            <numerusform>%Ln 段中最相符的 {shown} 段。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passages.</source>
        <translation>
            <numerusform>%Ln 段。</numerusform>
        </translation>
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
        <source>Spelling</source>
        <translation>拼写</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Reading aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
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
    <name>ShareBar</name>
    <message>
        <source>Where the words came from</source>
        <translation>文字的来源</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SharesModel</name>
    <message>
        <source>All together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文稿</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>Origins</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Your draft</source>
        <translation>您的稿子</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Scroll together</source>
        <translation>同步滚动</translation>
    </message>
    <message>
        <source>Your draft · {title}</source>
        <translation>您的稿子 · {title}</translation>
    </message>
    <message>
        <source>Also in · {title}</source>
        <translation>也见于 · {title}</translation>
    </message>
    <message>
        <source>Source · {title}</source>
        <translation>来源 · {title}</translation>
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
        <translation>正在查找模型…</translation>
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
        <translation>正在载入…</translation>
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
    <name>ShelfModel</name>
    <message>
        <source>in your library</source>
        <translation>已在文库中</translation>
    </message>
    <message>
        <source>not in your library</source>
        <translation>不在文库中</translation>
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
    <name>ShelfView</name>
    <message>
        <source>Inspiration shelf</source>
        <translation>灵感书架</translation>
    </message>
    <message>
        <source>Title, author or tag</source>
        <translation>标题、作者或标签</translation>
    </message>
    <message>
        <source>Find on the shelf</source>
        <translation>在书架上查找</translation>
    </message>
    <message>
        <source>Texts on the shelf</source>
        <translation>书架上的文本</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Poems</source>
        <translation>诗</translation>
    </message>
    <message>
        <source>Prose</source>
        <translation>散文与小说</translation>
    </message>
    <message>
        <source>In conversation with it</source>
        <translation>与它对话</translation>
    </message>
    <message>
        <source>Puts it into your library and beside the next prompt, so that a new piece can answer it</source>
        <translation>把它放入文库，并附在下一次提示旁，让新作与它呼应</translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts, all in the public domain</source>
        <translation>
            <numerusform>%Ln 篇，均属公有领域</numerusform>
        </translation>
    </message>
    <message>
        <source>Put these into my library</source>
        <translation>把这些都放入我的文库</translation>
    </message>
    <message>
        <source>Nothing on the shelf is called that.</source>
        <translation>书架上没有相符的文本。</translation>
    </message>
    <message>
        <source>The whole text</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>An excerpt</source>
        <translation>节选</translation>
    </message>
    <message>
        <source>An excerpt of “{work}”</source>
        <translation>节选自《{work}》</translation>
    </message>
    <message>
        <source>Open in my library</source>
        <translation>在文库中打开</translation>
    </message>
    <message>
        <source>Put into my library</source>
        <translation>放入我的文库</translation>
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
    <name>ShortcutsPage</name>
    <message>
        <source>Find an action or its keys</source>
        <translation>查找操作或按键</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其快捷键</translation>
    </message>
    <message>
        <source>changed by you</source>
        <translation>您改过</translation>
    </message>
    <message>
        <source>No action has these words or keys.</source>
        <translation>没有含这些词或按键的操作。</translation>
    </message>
    <message>
        <source>Press keys</source>
        <translation>请按键</translation>
    </message>
    <message>
        <source>Press the new keys</source>
        <translation>按下新的快捷键</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>不设快捷键</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Give this action the keys it came with</source>
        <translation>恢复这个操作原来的快捷键</translation>
    </message>
    <message>
        <source>Use them here</source>
        <translation>改用在这里</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>恢复所有快捷键</translation>
    </message>
    <message>
        <source>Choose an action, click into the field and press the new keys. • marks your own.</source>
        <translation>选一个操作，点进输入框，按下新的快捷键。• 表示是您自己设的。</translation>
    </message>
    <message>
        <source>Press the keys. Esc leaves the field, Backspace takes the keys away.</source>
        <translation>请按下快捷键。Esc 离开输入框，退格键去掉快捷键。</translation>
    </message>
    <message>
        <source>Taken: {keys} is for {action}, which would be left without keys.</source>
        <translation>{keys} 已用于“{action}”；改用在这里，它就没有快捷键了。</translation>
    </message>
    <message>
        <source>{keys} cannot be used: on many keyboards letters are typed with it.</source>
        <translation>不能用 {keys}：在许多键盘上要用它输入字母。</translation>
    </message>
    <message>
        <source>{keys} cannot be used: it moves in the text or deletes there.</source>
        <translation>不能用 {keys}：它用来在文字中移动或删除。</translation>
    </message>
    <message>
        <source>{keys} cannot be used alone: writing needs it. Hold Ctrl or Alt as well.</source>
        <translation>不能单独用 {keys}：写作时需要它。请同时按住 Ctrl 或 Alt。</translation>
    </message>
    <message>
        <source>Without keys now: {action}</source>
        <translation>现在没有快捷键：{action}</translation>
    </message>
    <message>
        <source>All actions have the keys they came with.</source>
        <translation>所有操作都恢复了原来的快捷键。</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Passages</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>My drafts</source>
        <translation>我的稿子</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已略去</translation>
    </message>
    <message>
        <source>No words to compare yet</source>
        <translation>还没有可供对照的文字</translation>
    </message>
    <message>
        <source>‹ All passages · {what}</source>
        <translation>‹ 全部段落 · {what}</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Looking in your drafts…</source>
        <translation>正在查看您的稿子…</translation>
    </message>
    <message>
        <source>You have said none of this in another draft of this project.</source>
        <translation>这些话您在本项目的其他稿子里都没有写过。</translation>
    </message>
    <message>
        <source>Nothing to show: what was found is left out, see below.</source>
        <translation>没有可显示的：找到的都已略去，见下方。</translation>
    </message>
    <message>
        <source>No passage of this text stands in your library, as far as the check can see.</source>
        <translation>就检查所能看到的，本文没有任何一处见于您的文库。</translation>
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
        <translation>正在询问…</translation>
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
    <name>SnapshotList</name>
    <message>
        <source>Snapshots of this document</source>
        <translation>本篇的快照</translation>
    </message>
</context>
<context>
    <name>SnapshotWords</name>
    <message>
        <source>Taken by hand</source>
        <translation>手动拍下</translation>
    </message>
    <message>
        <source>While writing</source>
        <translation>写作途中</translation>
    </message>
    <message>
        <source>Before words of the model came in</source>
        <translation>插入模型文字之前</translation>
    </message>
    <message>
        <source>Before replacing</source>
        <translation>替换之前</translation>
    </message>
    <message>
        <source>Before bringing back</source>
        <translation>恢复之前</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>stays for good</source>
        <translation>永久保留</translation>
    </message>
    <message>
        <source>thinned out with time</source>
        <translation>会随时间精简</translation>
    </message>
    <message>
        <source>{then} words then, {now} now</source>
        <translation>当时 {then} 字，现在 {now} 字</translation>
    </message>
</context>
<context>
    <name>SnapshotsRoom</name>
    <message>
        <source>The text of this moment is kept for good. You can compare with it and bring it back.</source>
        <translation>此刻的文字会永久保留。您可以随时拿来比较，或恢复。</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>拍一张快照</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存快照</translation>
    </message>
    <message>
        <source>The snapshot “{name}” is kept.</source>
        <translation>快照“{name}”已保存。</translation>
    </message>
    <message>
        <source>The snapshot is kept.</source>
        <translation>快照已保存。</translation>
    </message>
    <message>
        <source>Show snapshots</source>
        <translation>查看快照</translation>
    </message>
</context>
<context>
    <name>SnapshotsView</name>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Take a snapshot now…</source>
        <translation>现在拍一张快照…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>改名…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Whole text of then</source>
        <translation>当时的全文</translation>
    </message>
    <message>
        <source>Bring all of it back</source>
        <translation>恢复全文</translation>
    </message>
    <message>
        <source>The text as it was</source>
        <translation>当时的文字</translation>
    </message>
    <message>
        <source>No snapshot of this document yet.</source>
        <translation>本篇还没有快照。</translation>
    </message>
    <message>
        <source>One is taken for every ten minutes of writing, before words of the model come in, before words are replaced in the whole manuscript, and before a snapshot is brought back. Those you take or name yourself stay for good; the others are thinned out with time.</source>
        <translation>每写作十分钟、插入模型文字之前、在整部书稿中替换之前、恢复快照之前，都会自动拍一张。您自己拍的或命名过的永久保留，其余的会随时间精简。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln differences</source>
        <translation>
            <numerusform>%Ln 处不同</numerusform>
        </translation>
    </message>
    <message>
        <source>A snapshot with a name stays for good.</source>
        <translation>有名称的快照会永久保留。</translation>
    </message>
    <message>
        <source>Rename the snapshot</source>
        <translation>给快照改名</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>It cannot be brought back afterwards. The document itself stays.</source>
        <translation>删除后无法找回。文档本身不受影响。</translation>
    </message>
    <message>
        <source>Delete this snapshot?</source>
        <translation>删除这张快照？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>The passage is back on the page as it was.</source>
        <translation>这一段已按原样回到稿面上。</translation>
    </message>
    <message>
        <source>The whole text is back as it was. What it was before is a snapshot now.</source>
        <translation>全文已恢复原样。恢复前的文字已另存为快照。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Sources by covered words</source>
        <translation>按涉及字数排列的来源</translation>
    </message>
</context>
<context>
    <name>SpanPanel</name>
    <message>
        <source>The prompt it answered</source>
        <translation>它所回应的提示词</translation>
    </message>
    <message>
        <source>Offered, and not taken here</source>
        <translation>提供过而此处未采用的</translation>
    </message>
    <message>
        <source>Show in History</source>
        <translation>在历史中查看</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有文字</translation>
    </message>
    <message>
        <source>What was changed since</source>
        <translation>此后的改动</translation>
    </message>
    <message>
        <source>Nothing was changed since</source>
        <translation>此后没有改动</translation>
    </message>
    <message>
        <source>In the sitting that began {time}</source>
        <translation>在始于 {time} 的一次写作中</translation>
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
        <source>What is left of a word of the model&apos;s</source>
        <translation>模型所写一词余下的部分</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>模型：{model}</translation>
    </message>
    <message>
        <source>Candidate {number} of {total}, seed {seed}</source>
        <translation>候选 {number}/{total}，种子 {seed}</translation>
    </message>
    <message>
        <source>All that was accepted still stands, letter for letter.</source>
        <translation>采用的文字全部仍在，一字未改。</translation>
    </message>
    <message>
        <source>Nothing that was accepted still stands, letter for letter.</source>
        <translation>采用的文字已无一字保持原样。</translation>
    </message>
    <message>
        <source>{percent} % of what was accepted still stands, letter for letter.</source>
        <translation>采用的文字中仍有 {percent} % 保持原样。</translation>
    </message>
    <message numerus="yes">
        <source>It stands in %n documents.</source>
        <translation>
            <numerusform>它出现在 %n 篇文稿中。</numerusform>
        </translation>
    </message>
    <message>
        <source>Candidate {number}</source>
        <translation>候选 {number}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>种子 {seed}</translation>
    </message>
    <message>
        <source>inserted elsewhere</source>
        <translation>已插入别处</translation>
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
    <name>SpellingPage</name>
    <message>
        <source>Underline misspelt words while I write</source>
        <translation>写作时标出拼写可疑的词</translation>
    </message>
    <message>
        <source>Dictionaries</source>
        <translation>词典</translation>
    </message>
    <message>
        <source>Thesaurus</source>
        <translation>同义词词典</translation>
    </message>
    <message>
        <source>Words of this project</source>
        <translation>本项目的词</translation>
    </message>
    <message>
        <source>A word is right if any ticked dictionary knows it. Dictionaries of LibreOffice and Firefox fit: two files, .dic and .aff, with the same name. Chinese is never checked.</source>
        <translation>只要勾选的任何一部词典里有这个词，就算正确。可使用 LibreOffice 和 Firefox 的词典：同名的 .dic 与 .aff 两个文件。中文不作拼写检查。</translation>
    </message>
    <message>
        <source>Other words for a word are looked up on this computer. English comes with the app, made from WordNet; thesauri of LibreOffice fit, files such as th_de_DE_v2.dat.</source>
        <translation>换词在这台电脑上查找。软件自带由 WordNet 制成的英文同义词库；也可添加 LibreOffice 的同义词库，例如 th_de_DE_v2.dat。</translation>
    </message>
    <message>
        <source>Names in the story bible are known without being listed here.</source>
        <translation>故事设定中的名字无需列在这里，也会被认识。</translation>
    </message>
    <message>
        <source>Add a dictionary…</source>
        <translation>添加词典…</translation>
    </message>
    <message>
        <source>Add a thesaurus…</source>
        <translation>添加同义词词典…</translation>
    </message>
    <message>
        <source>A word that is right</source>
        <translation>一个正确的词</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the chosen word</source>
        <translation>移除选中的词</translation>
    </message>
    <message>
        <source>{name}, found on this computer</source>
        <translation>{name}，本机已有</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件添加…</translation>
    </message>
    <message>
        <source>Add a dictionary</source>
        <translation>添加词典</translation>
    </message>
    <message>
        <source>Dictionaries (*.dic *.aff)</source>
        <translation>词典 (*.dic *.aff)</translation>
    </message>
    <message>
        <source>Add a thesaurus</source>
        <translation>添加同义词词典</translation>
    </message>
    <message>
        <source>Thesauri (*.dat)</source>
        <translation>同义词词典 (*.dat)</translation>
    </message>
    <message>
        <source>Trying {file}…</source>
        <translation>正在试用 {file}…</translation>
    </message>
</context>
<context>
    <name>SpellingRoom</name>
    <message>
        <source>No dictionary finds fault with this word.</source>
        <translation>词典认为这个词没有问题。</translation>
    </message>
    <message>
        <source>No misspelt words were found in this document.</source>
        <translation>这篇文稿中没有发现拼写可疑的词。</translation>
    </message>
</context>
<context>
    <name>StarField</name>
    <message>
        <source>Rating: {stars}</source>
        <translation>评分：{stars}</translation>
    </message>
    <message>
        <source>Click a star, or press 0 to 5</source>
        <translation>点选星星，或按 0 到 5</translation>
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
    <message>
        <source>Counts and targets</source>
        <translation>字数与目标</translation>
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
    <name>SumLabel</name>
    <message numerus="yes">
        <source>%Ln scenes</source>
        <translation>
            <numerusform>%Ln 个场景</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
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
    <name>TablesDialog</name>
    <message>
        <source>Save the record as tables</source>
        <translation>将记录存为表格</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Weekly shares</source>
        <translation>每周占比</translation>
    </message>
    <message>
        <source>Your words, the model&apos;s and those from elsewhere, week by week.</source>
        <translation>逐周列出您写的、模型写的和来自别处的字数。</translation>
    </message>
    <message>
        <source>Answers of the model</source>
        <translation>模型的回答</translation>
    </message>
    <message>
        <source>One row for each, also for those of which nothing was taken.</source>
        <translation>每个回答一行，没有被采用的也在内。</translation>
    </message>
    <message>
        <source>Their words too, prompts and answers</source>
        <translation>连同文字：提示词和回答</translation>
    </message>
    <message>
        <source>They may hold what you have not shown anybody yet.</source>
        <translation>其中可能有您尚未给任何人看过的内容。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Every record of the ledger, without the words it keeps.</source>
        <translation>日志中的每一条记录，不含其中保存的文字。</translation>
    </message>
    <message>
        <source>For Excel on Windows</source>
        <translation>供 Windows 版 Excel 使用</translation>
    </message>
    <message>
        <source>A mark at the beginning lets it read all letters.</source>
        <translation>在文件开头加一个标记，使它能正确识别所有文字。</translation>
    </message>
    <message>
        <source>The project “{title}”</source>
        <translation>作品“{title}”</translation>
    </message>
    <message>
        <source>Everything in this workspace</source>
        <translation>工作区中的全部内容</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
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
        <source>Record</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>TablesRoom</name>
    <message>
        <source>Save the record as tables</source>
        <translation>将记录存为表格</translation>
    </message>
    <message>
        <source>There are such files already: {names}</source>
        <translation>已有同名文件：{names}</translation>
    </message>
    <message>
        <source>Saving replaces them. What is in them now will be gone.</source>
        <translation>保存会替换它们，其中现有的内容将不复存在。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Replace them</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>The record is in {folder}: {names}</source>
        <translation>记录已存到 {folder}：{names}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>The files are in {folder}</source>
        <translation>文件位于 {folder}</translation>
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
    <name>TextsDialog</name>
    <message>
        <source>Add texts to the collection</source>
        <translation>向合集添加文本</translation>
    </message>
    <message>
        <source>Title, author, tag</source>
        <translation>标题、作者、标签</translation>
    </message>
    <message>
        <source>Words in title, author or tags</source>
        <translation>标题、作者或标签中的词</translation>
    </message>
    <message>
        <source>Texts of the library</source>
        <translation>文库中的文本</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more: type to find them.</source>
        <translation>
            <numerusform>还有 %Ln 篇：输入文字查找。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln texts</source>
        <translation>
            <numerusform>添加 %Ln 篇</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>TextsModel</name>
    <message>
        <source>variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>author unknown</source>
        <translation>作者不详</translation>
    </message>
</context>
<context>
    <name>TickedDelegate</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>TickedModel</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelinePage</name>
    <message>
        <source>The text as it was at this act</source>
        <translation>这一步时的正文</translation>
    </message>
</context>
<context>
    <name>TimelineStrip</name>
    <message>
        <source>Acts of the writing, from the first to the last</source>
        <translation>写作过程的各步，从头到尾</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>How it was written</source>
        <translation>写作过程</translation>
    </message>
    <message>
        <source>Act before</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next act</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Show less of the strip, larger</source>
        <translation>放大时间条</translation>
    </message>
    <message>
        <source>Show more of the strip, smaller</source>
        <translation>缩小时间条</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>慢</translation>
    </message>
    <message>
        <source>Steady</source>
        <translation>适中</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快</translation>
    </message>
    <message>
        <source>All in a minute</source>
        <translation>一分钟放完</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>Before anything was written</source>
        <translation>尚未写下任何内容</translation>
    </message>
    <message>
        <source>This is the text as it is saved now.</source>
        <translation>这就是现在保存的正文。</translation>
    </message>
</context>
<context>
    <name>TimelineWords</name>
    <message>
        <source>An act that does not fit what stood before it: {size}.</source>
        <translation>这一步与此前的正文对不上：{size}。</translation>
    </message>
    <message>
        <source>The words of this act are no longer on record: {size}.</source>
        <translation>这一步的文字已不在记录中：{size}。</translation>
    </message>
    <message>
        <source>The document was begun, empty.</source>
        <translation>新建了空白文档。</translation>
    </message>
    <message numerus="yes">
        <source>The document began with %Ln words.</source>
        <translation>
            <numerusform>文档开始时有 %Ln 字。</numerusform>
        </translation>
    </message>
    <message>
        <source>You took out a few signs.</source>
        <translation>您删去了几个符号。</translation>
    </message>
    <message numerus="yes">
        <source>You took out %Ln words.</source>
        <translation>
            <numerusform>您删去了 %Ln 字。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words came, and nothing recorded says from where.</source>
        <translation>
            <numerusform>出现了 %Ln 字，记录中没有说明来自哪里。</numerusform>
        </translation>
    </message>
    <message>
        <source>You wrote anew: {size}.</source>
        <translation>您重写了一处：{size}。</translation>
    </message>
    <message numerus="yes">
        <source>You typed %Ln words.</source>
        <translation>
            <numerusform>您输入了 %Ln 字。</numerusform>
        </translation>
    </message>
    <message>
        <source>You typed a few signs.</source>
        <translation>您输入了几个符号。</translation>
    </message>
    <message>
        <source>You took over words of the model: {size}.</source>
        <translation>您采用了模型的文字：{size}。</translation>
    </message>
    <message>
        <source>You pasted from your own text: {size}.</source>
        <translation>您粘贴了自己的文字：{size}。</translation>
    </message>
    <message>
        <source>You pasted from your library: {size}.</source>
        <translation>您从资料库粘贴：{size}。</translation>
    </message>
    <message>
        <source>You pasted from outside: {size}.</source>
        <translation>您从外部粘贴：{size}。</translation>
    </message>
    <message>
        <source>Text was imported: {size}.</source>
        <translation>导入了文字：{size}。</translation>
    </message>
    <message>
        <source>Signs were corrected while you typed: {size}.</source>
        <translation>输入时自动更正了符号：{size}。</translation>
    </message>
    <message>
        <source>An edit was undone or done again: {size}.</source>
        <translation>撤销或重做了一次改动：{size}。</translation>
    </message>
    <message>
        <source>Words were replaced throughout the text: {size}.</source>
        <translation>在全文中替换了文字：{size}。</translation>
    </message>
    <message>
        <source>A snapshot was brought back: {size}.</source>
        <translation>恢复了一份快照：{size}。</translation>
    </message>
    <message>
        <source>The end became a document of its own: {size}.</source>
        <translation>末尾部分分成了另一个文档：{size}。</translation>
    </message>
    <message>
        <source>Other documents were added at the end: {size}.</source>
        <translation>末尾并入了其他文档：{size}。</translation>
    </message>
    <message>
        <source>Another program changed the text: {size}.</source>
        <translation>其他程序改动了正文：{size}。</translation>
    </message>
    <message>
        <source>The text is another one than the records lead to: {size}.</source>
        <translation>正文与各条记录推出的不同：{size}。</translation>
    </message>
    <message>
        <source>The text was changed: {size}.</source>
        <translation>正文有改动：{size}。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln characters</source>
        <translation>
            <numerusform>%Ln 个字符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln 字</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Muse Desktop had ended here without closing; what was typed last was kept.</source>
        <translation>Muse Desktop 在此处未正常关闭就结束了；最后输入的内容已保留。</translation>
    </message>
    <message>
        <source>Another program had written into this document; its text was kept as a copy.</source>
        <translation>其他程序曾写入此文档；它的文字已另存为副本。</translation>
    </message>
    <message>
        <source>The document had vanished from the workspace and was written again.</source>
        <translation>文档曾从工作区消失，后来重新写入。</translation>
    </message>
    <message>
        <source>The model was asked; what for is no longer on record.</source>
        <translation>曾向模型提问；问了什么已不在记录中。</translation>
    </message>
    <message numerus="yes">
        <source>The model was asked: %Ln answers, words of them were taken.</source>
        <translation>
            <numerusform>向模型提问：得到 %Ln 个回答，采用了其中的文字。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model was asked: %Ln answers, nothing was taken.</source>
        <translation>
            <numerusform>向模型提问：得到 %Ln 个回答，都没有采用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days later</source>
        <translation>
            <numerusform>%Ln 天后</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours later</source>
        <translation>
            <numerusform>%Ln 小时后</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes later</source>
        <translation>
            <numerusform>%Ln 分钟后</numerusform>
        </translation>
    </message>
    <message>
        <source>Typed by you</source>
        <translation>您输入的</translation>
    </message>
    <message>
        <source>The model&apos;s words</source>
        <translation>模型的文字</translation>
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
        <source>Brought back or moved</source>
        <translation>恢复或移动的</translation>
    </message>
    <message>
        <source>Words not on record</source>
        <translation>记录中没有文字</translation>
    </message>
    <message>
        <source>Act {number} of {total}</source>
        <translation>第 {number} 步，共 {total} 步</translation>
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
    <name>VersionsView</name>
    <message>
        <source>Versions of one work</source>
        <translation>同一作品的版本</translation>
    </message>
    <message>
        <source>Texts of which half or more stands in the other too. Joined, they count as one work in collections. Nothing is deleted unless you choose a text and remove it.</source>
        <translation>彼此有一半以上内容相同的文本。合并后在合集中算作一部作品。除非您选定文本并将其移除，否则不会删除任何内容。</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>What looks like versions of one work</source>
        <translation>看起来是同一作品的版本</translation>
    </message>
    <message>
        <source>Its texts</source>
        <translation>其中的文本</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Versions of one work: join them</source>
        <translation>是同一作品：合并</translation>
    </message>
    <message>
        <source>Different works</source>
        <translation>是不同作品</translation>
    </message>
    <message>
        <source>Read side by side</source>
        <translation>并排阅读</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>从文库移除…</translation>
    </message>
    <message>
        <source>They are not shown here again.</source>
        <translation>以后不再在此显示。</translation>
    </message>
    <message>
        <source>Looking at the library…</source>
        <translation>正在查看文库…</translation>
    </message>
    <message>
        <source>No text looks like a version of another.</source>
        <translation>没有看起来互为版本的文本。</translation>
    </message>
    <message>
        <source>{share} of {one} stands in {other}, {back} of {other} in {one}.</source>
        <translation>{one} 有 {share} 见于 {other}，{other} 有 {back} 见于 {one}。</translation>
    </message>
    <message>
        <source>{share} %</source>
        <translation>{share}%</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more pairs</source>
        <translation>
            <numerusform>另有 %Ln 对</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchedDialog</name>
    <message>
        <source>Watched folders</source>
        <translation>关注的文件夹</translation>
    </message>
    <message>
        <source>New texts in these folders come into the library by themselves while Muse Desktop is open. What you remove from the library does not come back, and nothing in the folders is changed.</source>
        <translation>Muse Desktop 打开时，这些文件夹里的新文本会自动进入文库。您从文库移除的文本不会再回来，文件夹里的内容也不会被改动。</translation>
    </message>
    <message>
        <source>No folder is watched.</source>
        <translation>没有关注的文件夹。</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>关注文件夹…</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>立即查看</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>关注文件夹</translation>
    </message>
</context>
<context>
    <name>WeekChart</name>
    <message>
        <source>Shares of each week</source>
        <translation>每周各占多少</translation>
    </message>
</context>
<context>
    <name>WeekModel</name>
    <message>
        <source>Yours</source>
        <translation>您写的</translation>
    </message>
    <message>
        <source>The model&apos;s</source>
        <translation>模型写的</translation>
    </message>
    <message>
        <source>From elsewhere</source>
        <translation>来自别处</translation>
    </message>
    <message>
        <source>{maker}, share</source>
        <translation>{maker}占比</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字数</translation>
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
    <name>WipeDialog</name>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Wipe for good</source>
        <translation>彻底清除</translation>
    </message>
    <message>
        <source>One project:</source>
        <translation>一个项目：</translation>
    </message>
    <message>
        <source>Project to wipe</source>
        <translation>要清除的项目</translation>
    </message>
    <message>
        <source>Everything in this workspace</source>
        <translation>此工作区中的全部内容</translation>
    </message>
    <message>
        <source>Also from the backups</source>
        <translation>同时从备份中清除</translation>
    </message>
    <message>
        <source>Also the library, its texts and the originals</source>
        <translation>同时清除资料库及其文本和原件</translation>
    </message>
    <message>
        <source>This cannot be undone. Type “{word}” to wipe it for good:</source>
        <translation>此操作无法撤销。请输入“{word}”以彻底清除：</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The backups keep it: whoever has them can read it.</source>
        <translation>备份中仍会保留：拿到备份的人可以读到它。</translation>
    </message>
    <message>
        <source>Its documents with all versions and snapshots, its story bible, what the model was asked and answered for it, and what search and model remember of it are deleted, so that no word of it is left in the workspace.</source>
        <translation>将删除其中的文档及全部版本和快照、故事设定、为它向模型提出的请求与得到的回答，以及搜索索引和模型缓存中与它有关的内容，工作区中不会留下其中任何一个字。</translation>
    </message>
    <message>
        <source>All projects with all versions and snapshots, everything the model was asked and answered, and the whole record are deleted, so that no word of them is left in the workspace.</source>
        <translation>将删除所有项目及其全部版本和快照、向模型提出的全部请求与回答，以及整个写作记录，工作区中不会留下其中任何一个字。</translation>
    </message>
    <message>
        <source>The backups stay: whoever has them can read everything.</source>
        <translation>备份会保留：拿到备份的人可以读到全部内容。</translation>
    </message>
    <message>
        <source>The record keeps that something was written, when and how long it was, but no words; so it still proves itself for your other projects.</source>
        <translation>记录中仍会保留曾经写过内容、何时写的以及长短，但不含任何文字；这样，其他项目的记录仍可核验。</translation>
    </message>
    <message>
        <source>Files you exported, and what you copied elsewhere, are not touched.</source>
        <translation>您导出的文件和复制到别处的内容不受影响。</translation>
    </message>
    <message>
        <source>A disk may hold traces of deleted files for a while; an encrypted disk hides them.</source>
        <translation>磁盘上可能会在一段时间内留有已删除文件的痕迹；加密磁盘可以将其隐藏。</translation>
    </message>
    <message>
        <source>What shall be wiped?</source>
        <translation>要清除什么？</translation>
    </message>
    <message>
        <source>Wipe “{name}” for good?</source>
        <translation>彻底清除“{name}”？</translation>
    </message>
    <message>
        <source>Wipe everything for good?</source>
        <translation>彻底清除全部内容？</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
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
    <name>WordTool</name>
    <message>
        <source>Another word, or one from the list</source>
        <translation>另一个词，或从列表中选</translation>
    </message>
    <message>
        <source>The word that shall stand instead</source>
        <translation>用来代替的词</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>同义词</translation>
    </message>
    <message>
        <source>Wherever this word stands</source>
        <translation>凡出现此词之处</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Click a word of the text. Nothing is swapped by itself.</source>
        <translation>点击文中的一个词。不会自动替换。</translation>
    </message>
    <message>
        <source>Instead of “{word}”:</source>
        <translation>代替“{word}”：</translation>
    </message>
    <message>
        <source>The thesaurus has nothing for “{word}”. Write a word of your own.</source>
        <translation>同义词典里没有“{word}”。请自己写一个词。</translation>
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
