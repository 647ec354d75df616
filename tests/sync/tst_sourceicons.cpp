// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"
#include "support/templibrary.h"
#include "sync/sourceicons.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class SourceIconsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void find_named_isKeptSmall();
    void find_namedIsNoImage_takesTheUsualOne();
    void find_none_isRemembered();
    void find_lookedForBefore_asksNobody();

private:
    [[nodiscard]] Feed feed();
    [[nodiscard]] QHash<SourceId, QByteArray> icons();

    std::unique_ptr<TempLibrary> m_library;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Fetcher> m_fetcher;
    std::unique_ptr<SourceIcons> m_icons;
};

namespace {

HttpReply image(const QByteArray &bytes)
{
    HttpReply reply;
    reply.contentType = "image/png";
    reply.body = bytes;
    return reply;
}

// Stands in for decoding: an image begins with "image ".
QByteArray shrunk(const QByteArray &bytes)
{
    return bytes.startsWith("image ") ? "small " + bytes : QByteArray();
}

} // namespace

void SourceIconsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_library = std::make_unique<TempLibrary>();
    m_server = std::make_unique<HttpServer>();
    m_fetcher = std::make_unique<Fetcher>(Fetcher::Settings{});
    m_icons = std::make_unique<SourceIcons>(m_library->library(), *m_fetcher, shrunk);
}

void SourceIconsTest::cleanup()
{
    m_icons.reset();
    m_fetcher.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
}

Feed SourceIconsTest::feed()
{
    const QUrl url = m_server->url(u"/feed"_s);
    TempLibrary::valueOf(m_library->library().addFeed(url, u"Feed"_s));
    Feed feed = TempLibrary::valueOf(m_library->library().feeds()).first();
    feed.homePage = m_server->url(u"/blog/?page=2"_s);
    return feed;
}

QHash<SourceId, QByteArray> SourceIconsTest::icons()
{
    return TempLibrary::valueOf(m_library->library().sourceIcons());
}

void SourceIconsTest::find_named_isKeptSmall()
{
    m_server->serve("/icon.png", image("image one"));
    const Feed wanted = feed();
    m_icons->find(wanted, m_server->url(u"/icon.png"_s));
    QTRY_COMPARE(icons().value(wanted.source), QByteArray("small image one"));
    QCOMPARE(m_server->requestCount("/icon.png"), 1);
}

void SourceIconsTest::find_namedIsNoImage_takesTheUsualOne()
{
    m_server->serve("/icon.png", image("<html>"));
    m_server->serve("/favicon.ico", image("image two"));
    const Feed wanted = feed();
    m_icons->find(wanted, m_server->url(u"/icon.png"_s));
    QTRY_COMPARE(icons().value(wanted.source), QByteArray("small image two"));
}

void SourceIconsTest::find_none_isRemembered()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serve("/favicon.ico", missing);
    m_icons->find(feed(), {});
    QTRY_VERIFY(TempLibrary::valueOf(m_library->library().feeds()).first().hasIcon);
    QVERIFY(icons().isEmpty());
}

void SourceIconsTest::find_lookedForBefore_asksNobody()
{
    m_server->serve("/favicon.ico", image("image two"));
    Feed known = feed();
    known.hasIcon = true;
    m_icons->find(known, {});
    known.hasIcon = false;
    m_icons->find(known, {});
    m_icons->find(known, {}); // under way
    QTRY_VERIFY(!icons().isEmpty());
    QCOMPARE(m_server->requestCount("/favicon.ico"), 1);
}

QTEST_GUILESS_MAIN(SourceIconsTest)
#include "tst_sourceicons.moc"
