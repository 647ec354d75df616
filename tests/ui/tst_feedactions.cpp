// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postlistmodel.h"
#include "models/scopemodel.h"
#include "net/fetcher.h"
#include "support/httpserver.h"
#include "support/memorysecrets.h"
#include "support/templibrary.h"
#include "support/warnings.h"
#include "sync/feedlogins.h"
#include "sync/feedrefresher.h"
#include "sync/sourcefinder.h"
#include "ui/addsourcedialog.h"
#include "ui/feedactions.h"
#include "ui/feedsdialog.h"
#include "ui/linkopener.h"
#include "ui/owncollectionactions.h"
#include "ui/postlistview.h"
#include "ui/refreshline.h"
#include "ui/rulesdialog.h"
#include "ui/searchactions.h"
#include "ui/sourceactions.h"
#include "ui/toast.h"
#include "web/pageengine.h"

#include <QAction>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class FeedActionsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void refresh_all_saysWhatCame();
    void refresh_nothingNew_saysSo();
    void refresh_withFailures_offersToShowThem();
    void refresh_noFeeds_tellsHowToFollowOne();
    void refresh_folder_asksItsFeedsOnly();
    void refresh_byItself_saysNothing();
    void refreshShown_onlyWhereThereAreFeeds();
    void line_whileRefreshing_countsAndCancels();
    void line_shortRefresh_doesNotShow();
    void add_copiedAddress_isShownAndFollowed();
    void add_site_offersItsFeedsAndItself();
    void add_pageWithoutFeed_isFollowedByItsList();
    void add_page_canBeShown_andAFeedCannot();
    void add_behindALogin_asksForIt();
    void add_article_isSaved_andUndone();
    void add_copiedText_isNotProposed();
    void add_knownFeed_isNamedAndShown();
    void add_nothingThere_staysOpenAndSaysWhy();
    void add_noAddress_saysSo();
    void add_closedWhileLooking_isDropped();
    void feeds_twice_isOneWindow();
    void rules_asked_areShown();

private:
    SourceId follow(const QString &name, FolderId folder = {});
    void serve(const QString &name, const QByteArrayList &titles);
    [[nodiscard]] AddSourceDialog *askForFeed();
    [[nodiscard]] QPushButton *addButton(const AddSourceDialog &dialog) const;
    [[nodiscard]] static QListWidget *list(const AddSourceDialog &dialog, const QString &name);
    void look(const AddSourceDialog &dialog, const QString &address);
    void undo();
    /// The server is asked for what it has not.
    void expectMissing() { m_expectsMissing = true; }
    /// A page with a list of nine notes.
    void serveNotes(const QByteArray &head = {});
    [[nodiscard]] QString message() const;
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }

    std::unique_ptr<TempLibrary> m_kept;
    Keyring m_keyring{std::make_unique<MemorySecrets>()};
    FeedLogins m_logins{m_keyring};
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Fetcher> m_fetcher;
    std::unique_ptr<FeedRefresher> m_refresher;
    std::unique_ptr<SourceFinder> m_finder;
    std::unique_ptr<LinkOpener> m_links;
    std::unique_ptr<LecternPages> m_pages;
    std::unique_ptr<PageEngine> m_engine; ///< never loaded here
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<PostListModel> m_posts;
    std::unique_ptr<ScopeModel> m_scopes;
    std::unique_ptr<QMainWindow> m_window;
    QAction *m_add = nullptr;
    QAction *m_refreshAll = nullptr;
    QAction *m_refreshShown = nullptr;
    QAction *m_feeds = nullptr;
    QAction *m_rules = nullptr;
    RefreshLine *m_line = nullptr;
    Toast *m_toast = nullptr;
    FeedActions *m_actions = nullptr;
    bool m_expectsMissing = false;
};

void FeedActionsTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
    qRegisterMetaType<RefreshProgress>();
}

void FeedActionsTest::init()
{
    failOnUnexpectedWarnings();
    m_expectsMissing = false;
    m_kept = std::make_unique<TempLibrary>();
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    m_fetcher = std::make_unique<Fetcher>(Fetcher::Settings{});
    m_refresher =
        std::make_unique<FeedRefresher>(m_kept->library(), *m_fetcher, FeedRefresher::Settings{});
    m_finder = std::make_unique<SourceFinder>(m_kept->library(), *m_fetcher, &m_logins);
    m_links = std::make_unique<LinkOpener>([](const QUrl &) { return true; });
    m_pages = std::make_unique<LecternPages>(m_kept->library());
    m_engine = std::make_unique<PageEngine>(PageSettings{}, *m_pages);
    m_settings =
        std::make_unique<QSettings>(m_kept->locations().settingsFile(), QSettings::IniFormat);
    m_posts = std::make_unique<PostListModel>(m_kept->library());
    m_scopes = std::make_unique<ScopeModel>(m_kept->library());
    m_window = std::make_unique<QMainWindow>();
    m_window->resize(500, 400);
    m_toast = new Toast(m_window.get());
    m_line = new RefreshLine(m_window.get());
    for (QAction **action : {&m_add, &m_refreshAll, &m_refreshShown, &m_feeds, &m_rules})
        *action = new QAction(m_window.get());
    auto *other = new QAction(m_window.get());
    auto *searches = new SearchActions(
        {*other, *other, *other, *m_posts, *m_scopes, m_kept->library(), *m_toast}, *m_window);
    auto *list = new PostListView(m_window.get());
    list->setModel(m_posts.get());
    auto *menu = new QMenu(m_window.get());
    auto *collections = new OwnCollectionActions({*menu, *other, *other, *other, *other, *other,
                                                  *other, *other, *other, *other, *m_posts, *list,
                                                  *m_scopes, m_kept->library(), *m_toast},
                                                 *m_window);
    auto *sources = new SourceActions({*other, *other, *other, *other, *m_scopes, m_kept->library(),
                                       m_logins, *searches, *collections, *m_toast},
                                      *m_window);
    m_actions = new FeedActions({*m_add, *m_refreshAll, *m_refreshShown, *m_feeds, *m_rules,
                                 *m_scopes, *m_refresher, *m_finder, m_kept->library(), *m_settings,
                                 *m_links, *sources, *m_engine, *m_line, *m_toast},
                                *m_window);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void FeedActionsTest::cleanup()
{
    m_window.reset();
    m_scopes.reset();
    m_posts.reset();
    m_settings.reset();
    m_engine.reset();
    m_pages.reset();
    m_links.reset();
    m_finder.reset();
    m_refresher.reset();
    m_fetcher.reset();
    QVERIFY(m_expectsMissing || m_server->unexpectedRequests().isEmpty());
    m_server.reset();
    m_kept.reset();
}

void FeedActionsTest::serve(const QString &name, const QByteArrayList &titles)
{
    HttpReply reply;
    reply.contentType = "application/rss+xml";
    reply.body = "<rss version=\"2.0\"><channel><title>" + name.toUtf8() + "</title>";
    for (const QByteArray &title : titles)
        reply.body += "<item><title>" + title + "</title><link>https://posts.example/" + title
            + "</link></item>";
    reply.body += "</channel></rss>";
    m_server->serve('/' + name.toLatin1(), reply);
}

SourceId FeedActionsTest::follow(const QString &name, FolderId folder)
{
    const SourceId feed =
        TempLibrary::valueOf(m_kept->library().addFeed(m_server->url(u'/' + name), name, folder));
    if (!QTest::qWaitFor([&] {
            return m_scopes->sourceOf({Scope::Kind::Source, feed}).has_value();
        }))
        QTest::qFail("The feed did not come", __FILE__, __LINE__);
    return feed;
}

QString FeedActionsTest::message() const
{
    return m_toast->isVisible() ? m_toast->message() : QString();
}

AddSourceDialog *FeedActionsTest::askForFeed()
{
    m_add->trigger();
    return m_window->findChild<AddSourceDialog *>();
}

QPushButton *FeedActionsTest::addButton(const AddSourceDialog &dialog) const
{
    return dialog.findChild<QDialogButtonBox *>(u"addSourceButtonBox"_s)
        ->button(QDialogButtonBox::Ok);
}

QListWidget *FeedActionsTest::list(const AddSourceDialog &dialog, const QString &name)
{
    return dialog.findChild<QListWidget *>(name);
}

void FeedActionsTest::look(const AddSourceDialog &dialog, const QString &address)
{
    dialog.findChild<QLineEdit *>(u"addressLineEdit"_s)->setText(address);
    QTest::mouseClick(addButton(dialog), Qt::LeftButton);
}

void FeedActionsTest::undo()
{
    for (QToolButton *button : m_toast->findChildren<QToolButton *>()) {
        if (button->text() == u"Undo"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
}

void FeedActionsTest::refresh_all_saysWhatCame()
{
    serve(u"a"_s, {"one", "two"});
    (void)follow(u"a"_s);
    m_refreshAll->trigger();
    QTRY_COMPARE(message(), u"New posts: 2."_s);
    QCOMPARE(TempLibrary::valueOf(m_kept->library().counts()).posts, 2);
}

void FeedActionsTest::refresh_nothingNew_saysSo()
{
    serve(u"a"_s, {});
    (void)follow(u"a"_s);
    m_refreshAll->trigger();
    QTRY_COMPARE(message(), u"There is nothing new."_s);
}

void FeedActionsTest::refresh_withFailures_offersToShowThem()
{
    m_expectsMissing = true;
    serve(u"a"_s, {"one"});
    (void)follow(u"a"_s);
    (void)follow(u"missing"_s);
    m_refreshAll->trigger();
    QTRY_VERIFY2(message().contains(u"could not be refreshed: 1"_s), qPrintable(message()));
    QTest::mouseClick(child<QToolButton>(u"toastActionButton"_s), Qt::LeftButton);
    auto *dialog = m_window->findChild<FeedsDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->isVisible());
}

void FeedActionsTest::refresh_noFeeds_tellsHowToFollowOne()
{
    m_refreshAll->trigger();
    QTRY_VERIFY2(message().contains(u"no feeds"_s), qPrintable(message()));
}

void FeedActionsTest::refresh_folder_asksItsFeedsOnly()
{
    serve(u"a"_s, {"one"});
    serve(u"b"_s, {"two"});
    const FolderId outer = TempLibrary::valueOf(m_kept->library().addFolder(u"Outer"_s, {}));
    const FolderId inner = TempLibrary::valueOf(m_kept->library().addFolder(u"Inner"_s, outer));
    (void)follow(u"a"_s, inner);
    (void)follow(u"b"_s);
    m_actions->refresh({Scope::Kind::Folder, {}, {}, outer});
    QTRY_COMPARE(message(), u"New posts: 1."_s);
    QCOMPARE(m_server->requestCount("/a"), 1);
    QCOMPARE(m_server->requestCount("/b"), 0);
}

void FeedActionsTest::refresh_byItself_saysNothing()
{
    serve(u"a"_s, {"one"});
    (void)follow(u"a"_s);
    QSignalSpy finished(m_refresher.get(), &FeedRefresher::finished);
    m_refresher->start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(message(), QString());
}

void FeedActionsTest::refreshShown_onlyWhereThereAreFeeds()
{
    const SourceId mine = m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s)});
    QTRY_VERIFY(m_scopes->sourceOf({Scope::Kind::Source, mine}).has_value());
    QVERIFY(!m_refreshShown->isEnabled());
    serve(u"a"_s, {"one"});
    const SourceId feed = follow(u"a"_s);
    QVERIFY(m_refreshShown->isEnabled());
    m_actions->setScope({Scope::Kind::Source, mine});
    QVERIFY(!m_refreshShown->isEnabled());
    m_actions->setScope({Scope::Kind::Source, feed});
    QVERIFY(m_refreshShown->isEnabled());
    m_refreshShown->trigger();
    QTRY_COMPARE(message(), u"New posts: 1."_s);
}

void FeedActionsTest::line_whileRefreshing_countsAndCancels()
{
    HttpReply held;
    held.isHeld = true;
    m_server->serve("/slow", held);
    (void)follow(u"slow"_s);
    m_refreshAll->trigger();
    QTRY_VERIFY(m_line->isVisible());
    QCOMPARE(child<QLabel>(u"refreshLabel"_s)->text(), u"Refreshing 0 of 1"_s);
    m_line->setProgress({12, 340, 25, 0});
    QCOMPARE(child<QLabel>(u"refreshLabel"_s)->text(), u"Refreshing 12 of 340 · 25 new"_s);
    QSignalSpy cancelled(m_line, &RefreshLine::cancelRequested);
    QTest::mouseClick(child<QToolButton>(u"cancelRefreshButton"_s), Qt::LeftButton);
    QCOMPARE(cancelled.size(), 1);
    QTRY_VERIFY(!m_line->isVisible());
}

void FeedActionsTest::line_shortRefresh_doesNotShow()
{
    m_line->setProgress({0, 1, 0, 0});
    QVERIFY(!m_line->isVisible());
    m_line->setProgress({});
    QVERIFY(!m_line->isVisible());
}

void FeedActionsTest::add_copiedAddress_isShownAndFollowed()
{
    serve(u"news"_s, {"one", "two"});
    const QString address = m_server->url(u"/news"_s).toString();
    QGuiApplication::clipboard()->setText(u' ' + address + u'\n');
    QSignalSpy followed(m_actions, &FeedActions::sourceFollowed);
    AddSourceDialog *dialog = askForFeed();
    QCOMPARE(dialog->findChild<QLineEdit *>(u"addressLineEdit"_s)->text(), address);
    QVERIFY(!list(*dialog, u"foundSourcesListWidget"_s)->isVisible());
    QTest::mouseClick(addButton(*dialog), Qt::LeftButton);
    QVERIFY(!addButton(*dialog)->isEnabled());
    QTRY_COMPARE(list(*dialog, u"foundSourcesListWidget"_s)->count(), 1);
    QVERIFY(list(*dialog, u"foundSourcesListWidget"_s)->isVisible());
    QCOMPARE(list(*dialog, u"foundPostsListWidget"_s)->count(), 2);
    // Nothing is added before it was seen.
    QVERIFY(TempLibrary::valueOf(m_kept->library().counts()).sources.isEmpty());
    QTest::mouseClick(addButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(followed.size(), 1);
    QTRY_VERIFY(m_window->findChild<AddSourceDialog *>() == nullptr);
    QVERIFY2(message().contains(u"news"_s), qPrintable(message()));
    const LibraryCounts counts = TempLibrary::valueOf(m_kept->library().counts());
    QCOMPARE(counts.sources.size(), 1);
    QCOMPARE(counts.posts, 2);
    // And back.
    undo();
    QTRY_VERIFY(TempLibrary::valueOf(m_kept->library().counts()).sources.isEmpty());
}

void FeedActionsTest::add_site_offersItsFeedsAndItself()
{
    serve(u"news"_s, {"one"});
    serve(u"comments/feed"_s, {"two", "three"});
    m_server->servePage(
        "/site",
        "<html><head><title>A site</title>"
        "<link rel=alternate type='application/rss+xml' href='/comments/feed' title='Comments'>"
        "<link rel=alternate type='application/rss+xml' href='/news' title='News'>"
        "</head><body><p>Welcome.</p></body></html>");
    AddSourceDialog *dialog = askForFeed();
    look(*dialog, m_server->url(u"/site"_s).toString());
    auto *choices = list(*dialog, u"foundSourcesListWidget"_s);
    QTRY_VERIFY(choices->count() >= 2);
    QVERIFY2(choices->item(0)->text().startsWith(u"news"_s), qPrintable(choices->item(0)->text()));
    QCOMPARE(choices->currentRow(), 0);
    QCOMPARE(list(*dialog, u"foundPostsListWidget"_s)->count(), 1);
    choices->setCurrentRow(1);
    QCOMPARE(list(*dialog, u"foundPostsListWidget"_s)->count(), 2);
    // What the field says now is another matter.
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"addressLineEdit"_s), u"x"_s);
    QVERIFY(!choices->isVisible());
    QCOMPARE(choices->count(), 0);
    dialog->reject();
}

void FeedActionsTest::serveNotes(const QByteArray &head)
{
    QByteArray page = "<html><head><title>Notes</title>" + head + "</head><body><main><ul>";
    for (int i = 9; i > 0; --i) {
        const QByteArray number = QByteArray::number(i);
        page += "<li><h2><a href='/notes/" + number + "-a-longer-title'>A longer title, number "
            + number + "</a></h2><time datetime='2026-01-0" + number + "'>January " + number
            + "</time><p>Some words on what this is about, so that it has a text.</p></li>";
    }
    m_server->servePage("/notes/", page + "</ul></main></body></html>");
}

void FeedActionsTest::add_page_canBeShown_andAFeedCannot()
{
    serve(u"news"_s, {"one"});
    serveNotes("<link rel=alternate type='application/rss+xml' href='/news'>");
    QPointer<AddSourceDialog> dialog = new AddSourceDialog(*m_finder, {}, m_window.get());
    QSignalSpy requested(dialog, &AddSourceDialog::pageRequested);
    dialog->open();
    auto *button = dialog->findChild<QPushButton *>(u"showPageButton"_s);
    QVERIFY(!button->isVisible());
    dialog->look(m_server->url(u"/notes/"_s).toString());
    auto *choices = list(*dialog, u"foundSourcesListWidget"_s);
    QTRY_VERIFY(choices->count() >= 3);
    QVERIFY(choices->currentItem()->text().startsWith(u"news"_s));
    QVERIFY(!button->isVisible());
    choices->setCurrentRow(1);
    QVERIFY2(choices->currentItem()->text().contains(u"List on the page"_s),
             qPrintable(choices->currentItem()->text()));
    QVERIFY(button->isVisible());
    // The page itself: its list may be one that was not found.
    choices->setCurrentRow(choices->count() - 1);
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().toUrl(), m_server->url(u"/notes/"_s));
    QTRY_VERIFY(!dialog);
}

void FeedActionsTest::add_article_isSaved_andUndone()
{
    m_server->servePage("/essay",
                        "<html><head><title>An essay</title></head><body><p>Once.</body></html>");
    expectMissing();
    QSignalSpy followed(m_actions, &FeedActions::sourceFollowed);
    AddSourceDialog *dialog = askForFeed();
    look(*dialog, m_server->url(u"/essay"_s).toString());
    QTRY_COMPARE(list(*dialog, u"foundSourcesListWidget"_s)->count(), 1);
    QCOMPARE(addButton(*dialog)->text(), u"&Save"_s);
    QTest::mouseClick(addButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(message(), u"An essay is saved."_s);
    QCOMPARE(followed.size(), 1);
    LibraryCounts counts = TempLibrary::valueOf(m_kept->library().counts());
    QCOMPARE(counts.sources.size(), 1);
    QCOMPARE(counts.sources.first().title, u"Saved"_s);
    QVERIFY(counts.sources.first().isOwn);
    undo();
    QTRY_VERIFY(TempLibrary::valueOf(m_kept->library().counts()).sources.isEmpty());
}

void FeedActionsTest::add_behindALogin_asksForIt()
{
    m_server->serve("/private", [](const HttpRequest &request) {
        HttpReply reply;
        reply.status = 401;
        reply.headers = {{"WWW-Authenticate", "Basic realm=\"here\""}};
        if (request.headers.value("authorization")
            == "Basic " + QByteArray("ann:open").toBase64()) {
            reply.status = 200;
            reply.contentType = "application/rss+xml";
            reply.body = "<rss version=\"2.0\"><channel><title>Private</title>"
                         "<item><link>https://posts.example/a</link></item></channel></rss>";
        }
        return reply;
    });
    AddSourceDialog *dialog = askForFeed();
    auto *user = dialog->findChild<QLineEdit *>(u"siteUserLineEdit"_s);
    auto *password = dialog->findChild<QLineEdit *>(u"sitePasswordLineEdit"_s);
    QVERIFY(!user->isVisible());
    look(*dialog, m_server->url(u"/private"_s).toString());
    QTRY_VERIFY(user->isVisible());
    QVERIFY(user->hasFocus());
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    QTest::keyClicks(user, u"ann"_s);
    QTest::keyClicks(password, u"open"_s);
    QTest::mouseClick(addButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(list(*dialog, u"foundSourcesListWidget"_s)->count(), 1);
    QTest::mouseClick(addButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY2(message().contains(u"Private"_s), qPrintable(message()));
    const QList<Feed> feeds = TempLibrary::valueOf(m_kept->library().feeds());
    QCOMPARE(feeds.size(), 1);
    QCOMPARE(feeds.first().settings.userName, u"ann"_s);
}

void FeedActionsTest::add_pageWithoutFeed_isFollowedByItsList()
{
    serveNotes();
    expectMissing();
    AddSourceDialog *dialog = askForFeed();
    look(*dialog, m_server->url(u"/notes/"_s).toString());
    auto *choices = list(*dialog, u"foundSourcesListWidget"_s);
    QTRY_VERIFY(choices->count() >= 1);
    QCOMPARE(list(*dialog, u"foundPostsListWidget"_s)->count(), 5);
    QTest::mouseClick(addButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(TempLibrary::valueOf(m_kept->library().counts()).posts, 9);
    const LibraryCounts counts = TempLibrary::valueOf(m_kept->library().counts());
    QCOMPARE(counts.sources.first().kind, SourceKind::Page);
}

void FeedActionsTest::add_copiedText_isNotProposed()
{
    QGuiApplication::clipboard()->setText(u"just.words"_s);
    AddSourceDialog *dialog = askForFeed();
    QCOMPARE(dialog->findChild<QLineEdit *>(u"addressLineEdit"_s)->text(), QString());
    QVERIFY(!addButton(*dialog)->isEnabled());
    dialog->reject();
}

void FeedActionsTest::add_knownFeed_isNamedAndShown()
{
    serve(u"news"_s, {"one"});
    const SourceId known = follow(u"news"_s);
    QSignalSpy followed(m_actions, &FeedActions::sourceFollowed);
    AddSourceDialog *dialog = askForFeed();
    look(*dialog, m_server->url(u"/news"_s).toString());
    auto *choices = list(*dialog, u"foundSourcesListWidget"_s);
    QTRY_VERIFY(choices->count() >= 1);
    QVERIFY2(choices->item(0)->text().contains(u"already"_s), qPrintable(choices->item(0)->text()));
    QTest::mouseClick(addButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(followed.size(), 1);
    QCOMPARE(followed.first().first().value<SourceId>(), known);
    QTRY_VERIFY(m_window->findChild<AddSourceDialog *>() == nullptr);
}

void FeedActionsTest::add_nothingThere_staysOpenAndSaysWhy()
{
    expectMissing();
    AddSourceDialog *dialog = askForFeed();
    auto *field = dialog->findChild<QLineEdit *>(u"addressLineEdit"_s);
    look(*dialog, m_server->url(u"/page"_s).toString());
    const auto *state = dialog->findChild<QLabel *>(u"addSourceStateLabel"_s);
    QTRY_VERIFY(field->isEnabled());
    QVERIFY2(state->text().contains(u"404"_s), qPrintable(state->text()));
    QVERIFY(dialog->isVisible());
    // Another attempt is another matter.
    QTest::keyClicks(field, u"x"_s);
    QCOMPARE(state->text(), QString());
    dialog->reject();
}

void FeedActionsTest::add_noAddress_saysSo()
{
    AddSourceDialog *dialog = askForFeed();
    auto *field = dialog->findChild<QLineEdit *>(u"addressLineEdit"_s);
    for (const QString &text : {u"two words"_s, u"javascript:alert(1)"_s}) {
        look(*dialog, text);
        const auto *state = dialog->findChild<QLabel *>(u"addSourceStateLabel"_s);
        QTRY_VERIFY2(field->isEnabled(), qPrintable(text));
        QVERIFY2(!state->text().isEmpty(), qPrintable(text));
    }
    dialog->reject();
}

void FeedActionsTest::add_closedWhileLooking_isDropped()
{
    serve(u"news"_s, {"one"});
    AddSourceDialog *dialog = askForFeed();
    look(*dialog, m_server->url(u"/news"_s).toString());
    dialog->reject();
    QTRY_VERIFY(m_window->findChild<AddSourceDialog *>() == nullptr);
    QVERIFY(TempLibrary::valueOf(m_kept->library().counts()).sources.isEmpty());
}

void FeedActionsTest::feeds_twice_isOneWindow()
{
    m_feeds->trigger();
    m_feeds->trigger();
    QCOMPARE(m_window->findChildren<FeedsDialog *>().size(), 1);
}

void FeedActionsTest::rules_asked_areShown()
{
    m_rules->trigger();
    QVERIFY(m_window->findChild<RulesDialog *>() != nullptr);
}

QTEST_MAIN(FeedActionsTest)
#include "tst_feedactions.moc"
